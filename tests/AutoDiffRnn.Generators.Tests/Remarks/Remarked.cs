using System.Globalization;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators.Tests.Remarks;

/// <summary>The remarks on cells.</summary>
internal static class Remarked
{
    public static IReadOnlyList<Diagnostic> By(Compilation compilation)
    {
        var diagnostics = compilation.WithAnalyzers([new RemarkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return
        [
            .. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        ];
    }

    /// <summary>The remarks on the members of a class, each with the source that it is at: <c>ADR0100 at Wx * x: …</c></summary>
    public static IEnumerable<string> On(string members) => By(CellCompilation.OfCells(members)).Select(Show);

    /// <summary>The lines of a file, with the remarks on each behind it.</summary>
    public static string Annotated(string file)
    {
        var compilation = CellCompilation.OfFiles(file);
        var remarks = By(compilation).ToLookup(remark => remark.Location.GetLineSpan().StartLinePosition.Line);
        var lines = compilation.SyntaxTrees.Single().GetText().Lines;
        var text = new System.Text.StringBuilder();
        foreach (var line in lines.Where(line => !line.ToString().Contains("///", StringComparison.Ordinal)))
        {
            text.Append(line.ToString()).Append('\n');
            foreach (var remark in remarks[line.LineNumber])
                text.Append("        // ").Append(Show(remark)).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Show(Diagnostic remark)
    {
        var place = remark.Location.SourceTree!.GetText().ToString(remark.Location.SourceSpan);
        return $"{remark.Id} at {place}: {remark.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
