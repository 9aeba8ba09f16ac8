using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>Pairs of similar distance, with or without attractors: what the baselines and the networks got right.</summary>
/// <param name="Name">Which pairs these are.</param>
/// <param name="Majority">Right answers of always saying the number that is more frequent in training.</param>
/// <param name="NearestNoun">Right answers of saying the number of the noun nearest before the verb, given that one knows the nouns.</param>
/// <param name="Models">Right answers of each network.</param>
internal sealed record AttestedRow(string Name, Count Majority, Count NearestNoun, IReadOnlyList<Count> Models);

/// <summary>What all networks did.</summary>
/// <param name="Settings">What was done.</param>
/// <param name="Pairs">The pairs of the development part.</param>
/// <param name="Records">A record for each network.</param>
internal sealed record AttestedResult(AttestedSettings Settings, IReadOnlyList<AttestedPair> Pairs, IReadOnlyList<AttestedRecord> Records)
{
    private static readonly (string Name, int From, int To)[] _distances =
    [
        ("distance 1", 1, 1), ("distance 2", 2, 2), ("distance 3-4", 3, 4), ("distance 5-7", 5, 7), ("distance 8-11", 8, 11),
        ("distance 12 and more", 12, int.MaxValue),
    ];

    /// <summary>What must be said beside the numbers.</summary>
    public string Warning
    {
        get
        {
            var (far, attracted) = (Pairs.Count(pair => pair.Distance >= 8), Pairs.Count(pair => pair.Attractors > 0));
            var half = (Intervals.Wilson(new Count(attracted / 2, attracted)) is var interval ? interval.High - interval.Low : 0) / 2;
            return FormattableString.Invariant($"A small set: {Pairs.Count} pairs, {far} of them at distance 8 or more, {attracted} with ")
                + FormattableString.Invariant($"attractors, whose share is known to ±{100 * half:0} points at best. It cannot rank cells; ")
                + "use the generated sentences of 'lab agreement' for questions about memory.";
        }
    }

    /// <summary>The results by distance, by attractors, and of all pairs.</summary>
    public IReadOnlyList<AttestedRow> Rows()
    {
        var rows = new List<AttestedRow>();
        foreach (var (name, from, to) in _distances)
        {
            rows.Add(Row($"{name}, no attractor", pair => pair.Distance >= from && pair.Distance <= to && pair.Attractors == 0));
            rows.Add(Row($"{name}, attractors", pair => pair.Distance >= from && pair.Distance <= to && pair.Attractors > 0));
        }

        rows.Add(Row("all without attractors", pair => pair.Attractors == 0));
        rows.Add(Row("all with attractors", pair => pair.Attractors > 0));
        rows.Add(Row("last noun is an attractor", pair => pair.NearestNoun != pair.Number));
        rows.Add(Row("all", _ => true));
        return [.. rows.Where(row => row.Majority.Of > 0)];
    }

    private AttestedRow Row(string name, Func<AttestedPair, bool> isIn)
    {
        // Pairs that no network could be asked about are left out everywhere: all columns are about the same pairs.
        List<int> chosen = [.. Enumerable.Range(0, Pairs.Count).Where(i => isIn(Pairs[i]) && Records.All(record => record.Right[i] is not null))];
        var training = Settings.Select(AttestedPair.Training);
        var isPlural = 2 * training.Count(pair => pair.Number == GrammaticalNumber.Plural) > training.Count;
        var majority = isPlural ? GrammaticalNumber.Plural : GrammaticalNumber.Singular;
        Count CountOf(Func<int, bool> isRight) => new(chosen.Count(isRight), chosen.Count);
        return new AttestedRow(
            name,
            CountOf(i => Pairs[i].Number == majority),
            CountOf(i => Pairs[i].NearestNoun == Pairs[i].Number),
            [.. Records.Select(record => CountOf(i => record.Right[i] == true))]);
    }
}
