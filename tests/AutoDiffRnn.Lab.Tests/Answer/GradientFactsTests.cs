using AutoDiffRnn.Lab.Answer;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Tests.Answer;

/// <summary>What is true of gradients by construction is found true, and a wrong gradient is found wrong.</summary>
public sealed class GradientFactsTests
{
    [Theory]
    [InlineData("Elman")]
    [InlineData("Gru")]
    [InlineData("Lstm")]
    public void GradientsOfACopyForEachStep_AddUpToThatOfTheSharedWeights(string cell)
    {
        var evidence = GradientFacts.Weights(Batch(cell));
        Assert.InRange(evidence.UntiedError, 0, 1e-12);
    }

    [Fact]
    public void AModelAroundElman_HasItsWeightsInTheirRegions()
    {
        var weights = GradientFacts.Weights(Batch("Elman")).Weights;
        // The cell's own output layer is not read by a model of sentences, and so not in the list.
        Assert.Equal(
            ["E Before", "Wx Before", "Wh Loop", "b Before", "Wy After", "c After"],
            weights.Select(weight => $"{weight.Name} {weight.Region}"));
    }

    [Fact]
    public void OnePassOverTheSummedLoss_GivesWhatAPassForEachWordGives()
    {
        var evidence = GradientFacts.Passes(Batch("Lstm"));
        Assert.InRange(evidence.Difference, 0, 1e-12);
        Assert.Equal((evidence.Words, evidence.Words * (evidence.Words + 1) / 2), (evidence.OnePass, evidence.SeparatePasses));
        Assert.True(evidence.Words > 5);
    }

    [Fact]
    public void Gradients_AgreeWithDifferences()
        => Assert.InRange(GradientFacts.DifferenceError(Batch("Gru"), seed: 5), 0, 1e-6);

    [Fact]
    public void DifferencesAreTakenOfTheWeightsAsTheyWere()
    {
        var batch = Batch("Elman");
        var before = batch.Model.Parts.Select(part => part.Values.ToArray()).ToList();
        GradientFacts.DifferenceError(batch, seed: 5);
        Assert.Equal(before, batch.Model.Parts.Select(part => part.Values.ToArray()));
    }

    [Fact]
    public void LargerWeights_LeaveLessOfTheAdjointBeforeTanh()
    {
        var ratios = BeginningFacts.Ratios(hidden: 8, seed: 2, radii: [0.01, 1, 5]);
        Assert.InRange(ratios[0].Ratio, 0.99, 1); // tanh is a straight line there
        Assert.True(ratios[0].Ratio > ratios[1].Ratio && ratios[1].Ratio > ratios[2].Ratio);
        Assert.Equal([0.01, 1, 5], ratios.Select(ratio => ratio.SpectralRadius));
    }

    [Fact]
    public void AVanishingGradient_IsSubnormalBeforeItIsZero()
        => Assert.True(BeginningFacts.Subnormals(hidden: 8, seed: 1) > 0);

    private static MeasuredBatch Batch(string cell) => new(new ModelSettings(new CellSettings(cell), Hidden: 7, Embedding: 5), seed: 3, distance: 6, sentences: 3);
}
