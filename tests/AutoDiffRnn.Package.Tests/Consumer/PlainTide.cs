using AutoDiffRnn;

namespace Harbour;

/// <summary>The loss of a network of <see cref="Currents.Tide"/>, found by calling the cell itself step by step, example by example.</summary>
internal sealed class PlainTide(TideNetwork<double> network, double[] wind, double[] wanted, int steps, int batch)
{
    /// <summary>Half the squared distance of all readings from those that are wanted.</summary>
    public double Loss() => Enumerable.Range(0, batch).Sum(LossOf);

    /// <summary>The largest difference between a gradient and its central difference, extrapolated, over the largest gradient.</summary>
    public double LargestGradientError()
    {
        var gradients = network.Gradients.Values.ToArray();
        var errors = gradients.Select((gradient, index) => Math.Abs(gradient - (4 * Difference(index, 5e-4) - Difference(index, 1e-3)) / 3));
        return errors.Max() / gradients.Max(Math.Abs);
    }

    private double Difference(int index, double step)
    {
        var kept = network.Weights.Values[index];
        network.Weights.Span[index] = kept + step;
        var above = Loss();
        network.Weights.Span[index] = kept - step;
        var below = Loss();
        network.Weights.Span[index] = kept;
        return (above - below) / (2 * step);
    }

    private double LossOf(int example)
    {
        var weights = network.Weights;
        var (level, drift) = (CellMath.Zeros(weights.Pull.Rows), CellMath.Zeros(weights.Pull.Rows));
        var loss = 0.0;
        for (var t = 0; t < steps; t++)
        {
            (level, drift, var reading) = Currents.Tide(
                Part(wind, t, example, weights.Push.Columns), level, drift, MatrixOf(weights.Push), MatrixOf(weights.Pull),
                new Vector(weights.ease.Values), weights.stretch[0], MatrixOf(weights.Gauge), network.Cell.Constants[0].Value);
            loss += CellMath.SquaredError(reading, Part(wanted, t, example, weights.Gauge.Rows)) / 2;
        }

        return loss;
    }

    private Vector Part(double[] values, int t, int example, int width) => new(values.AsSpan((t * batch + example) * width, width));

    private static Matrix MatrixOf(WeightView<double> weight) => new(weight.Rows, weight.Columns, weight.Values);
}
