using AutoDiffRnn.TestCells;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>A branch that is not taken has no influence, and one that is taken has all its errors.</summary>
public sealed class BranchTests
{
    [Fact]
    public void ATokenThatIsNoRow_IsNotReadOnASideThatIsNotTaken()
    {
        var problem = CellShapes.Problem(nameof(FlowCells.NegativeIsPadding), "small and odd");
        foreach (var tokens in problem.Tokens.Values)
        {
            for (var i = 0; i < tokens.Length; i += 3)
                tokens[i] = i % 2 == 0 ? -1 : int.MinValue;
        }

        var plain = new PlainRun(problem).Values();
        var run = NetworkRun.Of<double>(problem);
        foreach (var (name, values) in plain)
            Close.ToLargest(values, run.Values[name], 1e-12, name);
        foreach (var (name, gradient) in EvaluatorRun.Of(problem).WeightGradients)
            Close.InNorm(gradient, run.WeightGradients[name], 1e-12, 1, name);
    }

    [Theory]
    [InlineData(nameof(FlowCells.NegativeIsPadding))]
    [InlineData(nameof(FlowCells.LoopedToken))]
    public void ATokenThatIsNoRow_IsNamedOnASideThatIsTaken(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        tape.Index("token")[3, 2][0] = 1000;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(tape));
        foreach (var word in new[] { "token", "step 3", "example 2", "1000" })
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(FlowCells.NotTakenIsNaN))]
    [InlineData(nameof(FlowCells.NotTakenInMatrices))]
    [InlineData(nameof(FlowCells.NotTakenByElement))]
    public void WhatIsNotANumberOnASideThatIsNotTaken_ReachesNoGradient(string cell)
    {
        var run = NetworkRun.Of<float>(CellShapes.Problem(cell, "odd"));
        Assert.All(run.Gradients, item => Assert.All(item.Gradient, value => Assert.True(double.IsFinite(value), item.Name)));
    }

    [Fact]
    public void AHandwrittenDerivative_IsWhatAnAdjointPassesBy()
    {
        var problem = CellShapes.Problem(nameof(SurrogateCells.Surrogates), "small and odd");
        var run = NetworkRun.Of<double>(problem);
        var (w, seeds) = (problem.Weights["w"], problem.Seeds);
        // |0.25·x| ≤ 1 lets Hard's adjoint through; Reversed turns it around by half.
        var expected = problem.Inputs["x"].Select((x, i) =>
            (Math.Abs(0.25 * x) <= 1 ? 0.25 * seeds["hard"][i] : 0) - 0.5 * w[i % w.Length] * seeds["reversed"][i]).ToArray();
        Close.ToLargest(expected, run.InputGradients["x"], 1e-14, "x");
        Close.ToLargest([.. seeds["one"].Select(seed => 6 * seed)], run.InputGradients["u"], 1e-14, "u");
    }
}
