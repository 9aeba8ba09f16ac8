using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>Functions that are made of operators have the derivative that the cell language promises at a kink too.</summary>
public class KinkTests
{
    [Theory]
    [InlineData("Clamp(x, -1, 1)", -1, 1)]
    [InlineData("Clamp(x, -1, 1)", 1, 1)]
    [InlineData("Clamp(x, -1, 1)", 0.5, 1)]
    [InlineData("Clamp(x, -1, 1)", 1.5, 0)]
    [InlineData("Clamp(x, -1, 1)", -1.5, 0)]
    [InlineData("Clamp(2, -1, x)", 1, 1)]
    [InlineData("Clamp(2, x, 3)", 1, 0)]
    [InlineData("Clamp(0.5, x, 3)", 1, 1)]
    [InlineData("LeakyRelu(x)", 0, 0.01)]
    [InlineData("LeakyRelu(x, 0.25)", -2, 0.25)]
    [InlineData("LeakyRelu(x, 0.25)", 2, 1)]
    [InlineData("Elu(x, 0.5)", 0, 0.5)]
    [InlineData("Elu(x, 0.5)", 2, 1)]
    [InlineData("Elu(x)", 0, 1)]
    [InlineData("Where(x > 0, Sqrt(x), 0)", -1, 0)]
    [InlineData("Where(x > 0, Sqrt(x), 3 * x)", 0, 3)]
    [InlineData("SquaredError(Concat(x * Ones(2)), Zeros(2))", 3, 12)]
    public void TheDerivative_IsTheOneOfTheDocumentation(string function, double x, double derivative)
    {
        var cell = $"[RnnCell] public static (double h, double y) Step([Input] double x, [State] double h) => (h, {function});";
        var program = Read.Cell(cell).Program!;
        var sizes = new Dictionary<string, int>();
        var forward = ForwardRun.Of(program, sizes, new SequenceData
        {
            Steps = 1,
            Examples = 1,
            Inputs = new Dictionary<string, Tensor[][]> { ["x"] = [[Tensor.Scalar(x)]] },
            InitialStates = new Dictionary<string, Tensor[]> { ["h"] = [Tensor.Scalar(0)] },
        });
        var seeds = new Dictionary<string, Tensor[][]> { ["y"] = [[Tensor.Scalar(1)]] };
        var backward = BackwardRun.Of(ReverseMode.Differentiate(program), forward, seeds);
        Assert.Equal(derivative, backward.Outputs["x"][0][0].Number, 12);
    }
}
