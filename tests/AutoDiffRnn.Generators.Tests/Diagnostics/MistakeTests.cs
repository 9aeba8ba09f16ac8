using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Diagnostics;

/// <summary>
/// Mistakes that people make, and some things that look like mistakes and are none: the lines of <c>Mistakes.txt</c>. Each is reported with exactly
/// the ids, at exactly the places, that its line names; nothing crashes, and a cell that has no program has an error that says why.
/// </summary>
public class MistakeTests
{
    private const string Statement = "statement";

    [Theory]
    [MemberData(nameof(Lines))]
    public void AMistake_IsReportedAtItsPlace_AndNowhereElse(string expected, string source)
    {
        var members = source.StartsWith(Statement, StringComparison.Ordinal) ? Cell(source[Statement.Length..]) : source;
        var compilation = CellCompilation.OfFiles(Reported.Unmarked(CellCompilation.File(members), out var places));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var compilers = errors.Select(error => error.Id).Distinct();
        var reported = Reported.By(compilation);
        Assert.Equal(expected, string.Join(" ", compilers.Order(StringComparer.Ordinal).Concat(reported.Select(diagnostic => diagnostic.Id))));
        Assert.Equal(places, reported.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.Equal(reported.Distinct(), reported);
        Assert.All(reported, diagnostic => Assert.DoesNotContain("  ", diagnostic.GetMessage(), StringComparison.Ordinal));
        var isWhole = Read.All(compilation).All(cell => cell.Model?.Program is not null);
        Assert.True(isWhole || expected.Length > 0, "The cell has no program, and nothing says why.");
    }

    [Fact]
    public void TheListIsLong() => Assert.InRange(Lines().Count, 150, int.MaxValue);

    public static TheoryData<string, string> Lines()
    {
        var lines = new TheoryData<string, string>();
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Mistakes.txt")))
        {
            if (Regex.Match(line, @"^(right|[A-Z0-9 ]+?) \| (.*)$") is { Success: true, Groups: var groups })
                lines.Add(groups[1].Value == "right" ? "" : groups[1].Value, groups[2].Value);
        }

        return lines;
    }

    private static string Cell(string statement) => $$"""
        private static double Leak = 0.5;
        private static double Rate { get; set; }
        [RnnCell]
        public static (Vector h, double y) Step(
            [Input("I")] Vector x, [Input] int token, [Input] double u, [State("H")] Vector h, [Weight("H", "I")] Matrix W,
            [Weight("H", "H")] Matrix U, [Weight("H")] Vector b, [Constant] int k, [Constant] bool flag)
        {
            {{statement}}
            return (Tanh(b), u);
        }
        """;
}
