namespace AutoDiffRnn.Testing.Oracles;

/// <summary>Derivatives of the plain run's loss by central differences, extrapolated twice to step 0 (Richardson 1911).</summary>
/// <param name="run">The plain method.</param>
/// <param name="numbers">Where the derivatives are taken. Its arrays are changed meanwhile, and as they were after each call.</param>
/// <param name="resolution">The error of a derivative that is still small enough to judge a gradient by.</param>
internal sealed class Differences(PlainRun run, CellNumbers numbers, double resolution)
{
    // The second for points that have a kink or a pole within the first's reach; its rounding errors are larger.
    private static readonly double[] Steps = [4e-3, 5e-4];

    /// <summary>The derivative with respect to one element of one of the arrays; null beside a kink.</summary>
    public double? Of(double[] values, int index)
    {
        var original = values[index];
        try
        {
            return Extrapolated(step =>
            {
                values[index] = original + step;
                return run.Loss(numbers);
            });
        }
        finally
        {
            values[index] = original;
        }
    }

    /// <summary>The derivative along a direction in one of the arrays; null where it leads across a kink.</summary>
    public double? Along(double[] values, double[] direction)
    {
        var original = values.ToArray();
        try
        {
            return Extrapolated(step =>
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = original[i] + step * direction[i];
                return run.Loss(numbers);
            });
        }
        finally
        {
            original.CopyTo(values, 0);
        }
    }

    private double? Extrapolated(Func<double, double> loss)
    {
        var middle = loss(0);
        foreach (var first in Steps)
        {
            var central = new double[4];
            var bend = new double[4];
            for (var i = 0; i < central.Length; i++)
            {
                var step = first / (1 << i);
                var (above, below) = (loss(step), loss(-step));
                central[i] = (above - below) / (2 * step);
                bend[i] = Math.Abs(above - middle - (middle - below)) / step;
            }

            if (IsOnKink(bend))
                return null;
            var coarse = TwiceExtrapolated(central[0], central[1], central[2]);
            var fine = TwiceExtrapolated(central[1], central[2], central[3]);
            // Of a smooth function both have an error of the sixth order, the finer one a 64th of the other's;
            // beside a kink they differ as much as the differences do, and outside a function's domain they are NaN.
            if (Math.Abs(coarse - fine) <= 30 * Math.Max(resolution, 1e-9 * Math.Abs(fine)))
                return fine;
        }

        return null;
    }

    // Exactly on a kink, central differences are smooth: half of each side. But the two sides' own differ however small the step is,
    // where those of a smooth function come an eighth as near to each other for an eighth of the step.
    private bool IsOnKink(double[] bend) => bend[^1] > 100 * resolution && bend[^1] > 0.5 * bend[0];

    private static double TwiceExtrapolated(double first, double second, double third)
    {
        var once = (4 * second - first) / 3;
        var onceFiner = (4 * third - second) / 3;
        return (16 * onceFiner - once) / 15;
    }
}
