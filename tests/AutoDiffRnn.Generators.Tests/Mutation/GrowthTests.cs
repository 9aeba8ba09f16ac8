using System.Globalization;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Mutation;

/// <summary>Long cells: what is generated grows as they do, and the stack does not. How long it takes is measured by a benchmark.</summary>
public class GrowthTests
{
    private const string Signature = "public static (Vector h, double s) Step("
        + "[Input(\"2*H\")] Vector x, [State(\"H\")] Vector h, [State] double s, [Weight(\"H\", \"H\")] Matrix W, [Weight(\"2*H\")] Vector b)";

    public static TheoryData<string, string> Statements() => new()
    {
        { "a chain", "h = Tanh(h + h * s);" },
        { "a weight that is used again and again", "h = Tanh(W * h);" },
        { "sums of whole vectors", "h = h + h * Dot(h, h);" },
        { "parts", "h = Tanh(h + x[..h.Length] * b[h.Length..]);" },
        { "branches", "if (s > #) h = Tanh(h); else h = h * #.5;" },
        { "conditions that are used twice in the next", "if (s > #) c = !c;" },
        { "squares that are read in parts", "a = a * a;" },
        { "functions of rows", "h = h + Softmax(h);" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void TwiceTheStatements_GiveAtMostTwiceTheCode(string kind, string statement)
    {
        _ = kind;
        var (few, more, most) = (Generated(Cell(statement, 20)).Length, Generated(Cell(statement, 40)).Length, Generated(Cell(statement, 80)).Length);
        // Twice as much more for twice as many more; numbers grow longer too.
        Assert.InRange(most - more, 1, 2.4 * (more - few));
    }

    [Theory]
    [InlineData("h = Tanh(h + h * s);")]
    [InlineData("a = a * a;")]
    [InlineData("if (s > #) c = !c;")]
    public void ALongCell_NeedsNoDeepStack(string statement) => Assert.NotEmpty(GeneratedOnSmallStack(Cell(statement, 600)));

    [Theory]
    [InlineData("s", " + ", "s")]
    [InlineData("s", " * ", "s")]
    [InlineData("s", " - ", "#.5 * s")]
    public void ALongExpression_NeedsNoDeepStack(string first, string separator, string term)
    {
        var terms = Enumerable.Range(0, 2000).Select(number => term.Replace("#", Text(number), StringComparison.Ordinal));
        var cell = $"[RnnCell] public static double Step([State] double s) => {first}{separator}{string.Join(separator, terms)};";
        Assert.NotEmpty(GeneratedOnSmallStack(cell));
    }

    [Fact]
    public void StatesThatAreHandedOn_NeedNoRoundEach()
    {
        var names = Enumerable.Range(0, 400).Select(number => $"s{number}").ToList();
        var parameters = names.Select(name => $"[State] double {name}");
        var results = string.Join(", ", names.Select(name => $"double {name}"));
        // Each is the one behind it, so that no order of the program is that in which they are known.
        var cell = $"[RnnCell] public static ({results}) Step({string.Join(", ", parameters)}, [Input] double x) => ({string.Join(", ", names.Skip(1))}, x);";
        var code = Generated(cell);
        Assert.Contains("All rows: no step needs another", code, StringComparison.Ordinal);
    }

    private static string Cell(string statement, int count)
    {
        var statements = Enumerable.Range(0, count).Select(number => statement.Replace("#", Text(number), StringComparison.Ordinal));
        var body = $"var a = x * b; var c = s > 0; {string.Join("\n", statements)}\nif (c) h = h + a[..h.Length] * a[h.Length..]; return (h, 0.5 * s);";
        return $"[RnnCell] {Signature} {{ {body} }}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Half of what the smallest thread of a compiler has; the program is read where the compiler itself runs.
    private static string GeneratedOnSmallStack(string cell)
    {
        var model = Read.Cell(cell);
        EmittedCell? emitted = null;
        var thread = new Thread(() => emitted = SafeEmitter.Emit(model), 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(emitted!.Failure);
        return emitted.Source;
    }

    private static string Generated(string cell)
    {
        var emitted = SafeEmitter.Emit(Read.Cell(cell));
        Assert.Null(emitted.Failure);
        return emitted.Source;
    }
}
