using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>What the parser makes of a cell computes what the cell computes as plain C#.</summary>
public class ValueTests
{
    private const string Parameters = """
        [Input("I")] Vector x, [Input] int token, [Input] double u, [State("H")] Vector h, [State] double s,
        [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("V", "D")] Matrix E, [Weight("H")] Vector b, [Weight] double w,
        [Constant] int k, [Constant] double leak
        """;

    private static readonly string[] Vectors =
    [
        "h + b", "h - b", "h * b", "h / (b + 3)", "-h", "+h", "h + 1", "1 - h", "2 * h", "h * u", "h / 2", "1 / (h + 2)", "h * 0.5f", "0x10 * h",
        "1_000 * h", "2e-1 * h", "W * x", "W.T * h", "U * (h * b) + W * x", "E[token]", "h[1..4]", "h[..k]", "h[k..]", "h[^k..]", "h[..^1]",
        "h[(k - 1)..(k + 2)]", "h[(h.Length / 2)..]", "h[1..W.Columns]", "h[..]", "Concat(h, x)", "Concat(h, x, b)", "Concat([x, h])",
        "Split(h, 3)[1]", "Split(h, 2)[^1]", "Zeros(h.Length) + h", "Ones(3) * u", "W * Split(Concat(x, x), 2)[0]", "Tanh(h)", "Sigmoid(h)",
        "LogSigmoid(h)", "Softplus(h)", "Relu(h)", "LeakyRelu(h)", "LeakyRelu(h, 0.2)", "LeakyRelu(slope: leak, x: h)", "Elu(h)", "Elu(h, 0.7)",
        "Selu(h)", "Gelu(h)", "Silu(h)", "HardSigmoid(3 * h)", "HardTanh(2 * h)", "Exp(h)", "Log(h + 2)", "Sqrt(h + 2)", "Abs(h)", "Sin(h)",
        "Cos(h)", "Square(h)", "Reciprocal(h + 2)", "Sign(h)", "Clamp(h, -0.2, 0.3)", "Clamp(h, 0.4, -0.1)", "Max(h, b)", "Max(h, 0.1)",
        "Min(0.1, h)", "Where(h > b, h, b)", "Where(h >= 0, h, 0)", "Where(0.1 < h, 1.0, -1.0)", "Where(h <= b, 2, h)", "Where(u > s, h, b)",
        "Softmax(h)", "LogSoftmax(h)", "LayerNorm(h, b, b)", "LayerNorm(h, b, b, 0.1)", "b * w", "Softplus(b) + h", "CellMath.Tanh(h)",
        "h + (b = h * 2) + b",
    ];

    private static readonly string[] Scalars =
    [
        "Sum(h)", "Mean(h)", "Variance(h)", "LogSumExp(h)", "Dot(h, b)", "SquaredError(h, b)", "CrossEntropy(h, token)", "h[2]", "h[k]", "h[^1]",
        "h[token]", "u * s + w", "u - s / w", "-u", "leak", "k", "k + 0.5", "k * 3 / 2", "(double)k / 4", "-k", "h.Length", "W.Rows + W.Columns",
        "7 / 2", "7 / 2.0", "h.Length / 4", "1 - h.Length", "Tanh(u)", "Max(u, s)", "Where(u == s, 1, 2)", "Where(u > s, u, s)", "LeakyRelu(u)",
        "Clamp(u, -1, 1)", "u * Math.PI", "Sum(h * h) / h.Length", "Split(h, 3).Count", "int.MaxValue - 1 + u", "0.5f", "(h > b).Length", "- -u",
        "5 - -k",
    ];

    [Fact]
    public void EveryExpression_ComputesWhatPlainCSharpComputes()
    {
        var results = Vectors.Select((_, i) => $"Vector v{i}").Concat(Scalars.Select((_, i) => $"double s{i}"));
        var returned = string.Join(", ", Vectors.Concat(Scalars));
        var cell = $"[RnnCell] public static (Vector h, double s, {string.Join(", ", results)}) Step({Parameters}) => (Tanh(h), u + s, {returned});";
        Assert.Equal(2 + Vectors.Length + Scalars.Length, PlainRun.Compare(cell));
    }

    [Theory]
    [InlineData("var a = h; a += b; a -= 1; a *= h; a /= 2; h = a; return (h, s);")]
    [InlineData("Vector a, c = h * 2; a = c; c = b; (a, c) = (c, a); return (a + 2 * c, s);")]
    [InlineData("double d = 1, e = 2; { d += e; } (d, _) = (d * 3, e); return (d * h, d);")]
    [InlineData("var n = h.Length; n /= 2; n -= 1; return (Concat(h[n..], h[..n]), n);")]
    [InlineData("var (p, (q, _)) = (h, (b, x)); return (p * q, s);")]
    [InlineData("var (p, q) = Split(Concat(h, b), 2); var parts = Split(b, 2); h = p * q; return (h, Sum(q) + Sum(parts[1]));")]
    [InlineData("Vector p; Vector q; (p, q) = Split(Concat(h, b), 2); return (q - p, 3);")]
    [InlineData("const double half = 0.5; const int two = 2; return (half * h, h[two] * two);")]
    [InlineData("return (s: h * 2, h: s);")]
    [InlineData("var M = W; var N = M.T; h = M * (N * h); return (h, s);")]
    [InlineData("Vector a; var c = a = h * 2; return (a + c, s = u * 2);")]
    [InlineData("_ = Tanh(h); ; Tanh(b); return (h * 1, s * 1);")]
    [InlineData("var mask = h > b; return (Where(mask, h, b), s);")]
    [InlineData("return (h, s);")]
    [InlineData("s = u; h = b; return (h, s);")]
    public void EveryStatement_DoesWhatPlainCSharpDoes(string body)
    {
        // The one that names its results the wrong way round is told so by the compiler, which takes them by position, as we do.
        var cell = $"#pragma warning disable CS8123\n[RnnCell] public static (Vector h, double s) Step({Parameters}) {{ {body} }}";
        Assert.Equal(2, PlainRun.Compare(cell));
    }

    [Theory]
    [InlineData(Zoo.Elman, 2)]
    [InlineData(Zoo.LstmOfSlices, 2)]
    [InlineData(Zoo.CharModel, 3)]
    [InlineData(Zoo.GruResetBefore, 1)]
    [InlineData(Zoo.GruResetAfter, 1)]
    public void EveryCell_ComputesWhatPlainCSharpComputes(string cell, int results) => Assert.Equal(results, PlainRun.Compare(cell));

    [Fact]
    public void ALongSum_IsNoDeepNesting()
    {
        var terms = string.Join(" + ", Enumerable.Range(0, 3000).Select(i => $"h * {i}"));
        var program = Read.Cell($"[RnnCell] public static double Step([State] double h) => {terms};").Program!;
        Assert.Equal(2999, program.Instructions.Count(instruction => instruction.Op == Operators.Add));
    }

    [Fact]
    public void AnExpressionAtTheLimitOfDepth_IsRead()
    {
        // The method's block, the conversion-free return, and the calls.
        var depth = Lowering.MaxDepth - 3;
        var nested = string.Concat(Enumerable.Repeat("Tanh(", depth)) + "h" + new string(')', depth);
        var program = Read.Cell($"[RnnCell] public static double Step([State] double h) => {nested};").Program!;
        Assert.Equal(depth, program.Instructions.Count(instruction => instruction.Op == Operators.Tanh));
    }
}
