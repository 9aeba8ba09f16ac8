using System.Net;

namespace AutoDiffRnn.Lab.Report;

/// <summary>Pieces of HTML. Text is escaped here, and only here.</summary>
internal static class Html
{
    /// <summary>Text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);

    /// <summary>A paragraph of text.</summary>
    public static string Paragraph(string text) => $"<p>{Text(text)}</p>\n";

    /// <summary>A table, in a box of its own that scrolls where the page is narrow. Cells are HTML.</summary>
    public static string Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        $"""
        <div class="table" tabindex="0" role="region" aria-label="{Text(caption)}"><table><caption>{Text(caption)}</caption>
        <thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{Text(column)}</th>"))}</tr></thead>
        <tbody>
        {string.Join('\n', rows.Select(row => $"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>"))}
        </tbody></table></div>

        """;
}
