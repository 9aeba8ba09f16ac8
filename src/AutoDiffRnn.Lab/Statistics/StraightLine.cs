using AutoDiffRnn.Lab.Claims;
using MathNet.Numerics.Distributions;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>The straight line with the least squared errors through points.</summary>
/// <param name="Slope">How much y rises when x rises by 1.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="SlopeError">The standard error of the slope, if the errors are independent; NaN of two points.</param>
/// <param name="Points">The number of points.</param>
internal readonly record struct StraightLine(double Slope, double Intercept, double SlopeError, int Points)
{
    /// <summary>
    /// Fits a line. Points along one curve are not independent, so <see cref="SlopeError"/> says little there: fit each
    /// seed's curve and take <see cref="Intervals.Mean"/> of the slopes.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two points, or all have the same x.</exception>
    public static StraightLine Fit(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count || x.Count < 2)
            throw new ArgumentException($"A line needs two points or more, but there are {x.Count} x and {y.Count} y.", nameof(y));
        var (meanX, meanY) = (Sample.Mean(x), Sample.Mean(y));
        var squares = x.Sum(value => (value - meanX) * (value - meanX));
        if (squares == 0)
            throw new ArgumentException("A line needs points with different x.", nameof(x));

        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / squares;
        var intercept = meanY - slope * meanX;
        var errors = x.Zip(y, (a, b) => b - intercept - slope * a).Sum(error => error * error);
        return new StraightLine(slope, intercept, x.Count == 2 ? double.NaN : Math.Sqrt(errors / (x.Count - 2) / squares), x.Count);
    }

    /// <summary>Fits a line to values at x = 0, 1, 2, …, leaving out those that are not finite (the logarithm of 0, say).</summary>
    /// <exception cref="ArgumentException">Fewer than two values are finite.</exception>
    public static StraightLine Fit(IReadOnlyList<double> values)
    {
        var kept = Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values[i])).ToList();
        return Fit([.. kept.Select(i => (double)i)], [.. kept.Select(i => values[i])]);
    }

    /// <summary>The slope with the interval of Student's t with n − 2 degrees of freedom, if the errors are independent and normal.</summary>
    public Estimate SlopeInterval(double confidence = Intervals.Confidence)
    {
        if (Points == 2)
            return new Estimate(Slope, double.NegativeInfinity, double.PositiveInfinity);
        var half = StudentT.InvCDF(0, 1, Points - 2, Intervals.Upper(confidence)) * SlopeError;
        return new Estimate(Slope, Slope - half, Slope + half);
    }
}
