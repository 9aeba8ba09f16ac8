using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Tests.Harness;
using Pass = AutoDiffRnn.Generators.Ir.Optimizations;

namespace AutoDiffRnn.Tests;

/// <summary>Whatever optimisations are switched off, a network computes the same.</summary>
public sealed class OptimizationTests
{
    private static readonly Pass[] Sets =
    [
        .. OptimizationSets.Single,
        Pass.All,
        Pass.Hoist | Pass.Defer,
        Pass.Hoist | Pass.Merge | Pass.Pack,
        Pass.Fuse | Pass.InPlace,
        Pass.Defer | Pass.DeadAdjoints | Pass.Recompute,
    ];

    // Every cell with one of the sets: one compilation has them all.
    private static readonly Lazy<ILookup<Pass, CellCase>> Cells = new(() =>
    {
        var sets = CellCase.All.Values.Select((cell, place) => (cell, Sets[place % Sets.Length])).ToList();
        return NetworksWithout.Of(sets).Zip(sets).ToLookup(item => item.Second.Item2, item => item.First);
    });

    public static TheoryData<string> Disabled { get; } = [.. Sets.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Disabled))]
    public void WithoutOptimizations_ValuesAndGradientsAreThoseOfTheEvaluator(string disabled)
    {
        var set = Enum.Parse<Pass>(disabled);
        Assert.True(Cells.Value[set].Count() > 5);
        foreach (var cell in Cells.Value[set])
        {
            var problem = new Problem(cell, Sizes.Of("small and odd"), seed: 3);
            Close.InAll(EvaluatorRun.Of(problem), NetworkRun.Of<double>(problem), 1e-12, $"{cell}: ");
        }
    }

    [Fact]
    public void TheSwitches_AreThoseOfTheLanguage()
    {
        Assert.Equal(Enum.GetNames<AutoDiffRnn.Optimizations>(), Enum.GetNames<Pass>());
        Assert.All(Enum.GetValues<Pass>(), one => Assert.Equal((int)one, (int)Enum.Parse<AutoDiffRnn.Optimizations>(one.ToString())));
    }
}
