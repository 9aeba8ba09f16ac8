namespace AutoDiffRnn.Lab.Report;

/// <summary>Pieces of HTML. Text is escaped here, and only here.</summary>
internal static class Html
{
    /// <summary>Text as HTML.</summary>
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A paragraph of text.</summary>
    public static string Paragraph(string text) => $"<p>{Text(text)}</p>\n";

    /// <summary>A table, in a box of its own that scrolls where the page is narrow. Cells are HTML.</summary>
    public static string Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        $"""
        <div class="table" tabindex="0" role="region" aria-label="{Text(caption)}"><table><caption>{Text(caption)}</caption>
        <thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{Text(column)}</th>"))}</tr></thead>
        <tbody>
        {string.Join('\n', rows.Select(row => $"<tr><th scope=\"row\">{row[0]}</th>{Cells(columns, row)}</tr>"))}
        </tbody></table></div>

        """;

    /// <summary>The cells after the first; each knows its column, for narrow pages that have no room for the head.</summary>
    private static string Cells(IReadOnlyList<string> columns, IReadOnlyList<string> row)
        => string.Concat(row.Skip(1).Select((cell, i) => $"<td data-column=\"{Text(columns[i + 1])}\">{cell}</td>"));
}
