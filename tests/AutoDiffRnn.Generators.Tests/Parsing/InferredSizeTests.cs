using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>Sizes that a cell's attributes do not write follow from what its operations ask for.</summary>
public class InferredSizeTests
{
    [Fact]
    public void ElmanWithoutSizes_IsElman_UnderNamesOfItsVectors()
    {
        var sizeless = System.Text.RegularExpressions.Regex.Replace(Zoo.Elman, "(?<=\\[(Input|State|Weight))\\([^]]*\\)(?=\\])", "");
        Assert.Contains("[Weight] Matrix Wx", sizeless);
        var written = Read.Cell(Zoo.Elman.Replace("\"I\"", "\"xLength\"").Replace("\"H\"", "\"hLength\"").Replace("\"O\"", "\"cLength\""));
        Assert.Equal(written, Read.Cell(sizeless));
    }

    [Theory]
    // A vector's length, rows and columns of a matrix, a part, a multiple, a sum, a difference; what is written stays.
    [InlineData("[Input] Vector x, [State(\"H\")] Vector h", "Tanh(x + h)", "x [H]", "h [H]")]
    [InlineData("[Input(\"I\")] Vector x, [State(\"H\")] Vector h, [Weight] Matrix W", "Tanh(W * x + h)", "x [I]", "h [H]", "W [H, I]")]
    [InlineData("[Input(\"I\")] Vector x, [State(\"H\")] Vector h, [Weight] Matrix W", "Tanh(W.T * x + h)", "x [I]", "h [H]", "W [I, H]")]
    [InlineData("[Input(\"4*H\")] Vector x, [State(\"H\")] Vector h, [Weight] Vector b", "Split(x + b, 4)[1] * h", "x [4*H]", "h [H]", "b [4*H]")]
    [InlineData("[Input] Vector x, [State] Vector h, [Weight(\"4*H\")] Vector b", "Split(x + b, 4)[1] * h", "x [4*H]", "h [H]", "b [4*H]")]
    [InlineData("[Input(\"I\")] Vector x, [State(\"H\")] Vector h, [Weight] Matrix W", "Tanh(W * Concat(x, h, h))", "x [I]", "h [H]", "W [H, 2*H + I]")]
    [InlineData("[Input] Vector x, [State(\"H\")] Vector h, [Weight(\"H\", \"I+2*H\")] Matrix W", "Tanh(W * Concat(x, h, h))", "x [I]", "h [H]", "W [H, 2*H + I]")]
    [InlineData("[Input] Vector x, [State(\"H\")] Vector h", "h * x[1..]", "x [H + 1]", "h [H]")]
    [InlineData("[Input] Vector x, [State(\"H\")] Vector h", "h * x[(2 * h.Length)..]", "x [3*H]", "h [H]")]
    [InlineData("[Input] Vector x, [State(\"H\")] Vector h", "h * x[..^3]", "x [H + 3]", "h [H]")]
    [InlineData("[Input] Vector x, [State] Vector h", "x[..4] * h * Dot(x, Ones(8))", "x [8]", "h [4]")]
    [InlineData("[Input] Vector x, [State] Vector h", "Where(x > h, x, h)", "x [xLength]", "h [xLength]")]
    [InlineData("[Input] Vector x, [State] Vector h, [Weight] Vector g, [Weight] Vector b", "LayerNorm(x + h, g, b)",
        "x [xLength]", "h [xLength]", "g [xLength]", "b [xLength]")]
    [InlineData("[Input] Vector x, [State] Vector h, [Weight] Matrix W, [Weight] Matrix U, [Weight] Vector b",
        "Tanh(Split(W * x + U * h + b, 2)[1])", "x [xLength]", "h [hLength]", "W [2*hLength, xLength]", "U [2*hLength, hLength]", "b [2*hLength]")]
    // A name that the user has taken already is left to the user.
    [InlineData("[Input] Vector x, [State] Vector h, [Constant] int xLength", "x * h * xLength", "x [xLength_]", "h [xLength_]", "xLength []")]
    public void ASize_FollowsFromTheBody(string parameters, string result, params string[] expected)
    {
        var model = Read.Cell($"[RnnCell] public static Vector Step({parameters}) => {result};");
        IrVerifier.VerifyStep(model.Program!);
        var shapes = model.Parameters.Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Shape.Sizes.Select(size => size.Text))}]");
        Assert.Equal(expected, shapes);
        var named = model.Parameters.SelectMany(parameter => parameter.Shape.Sizes).SelectMany(size => size.Names).Distinct();
        Assert.Equal(named.Order(StringComparer.Ordinal), model.Dimensions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnOutput_HasTheSizeThatFollows()
    {
        var model = Read.Cell("[RnnCell] public static (Vector h, Vector y) Step([State] Vector h, [Weight] Matrix W, [Weight(\"O\")] Vector c) "
            + "=> (Tanh(h), W * h + c);");
        Assert.Equal([new CellOutput("y", Shape.Vector(Dim.Named("O")))], model.Outputs);
        Assert.Equal(["hLength", "O"], model.Dimensions);
    }

    [Theory]
    [InlineData("[⟦State⟧] Vector h", "Tanh(h)",
        "ADR0040: The size of 'h' is not written, and nothing in the cell tells it; write [State(\"H\")], with names of your own")]
    [InlineData("[⟦Input⟧] Vector x, [State(\"H\")] Vector h", "Sum(x) * h",
        "ADR0040: The size of 'x' is not written, and nothing in the cell tells it; write [Input(\"H\")], with names of your own")]
    [InlineData("[State(\"H\")] Vector h, [⟦Weight⟧] Matrix W", "Tanh(h)",
        "ADR0040: The size of 'W' is not written, and nothing in the cell tells it; write [Weight(\"H\", \"I\")], with names of your own")]
    [InlineData("[Input] int token, [State(\"H\")] Vector h, [⟦Weight⟧] Matrix E", "E[token] + h",
        "ADR0040: The size of 'E' is not written, and nothing in the cell tells it; write [Weight(\"H\", \"I\")], with names of your own")]
    // Two that cannot both be: each is told in the words of the other.
    [InlineData("[Input(\"I\")] Vector x, [State(\"H\")] Vector h, [Weight] Vector b", "Sum(b + x) * Tanh(⟦b + h⟧)",
        "ADR0018: 'b + h': b is a vector [I], h a vector [H]; the shapes vector [I] and vector [H] differ")]
    [InlineData("[State(\"2*H\")] Vector h, [Weight] Vector b", "⟦h * Concat(b, b, Ones(1))⟧",
        "ADR0018: 'h * Concat(b, b, Ones(1))': h is a vector [2*H], Concat(b, b, Ones(1)) a vector [2*bLength + 1]; "
            + "the shapes vector [2*H] and vector [2*bLength + 1] differ")]
    public void WhatDoesNotFollow_IsReported(string parameters, string result, params string[] expected)
        => Reported.Expect($"[RnnCell] public static Vector Step({parameters}) => {result};", expected);
}
