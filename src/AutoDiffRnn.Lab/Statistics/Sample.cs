using MathNet.Numerics.Statistics;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>Numbers that describe a sample. Each throws an <see cref="ArgumentException"/> if there are no values.</summary>
internal static class Sample
{
    /// <summary>The mean.</summary>
    public static double Mean(IReadOnlyList<double> values)
    {
        RequireValues(values);
        return values.Sum() / values.Count;
    }

    /// <summary>The standard deviation of the population that the sample comes from (divided by n − 1); 0 of a single value.</summary>
    public static double Deviation(IReadOnlyList<double> values)
    {
        var mean = Mean(values);
        return values.Count == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>The median.</summary>
    public static double Median(IReadOnlyList<double> values) => Quantile(values, 0.5);

    /// <summary>
    /// The value below which the share <paramref name="share"/> of the sample lies, with straight lines between neighbours (type 7 of
    /// Hyndman and Fan 1996, the rule of R and NumPy).
    /// </summary>
    /// <param name="values">The sample, in any order. It is not changed.</param>
    /// <param name="share">From 0, the smallest value, to 1, the largest.</param>
    public static double Quantile(IReadOnlyList<double> values, double share)
    {
        RequireValues(values);
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 1.");
        return SortedArrayStatistics.QuantileCustom([.. values.Order()], share, QuantileDefinition.R7);
    }

    /// <summary>Throws if there are no values.</summary>
    internal static void RequireValues(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("There must be at least one value.", nameof(values));
    }
}
