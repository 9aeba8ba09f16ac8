using System.Collections.Immutable;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Diagnostics;

/// <summary>What the analyzer reports for source in which <c>⟦</c> and <c>⟧</c> stand around each place that is expected.</summary>
internal static class Reported
{
    /// <summary>
    /// Checks that exactly these diagnostics, <c>ADR0013: message</c>, are reported, in the order in which their places start, and that the
    /// compiler itself has nothing to say.
    /// </summary>
    public static void Expect(string members, params string[] expected)
    {
        var compilation = CellCompilation.OfFiles(Unmarked(CellCompilation.File(members), out var places));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ExpectBesideTheCompiler(compilation, places, expected);
    }

    /// <summary>The same for source that the compiler rejects too.</summary>
    public static void ExpectBesideErrors(string members, params string[] expected)
    {
        var compilation = CellCompilation.OfFiles(Unmarked(CellCompilation.File(members), out var places));
        Assert.Contains(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        ExpectBesideTheCompiler(compilation, places, expected);
    }

    public static ImmutableArray<Diagnostic> By(Compilation compilation)
    {
        var failures = new List<Diagnostic>();
        var run = compilation.WithAnalyzers([new CellAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (_, _, diagnostic) => failures.Add(diagnostic),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));
        var diagnostics = run.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(failures);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static void ExpectBesideTheCompiler(Compilation compilation, List<TextSpan> places, string[] expected)
    {
        var reported = By(compilation);
        Assert.Equal(expected, reported.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}"));
        var text = compilation.SyntaxTrees.Single().GetText();
        Assert.Equal(places.Select(Show), reported.Select(diagnostic => Show(diagnostic.Location.SourceSpan)));
        Assert.All(reported, diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));

        string Show(TextSpan place) => $"{place} {text.ToString(place)}";
    }

    /// <summary>A text without its marks, and the places that they stood around.</summary>
    public static string Unmarked(string text, out List<TextSpan> places)
    {
        var open = new Stack<int>();
        places = [];
        var plain = new System.Text.StringBuilder();
        foreach (var letter in text)
        {
            if (letter == '⟦')
                open.Push(plain.Length);
            else if (letter == '⟧')
                places.Add(TextSpan.FromBounds(open.Pop(), plain.Length));
            else
                plain.Append(letter);
        }

        places = [.. places.OrderBy(place => place.Start)];
        return plain.ToString();
    }
}
