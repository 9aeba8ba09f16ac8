namespace AutoDiffRnn.Tests.Harness;

/// <summary>Derivatives of the plain run's loss by central differences, extrapolated twice to step 0 (Richardson 1911).</summary>
internal static class Differences
{
    private const double Step = 4e-3;
    private const double KinkJump = 1e-6;

    /// <summary>The derivative of the loss with respect to each element of one of the problem's arrays; NaN beside a kink.</summary>
    public static double[] Of(PlainRun run, double[] values) => [.. Enumerable.Range(0, values.Length).Select(i =>
    {
        var original = values[i];
        return Extrapolated(step =>
        {
            values[i] = original + step;
            var loss = run.Loss();
            values[i] = original;
            return loss;
        });
    })];

    /// <summary>The derivative of the loss along a direction in one of the problem's arrays; NaN beside a kink.</summary>
    public static double Along(PlainRun run, double[] values, double[] direction)
    {
        var original = values.ToArray();
        return Extrapolated(step =>
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = original[i] + step * direction[i];
            var loss = run.Loss();
            original.CopyTo(values, 0);
            return loss;
        });
    }

    private static double Extrapolated(Func<double, double> loss)
    {
        var central = Enumerable.Range(0, 4).Select(i => Step / (1 << i)).Select(step => (loss(step) - loss(-step)) / (2 * step)).ToArray();
        var coarse = TwiceExtrapolated(central[0], central[1], central[2]);
        var fine = TwiceExtrapolated(central[1], central[2], central[3]);
        // Of a smooth function both have an error of the sixth order; beside a kink they differ as much as the differences do.
        return Math.Abs(coarse - fine) > KinkJump * Math.Max(1, Math.Abs(fine)) ? double.NaN : fine;
    }

    private static double TwiceExtrapolated(double first, double second, double third)
    {
        var once = (4 * second - first) / 3;
        var onceFiner = (4 * third - second) / 3;
        return (16 * onceFiner - once) / 15;
    }
}
