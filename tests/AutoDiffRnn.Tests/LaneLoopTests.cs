using AutoDiffRnn.Kernels;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>
/// Loops over time whose elements do not need one another: each vector of a row goes through a part of the steps by itself, with its states and the
/// sums for the weights' gradients in registers.
/// </summary>
[Collection(nameof(SharedThreads))]
public sealed class LaneLoopTests : IDisposable
{
    private readonly int _mostSteps = StepParts.MostSteps;

    public static TheoryData<string> Cells { get; } =
    [
        "DiagonalLayer", "DiagonalLayers", "DelayedUnits", "LeakyUnits", "SharedDecay", "IndRnn", "Sru", "QrnnForget", "QrnnInputForgetOutput", "MinGru", "RgLru",
    ];

    public void Dispose() => StepParts.MostSteps = _mostSteps;

    [Theory]
    [MemberData(nameof(Cells))]
    public void ARunInPartsOfFewSteps_HasTheValuesAndGradientsOfTheEvaluator(string cell)
    {
        foreach (var sizes in new[] { new Sizes(7, 2, 17, 3, 9), new Sizes(6, 1, 5, 33, 8), new Sizes(5, 3, 40, 24, 16) })
        {
            var problem = new Problem(CellCase.All[cell], sizes, seed: 4);
            var expected = EvaluatorRun.Of(problem);
            foreach (var most in new[] { 1, 2, 3, 256 })
            {
                StepParts.MostSteps = most;
                Close.InAll(expected, NetworkRun.Of<double>(problem), 1e-12, $"{cell} by {most}: ");
            }
        }
    }

    [Theory]
    [InlineData(10, 4, false, "0+4 4+4 8+2")]
    [InlineData(10, 4, true, "6+4 2+4 0+2")]
    [InlineData(3, 256, true, "0+3")]
    [InlineData(0, 4, false, "")]
    public void TheParts_AreAllSteps_EachOnce(int steps, int most, bool isBack, string expected)
    {
        var parts = new List<string>();
        foreach (var part in new StepParts(steps, most, isBack))
            parts.Add($"{part.First}+{part.Count}");
        Assert.Equal(expected, string.Join(" ", parts));
    }

    [Fact]
    public void APart_IsShorterWhereAStepIsWider()
    {
        Assert.Equal(256, StepParts.Most(bytesOfStep: 64));
        Assert.Equal(8, StepParts.Most(bytesOfStep: 4096));
        Assert.Equal(1, StepParts.Most(bytesOfStep: 1 << 20));
    }
}
