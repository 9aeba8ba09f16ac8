using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>What a backward pass computes, what it adds to, and what it leaves alone.</summary>
public sealed class BackwardTests
{
    public static TheoryData<string> Cells => CellShapes.Cells;

    [Theory]
    [MemberData(nameof(Cells))]
    public void AskedForLess_GivesTheSameBitsOfWhatWasAsked(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var all = NetworkRun.Of<float>(problem);
        foreach (var also in new[] { GradientsOf.WeightsOnly, GradientsOf.Inputs, GradientsOf.InitialStates, GradientsOf.AdjointNorms })
        {
            var some = NetworkRun.Of<float>(problem, also);
            var gradients = all.Gradients.ToDictionary(item => item.Name, item => item.Gradient);
            foreach (var (name, gradient) in some.Gradients)
                Assert.True(gradients[name].SequenceEqual(gradient), $"{name} with {also}");
            foreach (var (state, norms) in some.AdjointNorms)
                Assert.True(all.AdjointNorms[state].SequenceEqual(norms), $"norms of d{state} with {also}");
        }
    }

    [Theory]
    [InlineData("Elman")]
    [InlineData("Lstm")]
    [InlineData("Gru")]
    [InlineData("Peepholes")]
    [InlineData("SquaredLoss")]
    [InlineData("TwoLayers")]
    [InlineData("TransposedWeight")]
    [InlineData("NoState")]
    public void NotAskedFor_InputGradientsAreNotTouched(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<double>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.Of(network, tape, problem);
        foreach (var input in problem.Inputs.Keys)
            tape.InputGradient(input).Fill(77);
        network.Backward(tape, GradientsOf.InitialStates);
        foreach (var input in problem.Inputs.Keys)
            Assert.All(tape.InputGradient(input).ToArray(), value => Assert.Equal(77, value));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ASecondPass_DoublesTheGradientsOfWeightsAndNothingElse(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<double>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        var once = NetworkRun.Of(network, tape, problem);
        network.Backward(tape, NetworkRun.Everything);
        var twice = NetworkRun.Read(network, tape, problem, NetworkRun.Everything);
        foreach (var (name, gradient) in once.WeightGradients)
            Close.InNorm([.. gradient.Select(value => 2 * value)], twice.WeightGradients[name], 1e-14, 1e-3, name);
        foreach (var (name, gradient) in once.InputGradients)
            Assert.Equal(gradient, twice.InputGradients[name]);
        foreach (var (name, gradient) in once.InitialStateGradients)
            Assert.Equal(gradient, twice.InitialStateGradients[name]);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void RunAgain_AllBitsAreTheSame(string cell)
    {
        var problem = CellShapes.Problem(cell, "a lane more or less");
        var first = NetworkRun.Of<float>(problem);
        var second = NetworkRun.Of<float>(problem);
        AssertSame(first, second);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ATapeUsedForLessAndForMoreAgain_GivesTheSameAsANewOne(string cell)
    {
        var large = CellShapes.Problem(cell, "small and odd");
        var small = new Problem(CellCase.All[cell], Sizes.Of("small and odd") with { Steps = 2, Batch = 1 }, seed: 3);
        var network = NetworkRun.Create<float>(large);
        var tape = network.CreateTape(large.Sizes.Steps, large.Sizes.Batch);
        foreach (var problem in new[] { large, small, large, small })
        {
            foreach (var (name, values) in problem.Weights)
                network.Weights[name].CopyFrom(NetworkRun.Converted<float>(values));
            tape.Resize(problem.Sizes.Steps, problem.Sizes.Batch);
            AssertSame(NetworkRun.Of<float>(problem), NetworkRun.Of(network, tape, problem));
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void SeedsAreZeroUntilWritten_AndZeroAgainAfterClearing(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<double>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        network.Forward(tape);
        AssertNothingComesBack();
        NetworkRun.WriteSeeds(tape, problem);
        network.Backward(tape, NetworkRun.Everything);
        foreach (var (name, seeds) in problem.Seeds)
            Assert.Equal(seeds, tape.Seed(name).ToArray());
        tape.ClearSeeds();
        AssertNothingComesBack();

        void AssertNothingComesBack()
        {
            network.Gradients.Clear();
            network.Backward(tape, NetworkRun.Everything);
            var results = NetworkRun.Read(network, tape, problem, NetworkRun.Everything);
            Assert.All(results.Gradients, item => Assert.All(item.Gradient, value => Assert.Equal(0, value)));
            Assert.All(results.AdjointNorms, item => Assert.All(item.Value, value => Assert.Equal(0, value)));
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void SeedsOfOneResultAlone_GiveWhatTheEvaluatorGives(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        foreach (var (name, seeds) in problem.Seeds.ToList())
        {
            problem.Seeds.Clear();
            problem.Seeds[name] = seeds;
            var expected = EvaluatorRun.Of(problem).Gradients.ToDictionary(item => item.Name, item => item.Gradient);
            foreach (var (of, gradient) in NetworkRun.Of<double>(problem).Gradients)
                Close.InNorm(expected[of], gradient, 1e-12, 1, $"{of} for {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void NormsOfAdjoints_AreExactWhereTheirSquaresUnderflowInFloat(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        NetworkRun.WriteSeeds(tape, problem, scale: 1e-30);
        network.Forward(tape);
        network.Backward(tape, GradientsOf.AdjointNorms);
        foreach (var (state, norms) in EvaluatorRun.Of(problem).AdjointNorms)
        {
            var actual = norms.Select((_, step) => 1e30 * tape.AdjointNorm(state, step)).ToArray();
            Close.InNorm(norms, actual, 1e-4, 1e-3, "norms of d" + state);
        }
    }

    [Fact]
    public void NotAskedFor_NormsOfAdjointsAreRefused()
    {
        var problem = CellShapes.Problem("Elman", "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        network.Forward(tape);
        network.Backward(tape, GradientsOf.AdjointNorms);
        _ = tape.AdjointNorm("h", 0);
        network.Forward(tape);
        network.Backward(tape, GradientsOf.Inputs);
        var error = Assert.Throws<InvalidOperationException>(() => tape.AdjointNorm("h", 0));
        Assert.Contains("GradientsOf.AdjointNorms", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Results expected, Results actual)
    {
        var gradients = actual.Gradients.ToDictionary(item => item.Name, item => item.Gradient);
        foreach (var (name, values) in expected.Values)
            Assert.True(values.SequenceEqual(actual.Values[name]), name);
        foreach (var (name, gradient) in expected.Gradients)
            Assert.True(gradient.SequenceEqual(gradients[name]), name);
        foreach (var (state, norms) in expected.AdjointNorms)
            Assert.True(norms.SequenceEqual(actual.AdjointNorms[state]), "norms of d" + state);
    }
}
