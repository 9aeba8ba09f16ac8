using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <summary>
/// Keeps one large gradient from throwing the weights far away (Pascanu, Mikolov and Bengio, "On the difficulty of training
/// recurrent neural networks", 2013).
/// </summary>
public static class GradientClipping
{
    /// <summary>
    /// Scales all gradients by one factor so that their common norm <c>‖g‖₂</c> is at most <paramref name="maximum"/>:
    /// <c>g ← g · min(1, maximum / ‖g‖₂)</c>.
    /// </summary>
    /// <param name="gradients">The gradients of all weights.</param>
    /// <param name="maximum">The largest norm, above 0; <see cref="double.PositiveInfinity"/> measures and never scales.</param>
    /// <returns>
    /// The norm before, summed in double precision. If a gradient is not finite, neither is the norm, and the gradients are left
    /// as they are: scaling would spread the NaN to all of them. Look at the norm, and leave out the step.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="maximum"/> is not above 0.</exception>
    public static double ByGlobalNorm<T>(WeightSet<T> gradients, double maximum) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(maximum > 0))
            ShapeError.Require(false, nameof(maximum), "a number above 0", maximum.ToString(CultureInfo.InvariantCulture));

        var norm = Norm(gradients.Values);
        if (double.IsFinite(norm) && norm > maximum)
        {
            foreach (ref var gradient in gradients.Span)
                gradient = T.CreateChecked(double.CreateChecked(gradient) * (maximum / norm));
        }

        return norm;
    }

    private static double Norm<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = SumOfSquares(values, 1);
        if (!double.IsPositiveInfinity(sum))
            return Math.Sqrt(sum);

        // Squares of finite doubles can overflow where their norm does not: measure in units of the largest.
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(double.CreateChecked(value)));
        return double.IsFinite(largest) ? largest * Math.Sqrt(SumOfSquares(values, 1 / largest)) : largest;
    }

    /// <summary>Four sums in a fixed order: fast, and the same bits on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares<T>(ReadOnlySpan<T> values, double scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        var i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            sum0 += Square(values[i], scale);
            sum1 += Square(values[i + 1], scale);
            sum2 += Square(values[i + 2], scale);
            sum3 += Square(values[i + 3], scale);
        }

        for (; i < values.Length; i++)
            sum0 += Square(values[i], scale);
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static double Square<T>(T value, double scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scaled = double.CreateChecked(value) * scale;
        return scaled * scaled;
    }
}
