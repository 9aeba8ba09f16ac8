using MathNet.Numerics.Distributions;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>
/// The rank correlation of Spearman (1904): does y rise whenever x does, by whatever curve? It serves dose and response: ranks do not mind
/// logarithms, and a response that was never reached is simply later than all others (positive infinity), tied with its like.
/// </summary>
/// <param name="Rho">From −1 (y always falls) to 1 (y always rises); NaN if all x or all y are the same.</param>
/// <param name="P">Two-sided p by Student's t with n − 2 degrees of freedom, an approximation that is good from about ten points on.</param>
/// <param name="Points">The number of points.</param>
internal readonly record struct RankCorrelation(double Rho, double P, int Points)
{
    /// <summary>Correlates. Equal values share the mean of their ranks.</summary>
    /// <exception cref="ArgumentException">There are fewer than three points, or a value is NaN.</exception>
    public static RankCorrelation Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count || x.Count < 3)
            throw new ArgumentException($"A rank correlation needs three points or more, but there are {x.Count} x and {y.Count} y.", nameof(y));
        var (ranksX, ranksY) = (Ranks(x), Ranks(y));
        var middle = (x.Count + 1) / 2.0;
        var together = ranksX.Zip(ranksY, (a, b) => (a - middle) * (b - middle)).Sum();
        var rho = together / Math.Sqrt(ranksX.Sum(rank => (rank - middle) * (rank - middle)) * ranksY.Sum(rank => (rank - middle) * (rank - middle)));
        if (double.IsNaN(rho))
            return new RankCorrelation(rho, 1, x.Count);

        rho = Math.Clamp(rho, -1, 1);
        var t = Math.Abs(rho) * Math.Sqrt((x.Count - 2) / (1 - rho * rho));
        return new RankCorrelation(rho, 2 * (1 - StudentT.CDF(0, 1, x.Count - 2, t)), x.Count);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        if (values.Any(double.IsNaN))
            throw new ArgumentException("A value that is not a number has no rank.", nameof(values));
        return [.. values.Select(value => values.Count(other => other < value) + (values.Count(other => other == value) + 1) / 2.0)];
    }
}
