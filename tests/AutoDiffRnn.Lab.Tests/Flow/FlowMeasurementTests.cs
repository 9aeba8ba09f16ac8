using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Tests.Flow;

public sealed class FlowMeasurementTests
{
    private const int Distance = 9;
    private const int Batch = 4;

    private static readonly NextWordTask _task = NextWordTask.Default;

    [Fact]
    public void Of_ATanhNetwork_HasItsCurveBelowBothBounds()
    {
        var curves = Measure("Elman").Curves.ToDictionary(curve => curve.Name, curve => curve.Median);

        Assert.Equal(1, curves["all states"][0], 1e-12);
        for (var lag = 1; lag < Distance; lag++)
        {
            Assert.True(curves["all states"][lag] <= curves["bound ∏‖D·Wh‖₂"][lag] * (1 + 1e-9));
            Assert.True(curves["bound ∏‖D·Wh‖₂"][lag] <= curves["bound ‖Wh‖₂ⁿ"][lag] * (1 + 1e-9));
        }
    }

    [Fact]
    public void Of_AnLstm_HasACurveForEachState_AndOneBound()
        => Assert.Equal(["all states", "h", "c", "bound ∏‖J‖₂"], Measure("Lstm").Curves.Select(curve => curve.Name));

    [Fact]
    public void Of_AnyCell_HasSharesThatSumToTheWhole()
    {
        var flow = Measure("Lstm");

        Assert.All(flow.RoleShares, role => Assert.Equal(1, role.Shares.Sum(), 1e-9));
        Assert.Equal(["W", "U", "b"], flow.RoleShares.Select(role => role.Weight));
        for (var lag = 1; lag < Distance; lag++)
            Assert.Equal(1, flow.PathShares.Sum(path => path.Shares[lag]), 1e-9);
        Assert.Equal(flow.PathShares.Count, flow.PathShares.Select(path => (path.State, path.Statement)).Distinct().Count());
    }

    [Fact]
    public void Of_ACellThatReadsItsStateOnce_HasNothingButThatWay()
    {
        var path = Assert.Single(Measure("Elman").PathShares);

        Assert.All(path.OnlyThisRead.Skip(1), share => Assert.Equal(1, share, 1e-9));
        Assert.True(double.IsNaN(path.Shares[0]));
    }

    [Fact]
    public void Of_AnyCell_HasAMapBelowTheDiagonalAlone()
    {
        var map = Measure("Gru").Map;

        Assert.Equal(Distance + 1, map.Count);
        for (var t = 0; t < map.Count; t++)
        {
            for (var k = 0; k < map.Count; k++)
                Assert.Equal(k <= t, double.IsFinite(map[t][k]));
        }
    }

    /// <summary>Three times the same batch does not scatter at all.</summary>
    [Fact]
    public void SignalToNoise_OfEqualBatches_IsBeyondAllBounds()
    {
        var batch = Sentences(new RandomSource(1));
        var flow = Measurement("Elman").Of("untrained", [batch, batch, batch]);

        Assert.All(flow.RoleShares.Where(role => role.Weight is "Wx" or "Wh"), role => Assert.True(role.SignalToNoise > 1e6));
    }

    /// <summary>The model reads h: the cell's own output, with Wy and c, is read by nobody.</summary>
    [Fact]
    public void Of_WeightsThatNothingDependsOn_HasNoShares()
        => Assert.Equal(["Wx", "Wh", "b"], Measure("Elman").RoleShares.Select(role => role.Weight));

    [Fact]
    public void SignalToNoise_OfOtherBatches_IsModest()
        => Assert.All(Measure("Elman").RoleShares.Where(role => role.Weight is "Wx" or "Wh"), role => Assert.InRange(role.SignalToNoise, 0.01, 100));

    [Fact]
    public void Of_ASpectrum_IsInOrder()
    {
        var flow = Measure("Elman");

        Assert.All(flow.SingularValues, band => Assert.True(band.Largest >= band.Upper && band.Upper >= band.Median && band.Lower >= band.Smallest));
        Assert.True(flow.Spectrum.LargestLyapunov.Value < 0); // An orthogonal start with tanh shrinks.
        Assert.True(flow.Spectrum.SpectralRadius is > 0 and < 1);
    }

    /// <summary>The bound at lag n has the n steps before the loss and no others.</summary>
    [Fact]
    public void Bounds_OfAnLstm_AreTheProductsThatEndAtTheLoss()
    {
        var model = new SequenceModel<double>(new ModelSettings(new CellSettings("Lstm"), Hidden: 4, Embedding: 5), _task, 1);
        var run = new SequenceRun<double>(model, Distance + 1, 1);
        var sentence = Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, Distance), new RandomSource(1));
        run.Load(FlowBatch.OfSentences(_task, [sentence], LossAt.Verb).Tokens, Distance + 1, 1);
        run.Forward();

        var bound = new FlowSpectra(model, run.Tape).Bounds().Single().Median;

        var products = JacobianProduct.EndingAt(StepJacobians.Measure(model.Cell, run.Tape), Distance, 0, Distance);
        Assert.All(products, product => Assert.Equal(product.LogBound, Math.Log(bound[product.Lag]), 1e-9));
    }

    [Fact]
    public void Run_OnAText_HasTheSizeOfItsPieces()
    {
        using var folder = new TempFolder();
        var path = folder.File(folder.Write("text.txt", string.Concat(Enumerable.Repeat("to be, or not to be. ", 40))));
        var model = new ModelSettings(new CellSettings("Gru"), Hidden: 6, Embedding: 4);
        var settings = new FlowSettings { Model = model, Text = path, TextLength = 7, Updates = 2, Batch = 3, Batches = 2 };

        var result = new FlowExperiment(settings).Run();

        Assert.Equal(["untrained", "trained"], result.Flows.Select(flow => flow.When));
        Assert.Equal(7, result.Flows[1].Map.Count);
        Assert.NotEqual(result.Flows[0].Map[6][0], result.Flows[1].Map[6][0]);
        Assert.Empty(result.Strips);
        Assert.Equal("LAB012", Assert.Throws<LabException>(() => new FlowExperiment(settings with { TextLength = 5000 }).Run()).Id);
    }

    private static FlowEvidence Measure(string cell)
    {
        var random = new RandomSource(1);
        return Measurement(cell).Of("untrained", [Sentences(random), Sentences(random)]);
    }

    private static FlowMeasurement Measurement(string cell)
        => new(new SequenceModel<double>(new ModelSettings(new CellSettings(cell), Hidden: 6, Embedding: 5), _task, 1), Distance + 1, Batch);

    private static FlowBatch Sentences(RandomSource random)
    {
        var spec = new SentenceSpec(Filling.Adjectives, Distance);
        return FlowBatch.OfSentences(_task, [.. Enumerable.Range(0, Batch).Select(_ => Grammar.Default.Write(spec, random))], LossAt.EveryWord);
    }
}
