using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>A small cell for each operator of the language: its step and its adjoint, pinned as IR.</summary>
public class OperatorProgramTests
{
    private static readonly Dictionary<string, string> Expressions = new()
    {
        { "Add", "x + h" }, { "Subtract", "x - h" }, { "Multiply", "x * h" }, { "Divide", "x / h" }, { "Negate", "-h" }, { "Number", "0.5 * h" },
        { "Tanh", "Tanh(h)" }, { "Sigmoid", "Sigmoid(h)" }, { "LogSigmoid", "LogSigmoid(h)" }, { "Relu", "Relu(h)" }, { "Elu", "Elu(h)" },
        { "Selu", "Selu(h)" }, { "Gelu", "Gelu(h)" }, { "Silu", "Silu(h)" }, { "Softplus", "Softplus(h)" }, { "HardSigmoid", "HardSigmoid(h)" },
        { "HardTanh", "HardTanh(h)" }, { "Exp", "Exp(h)" }, { "Log", "Log(h)" }, { "Sqrt", "Sqrt(h)" }, { "Abs", "Abs(h)" }, { "Sin", "Sin(h)" },
        { "Cos", "Cos(h)" }, { "Square", "Square(h)" }, { "Reciprocal", "Reciprocal(h)" }, { "Max", "Max(x, h)" }, { "Min", "Min(x, h)" },
        { "Product", "W * h" }, { "TransposedProduct", "W.T * h" }, { "Sum", "Sum(h) * x" }, { "Dot", "Dot(x, h) * h" }, { "Softmax", "Softmax(h)" },
        { "Slices", "Concat(h[2..], h[..2]) * x" }, { "Embedding", "E[token] + h" },
    };

    public static TheoryData<string> Names => [.. Expressions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Operator(string name)
    {
        var cell = Read.Cell(
            $"""
            [RnnCell]
            public static Vector Step([Input("H")] Vector x, [Input] int token, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("V", "H")] Matrix E)
                => {Expressions[name]};
            """);
        var step = CellPlan.Arrange(cell.Program!);
        IrVerifier.VerifyStep(step);
        var adjoint = CellPlan.Differentiate(step);
        IrVerifier.VerifyAdjoint(adjoint, step);
        return Verify($"step\n{IrPrinter.Print(step)}\nadjoint\n{IrPrinter.Print(adjoint)}").UseParameters(name);
    }
}
