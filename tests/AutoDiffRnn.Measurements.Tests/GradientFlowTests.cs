using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Measurements.Tests;

/// <summary>The gradient flow as its users see it.</summary>
public sealed class GradientFlowTests
{
    private const int Steps = 5;
    private const int Batch = 2;

    [Fact]
    public void AStateThatTheLossDoesNotRead_HasNoAdjointAtItsOwnStep()
    {
        var network = Zoo.Network("Lstm");
        var tape = Zoo.Run(network, Steps, Batch, seeded: false);
        tape.Seed("h").Fill(1);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        Assert.Equal(["h", "c"], map.States);
        for (var t = 0; t < Steps; t++)
        {
            // c' reaches the loss through h' alone, and h' is held fixed.
            Assert.Equal(0, map.Norm(t, t, state: 1));
            Assert.True(map.Norm(t, t, state: 0) > 0);
        }

        Assert.True(map.Norm(1, 0, state: 1) > 0);
    }

    [Fact]
    public void AnOutputOfANewState_IsSeenAtLagZero()
    {
        var network = Zoo.Network("Elman");
        var tape = Zoo.Run(network, Steps, Batch, seeded: false);
        tape.Seed("y")[2, 1][0] = 3;
        tape.Seed("h")[2, 1][1] = 5;
        var flow = new GradientFlow<double>(network, Steps, Batch);
        flow.Start(tape);
        var width = flow.States[0].Length;
        var row = flow.Adjoint(0).Slice((2 * Batch + 1) * width, width);
        for (var j = 0; j < width; j++)
            Assert.Equal(3 * network.Weights["Wy"][0, j] + (j == 1 ? 5 : 0), row[j], 1e-14);
        Assert.Equal(5 * Batch * width, flow.Adjoint(0).Length);
        flow.Next();
        Assert.Equal(4 * Batch * width, flow.Adjoint(0).Length);
    }

    [Fact]
    public void TheAdjointOfAnInput_IsItsGradientWhereOneStepHasALoss()
    {
        var network = Zoo.Network("Gru");
        var tape = Zoo.Run(network, Steps, Batch);
        var flow = new GradientFlow<double>(network, Steps, Batch);
        var seed = tape.Seed("h").ToArray();
        tape.ClearSeeds();
        var width = flow.States[0].Length;
        for (var example = 0; example < Batch; example++)
            seed.AsSpan((3 * Batch + example) * width, width).CopyTo(tape.Seed("h")[3, example]);
        network.Backward(tape, GradientsOf.Inputs);
        flow.Start(tape);
        flow.Next();
        flow.Next();
        Assert.Equal(tape.InputGradient("x")[1, 1].ToArray(), flow.InputAdjoint("x")[1, 1].ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Throws<ArgumentException>(() => flow.InputAdjoint("z"));
    }

    [Fact]
    public void TheReads_AreToldApart()
    {
        var lstm = Zoo.Network("LstmApart").CreateStep().Step;
        Assert.Equal("LstmApart", lstm.Cell);
        Assert.Equal(["Ui·h", "Uf·h", "Ug·h", "Uo·h", "f ⊙ c"], lstm.Reads.Select(read => read.Formula));
        Assert.Equal("c = f * c + i * g", lstm.Reads[4].Statement);
        Assert.Equal(["h", "c"], Zoo.Network("Lstm").CreateStep().Step.Reads.Select(read => read.State));
        Assert.Equal(["h·hᵀ", "h·hᵀ"], Zoo.Network("FastWeights").CreateStep().Step.Reads.Skip(1).Take(2).Select(read => read.Formula));
        var spread = Zoo.Network("Spread").CreateStep().Step.Reads.Where(read => read.State == "s");
        Assert.Equal(["s · x", "s · w", "Σ(h') + s"], spread.Select(read => read.Formula));
    }

    [Fact]
    public void TheWeights_AreListedByRegion()
    {
        var elman = Zoo.Network("Elman").CreateStep().Step.Weights;
        Assert.Equal(["Wx", "Wh", "b", "Wy", "c"], elman.Select(use => use.Weight));
        Assert.Equal(
            [WeightRegion.Before, WeightRegion.Loop, WeightRegion.Before, WeightRegion.After, WeightRegion.After],
            elman.Select(use => Assert.Single(use.Regions)));
        var own = Zoo.Network("Everywhere").CreateStep().Step.Weights;
        Assert.Equal([WeightRegion.Before, WeightRegion.Loop, WeightRegion.After], own[0].Regions);
        Assert.Equal([WeightRegion.Once, WeightRegion.Loop], own[1].Regions);
        Assert.Empty(own[2].Regions);
    }

    [Fact]
    public void ACutGradient_IsTheSumOfTheLagsBelow()
    {
        var network = Zoo.Network("Gru");
        var tape = Zoo.Run(network, Steps, Batch);
        var split = new LagSplit(network.Cell);
        var flow = new GradientFlow<double>(network, Steps, Batch);
        split.Add(flow, tape);
        flow.Start(tape);
        flow.AddTo(network.Gradients, 1);
        Assert.True(flow.Next());
        flow.AddTo(network.Gradients, 0.5);
        var expected = split.Part(0).ToArray().Zip(split.Part(1).ToArray(), (now, later) => now + 0.5 * later);
        Assert.Equal(expected, network.Gradients.Values.ToArray());
    }

    [Fact]
    public void ARunAtEachUpdate_AllocatesNothing()
    {
        var network = Zoo.Network("CharLstm");
        var tape = Zoo.Run(network, Steps, Batch);
        var flow = new GradientFlow<double>(network, Steps, Batch);
        Go();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Go();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Go()
        {
            flow.Start(tape);
            while (flow.Next())
                flow.AddTo(network.Gradients, 1);
        }
    }

    [Fact]
    public void InFloat_TheLagsSumToTheGradientToo()
    {
        var network = new LstmNetwork<float>(3, 5);
        var random = new RandomSource(5);
        network.Weights.Initialize(random);
        var tape = network.CreateTape(Steps, Batch);
        for (var row = 0; row < Steps * Batch; row++)
            tape.Inputs.x[row / Batch, row % Batch].Fill((float)random.NextNormal());
        network.Forward(tape);
        tape.Seeds.h.Fill(1);
        network.Backward(tape);
        var split = new LagSplit(network.Cell);
        split.Add(new GradientFlow<float>(network, Steps, Batch), tape);
        var whole = split.Whole();
        for (var i = 0; i < whole.Length; i++)
            Assert.Equal(network.Gradients.Values[i], whole[i], 1e-4);
    }

    [Fact]
    public void ARunThatDoesNotFit_IsRefused()
    {
        var network = Zoo.Network("Gru");
        var tape = Zoo.Run(network, Steps, Batch);
        Assert.Throws<InvalidOperationException>(() => new GradientFlow<double>(network, Steps, Batch).Next());
        Assert.Throws<ArgumentException>(() => new GradientFlow<double>(network, Steps - 1, Batch).Start(tape));
        Assert.Throws<ArgumentException>(() => new GradientFlow<double>(Zoo.Network("Gru"), Steps, Batch).Start(tape));
        Assert.Throws<ArgumentException>(() => new GradientFlow<double>(network, Zoo.Network("Lstm").CreateStep(), Steps, Batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientFlow<double>(network, Steps, Batch).Start(tape, lossStep: Steps));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientFlow<double>(network, Steps, Batch).Start(tape, through: 9));
    }
}
