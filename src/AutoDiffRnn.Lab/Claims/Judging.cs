using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Compares numbers with thresholds, with their uncertainty: what several claims need.</summary>
internal static class Judging
{
    /// <summary>An estimate must lie above a threshold, with its whole interval.</summary>
    public static Finding Above(Estimate estimate, double threshold) => estimate switch
    {
        { Low: var low } when low > threshold => Finding.Met,
        { High: var high } when high <= threshold => Finding.NotMet,
        _ => Finding.Open,
    };

    /// <summary>An estimate must lie below a threshold, with its whole interval.</summary>
    public static Finding Below(Estimate estimate, double threshold)
        => Above(new Estimate(-estimate.Value, -estimate.High, -estimate.Low), -threshold);

    /// <summary>An estimate must lie within ± a margin, with its whole interval; it does not if all of the interval lies outside.</summary>
    public static Finding Within(Estimate estimate, double margin)
    {
        if (estimate.Low >= -margin && estimate.High <= margin)
            return Finding.Met;
        return estimate.Low > margin || estimate.High < -margin ? Finding.NotMet : Finding.Open;
    }

    /// <summary>The mean of a sample with its 95 % interval; unknown where a value is not finite or there is none.</summary>
    public static Estimate Mean(IReadOnlyList<double> values)
        => values.Count == 0 || !values.All(double.IsFinite) ? Unknown : Intervals.Mean(values);

    /// <summary>The mean difference, second minus first, seed by seed, with its 95 % interval; unknown where the seeds do not pair up.</summary>
    public static Estimate Difference(IReadOnlyList<double> first, IReadOnlyList<double> second)
        => first.Count != second.Count ? Unknown : Mean([.. second.Zip(first, (b, a) => b - a)]);

    /// <summary>A condition that must be met in 11 of 12 seeds.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="each">What each seed must reach.</param>
    /// <param name="isMet">Whether each seed does; null where a seed has no number.</param>
    public static Condition InSeeds(string what, string each, IReadOnlyList<bool?> isMet)
    {
        var known = isMet.Where(met => met is not null).ToList();
        var count = new Count(known.Count(met => met == true), known.Count);
        var finding = count switch
        {
            { Of: < Criteria.FewestSeeds } => Finding.Open,
            { Share: >= Criteria.Seeds } => Finding.Met,
            { Share: <= Criteria.FewSeeds } => Finding.NotMet,
            _ => Finding.Mixed,
        };
        return new Condition(
            what, $"{count.Hits} of {Say.Plural(count.Of, "seed")}", Say.Interval(Intervals.Wilson(count), Say.Percent), $"{each}, in 11 of 12 "
                + "seeds", finding);
    }

    /// <summary>No number, and no knowledge of it.</summary>
    public static Estimate Unknown { get; } = new(double.NaN, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>
    /// The difference of two shares, first minus second, of independent samples, with the 95 % interval of Newcombe (1998), made of Wilson's.
    /// </summary>
    public static Estimate ShareDifference(Count first, Count second)
    {
        if (first.Of == 0 || second.Of == 0)
            return Unknown;
        var (a, b) = (Intervals.Wilson(first), Intervals.Wilson(second));
        var difference = a.Value - b.Value;
        return new Estimate(
            difference,
            difference - Math.Sqrt(Square(a.Value - a.Low) + Square(b.High - b.Value)),
            difference + Math.Sqrt(Square(a.High - a.Value) + Square(b.Value - b.Low)));
    }

    /// <summary>The interval in words; empty where there is none.</summary>
    public static string IntervalOf(Estimate estimate, Func<double, string> number)
        => double.IsFinite(estimate.Low) && double.IsFinite(estimate.High) ? Say.Interval(estimate, number) : "unbounded";

    private static double Square(double value) => value * value;
}
