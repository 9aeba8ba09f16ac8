using AutoDiffRnn.Lab.Claims;
using MathNet.Numerics.Distributions;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>
/// Tests whose probabilities are counted and not approximated. Each gives the two-sided p: how likely a result is, if there is nothing to find,
/// that is at most as likely as the one that was seen.
/// </summary>
internal static class ExactTests
{
    /// <summary>Probabilities that differ by less than this share are taken for equal: they come from sums that round.</summary>
    private const double Tie = 1 + 1e-7;

    /// <summary>The binomial test: are hits as frequent as <paramref name="expected"/>?</summary>
    /// <param name="count">The hits.</param>
    /// <param name="expected">The probability of a hit, from 0 to 1, if there is nothing to find.</param>
    public static double Binomial(Count count, double expected)
        => AsUnlikelyAs(count.Hits, Enumerable.Range(0, count.Of + 1), hits => MathNet.Numerics.Distributions.Binomial.PMF(expected, count.Of, hits));

    /// <summary>
    /// The test of McNemar (1947), exact: of two answers to the same questions, is one better? Only questions on which they differ count.
    /// </summary>
    /// <param name="onlyFirst">Questions that only the first answered rightly.</param>
    /// <param name="onlySecond">Questions that only the second answered rightly.</param>
    public static double McNemar(int onlyFirst, int onlySecond) => Binomial(new Count(onlyFirst, onlyFirst + onlySecond), 0.5);

    /// <summary>The exact test of Fisher (1935): have two independent samples the same share of hits?</summary>
    public static double Fisher(Count first, Count second)
    {
        var (all, hits) = (first.Of + second.Of, first.Hits + second.Hits);
        var (least, most) = (Math.Max(0, hits - second.Of), Math.Min(first.Of, hits));
        return AsUnlikelyAs(first.Hits, Enumerable.Range(least, most - least + 1), k => Hypergeometric.PMF(all, hits, first.Of, k));
    }

    private static double AsUnlikelyAs(int seen, IEnumerable<int> possible, Func<int, double> probability)
    {
        var limit = probability(seen) * Tie;
        return Math.Min(1, possible.Select(probability).Where(p => p <= limit).Sum());
    }
}
