using System.Text;
using AutoDiffRnn.Generators.Explanation;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>An explanation as one HTML file that needs nothing else: no script, light and dark, readable on a telephone and on paper.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --card: #f6f8fa; --line: #d0d7de; --strong: #0550ae; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --quiet: #9aa4af; --paper: #0d1117; --card: #161b22; --line: #30363d; --strong: #79c0ff; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 90rem; padding: 1rem; color: var(--ink); background: var(--paper); }
        body { font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1, h2, h3 { line-height: 1.25; }
        h2 code { color: var(--strong); }
        h3 { margin: 0 0 .5rem; font-size: 1rem; color: var(--quiet); }
        code, pre { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: .9em; }
        pre { margin: .5rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--quiet); }
        section { border-top: 1px solid var(--line); padding: .5rem 0 1rem; }
        .quiet { color: var(--quiet); }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
        .work { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; margin: 0 0 .7rem; }
        .work > strong { display: block; white-space: pre-line; font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; }
        dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: .4rem 0 0; }
        dt { color: var(--quiet); } dd { margin: 0; }
        @media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin: 0 0 .3rem .8rem; } }
        @media print { body { max-width: none; } .work { break-inside: avoid; } }
        """;

    /// <summary>The whole file.</summary>
    public static string Write(CellToTell told)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(Text(told.Cell.Name)).Append(", explained</title>\n")
            .Append("<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n");
        foreach (var cell in PageWords.Networks(told.Cell))
            WriteNetwork(page, cell, cell == told.Cell ? told.File : "");
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteNetwork(StringBuilder page, ExplainedCell cell, string file)
    {
        page.Append("<h1>").Append(Text(PageWords.Title(cell, file))).Append("</h1>\n");
        if (cell.Summary.Length > 0)
            page.Append("<p>").Append(Text(cell.Summary)).Append("</p>\n");
        WriteFacts(page, cell.Parameters.Concat(cell.Results).Select(parameter => ($"{parameter.Role} {parameter.Name}", parameter.Shape)));
        page.Append("<p class=\"quiet\">").Append(Text(PageWords.Notation)).Append("</p>\n");
        foreach (var statement in cell.Statements)
            WriteStatement(page, statement);
        page.Append("<section>\n<h2>").Append(Text(PageWords.CostHeading)).Append("</h2>\n");
        WriteFacts(page, PageWords.Costs(cell));
        page.Append("</section>\n");
    }

    private static void WriteStatement(StringBuilder page, ExplainedStatement statement)
    {
        page.Append("<section>\n<h2><span class=\"quiet\">").Append(Text(PageWords.Number(statement))).Append("</span> <code>")
            .Append(Text(statement.Text)).Append("</code></h2>\n");
        if (statement.Note.Length > 0)
            page.Append("<p>").Append(Text(statement.Note)).Append("</p>\n");
        page.Append("<div class=\"sides\">\n");
        foreach (var (title, works) in new[] { (PageWords.Forward, statement.Forward), (PageWords.Backward, statement.Backward) })
        {
            if (works.Count == 0)
                continue;
            page.Append("<div>\n<h3>").Append(Text(title)).Append("</h3>\n");
            foreach (var work in works)
                WriteWork(page, work);
            page.Append("</div>\n");
        }

        page.Append("</div>\n</section>\n");
    }

    private static void WriteWork(StringBuilder page, ExplainedWork work)
    {
        page.Append("<div class=\"work\">\n<strong>").Append(Text(work.Formula)).Append("</strong>\n");
        WriteFacts(page, PageWords.Facts(work));
        page.Append("<pre><code>").Append(Text(PageWords.Code(work))).Append("</code></pre>\n</div>\n");
    }

    private static void WriteFacts(StringBuilder page, IEnumerable<(string Name, string Text)> facts)
    {
        page.Append("<dl>\n");
        foreach (var (name, text) in facts)
            page.Append("<dt>").Append(Text(name)).Append("</dt><dd>").Append(Text(text)).Append("</dd>\n");
        page.Append("</dl>\n");
    }

    private static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
