namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>One rung of the ladder: the optimisations of the rungs below it, and one or two more.</summary>
/// <param name="Name">What it adds.</param>
/// <param name="Disabled">What is still switched off.</param>
/// <param name="MostThreads">How many threads a pass may use.</param>
internal sealed record Rung(string Name, Optimizations Disabled, int MostThreads = 1)
{
    /// <summary>From a network without any optimisation to one with all of them.</summary>
    public static IReadOnlyList<Rung> All { get; } = Make();

    private static List<Rung> Make()
    {
        Optimizations[] order =
        [
            Optimizations.Hoist, Optimizations.Defer, Optimizations.Merge, Optimizations.Fuse,
            Optimizations.Recompute, Optimizations.DeadAdjoints, Optimizations.InPlace, Optimizations.Pack,
        ];
        var rungs = new List<Rung> { new("naive", Optimizations.All) };
        foreach (var added in order)
            rungs.Add(new Rung($"+ {added}", rungs[^1].Disabled & ~added));
        rungs.Add(new Rung("+ threads", Optimizations.None, Environment.ProcessorCount));
        return rungs;
    }
}
