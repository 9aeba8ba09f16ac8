using AutoDiffRnn.Lab.Claims;
using MathNet.Numerics.Distributions;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>How sure one can be of a share, of a mean, and of any number that is computed from a sample.</summary>
internal static class Intervals
{
    /// <summary>The confidence of all intervals of the lab, if no other is asked for.</summary>
    public const double Confidence = 0.95;

    private const int Resamples = 10_000;

    /// <summary>
    /// The interval of Wilson (1927) for a share. It stays within 0 and 1, and has a width where all or none were hits.
    /// </summary>
    /// <returns>The share itself with its interval; of none, NaN with the interval from 0 to 1.</returns>
    public static Estimate Wilson(Count count, double confidence = Confidence)
    {
        if (count.Of == 0)
            return new Estimate(double.NaN, 0, 1);
        double n = count.Of;
        var z = Normal.InvCDF(0, 1, Upper(confidence));
        var centre = (count.Share + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(count.Share * (1 - count.Share) / n + z * z / (4 * n * n));
        return new Estimate(count.Share, count.Hits == 0 ? 0 : centre - half, count.Hits == count.Of ? 1 : centre + half);
    }

    /// <summary>The mean of a sample, with the interval of Student's t (1908) with n − 1 degrees of freedom.</summary>
    /// <returns>The mean with its interval; of a single value, the interval is unbounded.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static Estimate Mean(IReadOnlyList<double> values, double confidence = Confidence)
    {
        var mean = Sample.Mean(values);
        if (values.Count == 1)
            return new Estimate(mean, double.NegativeInfinity, double.PositiveInfinity);
        var half = StudentT.InvCDF(0, 1, values.Count - 1, Upper(confidence)) * Sample.Deviation(values) / Math.Sqrt(values.Count);
        return new Estimate(mean, mean - half, mean + half);
    }

    /// <summary>
    /// The percentile bootstrap (Efron 1979): <paramref name="statistic"/> of samples that are drawn from <paramref name="values"/>
    /// with replacement. It assumes no distribution, but is too narrow for samples of fewer than about ten.
    /// </summary>
    /// <param name="values">The sample.</param>
    /// <param name="statistic">What is computed from a sample, for example <see cref="Sample.Median"/>.</param>
    /// <param name="seed">The same seed draws the same samples.</param>
    /// <param name="confidence">The share of resampled statistics within the interval.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static Estimate Bootstrap(
        IReadOnlyList<double> values, Func<IReadOnlyList<double>, double> statistic, ulong seed, double confidence = Confidence)
    {
        Sample.RequireValues(values);
        var random = new RandomSource(seed);
        var drawn = new double[values.Count];
        var statistics = new double[Resamples];
        for (var sample = 0; sample < Resamples; sample++)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = values[random.NextInt(drawn.Length)];
            statistics[sample] = statistic(drawn);
        }

        return new Estimate(statistic(values), Sample.Quantile(statistics, 1 - Upper(confidence)), Sample.Quantile(statistics, Upper(confidence)));
    }

    /// <summary>The share of the distribution below the upper end of a two-sided interval.</summary>
    internal static double Upper(double confidence) => (1 + confidence) / 2;
}
