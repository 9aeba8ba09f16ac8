using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace VerifyTests;

/// <summary>A location in the format of info files: the marked source lines, if the source is known, then path and span.</summary>
internal static class LocationText
{
    private const int LinesAround = 1;

    public static void Write(InfoWriter writer, Location location)
    {
        var span = location.GetMappedLineSpan();
        writer.Value(PathAndSpan(span), location.SourceTree is { } tree ? Snippet(tree.GetText(), location.SourceSpan, span) : null);
    }

    // Zero-based, as Roslyn counts; separators as on Windows, so that every machine writes the same.
    private static string PathAndSpan(FileLinePositionSpan span)
        => span.IsValid ? $"{span.Path.Replace('/', '\\')}: {At(span.StartLinePosition)}-{At(span.EndLinePosition)}" : "";

    private static string At(LinePosition position)
        => string.Create(CultureInfo.InvariantCulture, $"({position.Line},{position.Character})");

    // The lines are those of the mapped span even under a #line directive, where it points elsewhere: that is what the format says.
    private static string Snippet(SourceText source, TextSpan marked, FileLinePositionSpan mapped)
    {
        var snippet = new StringBuilder();
        var first = Math.Max(mapped.StartLinePosition.Line - LinesAround, 0);
        var last = Math.Min(mapped.EndLinePosition.Line + LinesAround, source.Lines.Count - 1);
        for (var index = first; index <= last; index++)
        {
            var line = source.Lines[index];
            snippet.Append(line.ToString()).Append('\n');
            if (line.Span.Intersection(marked) is { } overlap)
                snippet.Append(' ', overlap.Start - line.Start).Append('^', overlap.Length).Append('\n');
        }

        return snippet.ToString();
    }
}
