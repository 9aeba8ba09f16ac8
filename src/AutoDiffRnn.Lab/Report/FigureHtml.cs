using System.Text;
using System.Xml.Linq;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Report;

/// <summary>A picture on the page: title, drawing, legend whose entries can be switched, caption, numbers and command.</summary>
internal static class FigureHtml
{
    /// <summary>Writes it.</summary>
    /// <param name="figure">The picture.</param>
    /// <param name="kind">What the page's script may do with it: "map" or "latch", or nothing more than the legend.</param>
    /// <param name="controls">HTML that stands between title and drawing.</param>
    public static string Write(Figure figure, string kind = "plain", string controls = "") =>
        $"""
        <figure id="{figure.Id}" data-kind="{kind}">
        <p class="title">{Html.Text(figure.Title)}</p>
        {controls}{string.Join('\n', figure.Panels)}
        {Legend(figure)}<figcaption>{Html.Text(figure.Caption)}</figcaption>
        <details><summary>In words, the numbers, and how to repeat it</summary>
        <p>{Html.Text(figure.Alternative)}</p>
        <p>{Data(figure)}</p>
        <p><code>{Html.Text(figure.Command)}</code></p></details>
        </figure>

        """;

    /// <summary>All of them, side by side where the page is wide.</summary>
    public static string Gallery(IEnumerable<Figure?> figures)
    {
        var drawn = figures.OfType<Figure>().ToList();
        if (drawn.Count == 0)
            return "";
        return $"<div class=\"figures\">\n{string.Concat(drawn.Select(figure => Write(figure, KindOf(figure))))}</div>\n";
    }

    private static string KindOf(Figure figure) => figure.Id.EndsWith(HeatMap.IdEnd, StringComparison.Ordinal) ? "map" : "plain";

    /// <summary>The numbers as a file that is part of the page.</summary>
    private static string Data(Figure figure)
    {
        var file = Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Data.ToCsv()));
        return $"<a class=\"data\" download=\"{figure.Id}.csv\" href=\"data:text/csv;base64,{file}\">"
            + $"{Say.Plural(figure.Data.Rows.Count, "row")} of numbers (CSV)</a>";
    }

    private static string Legend(Figure figure)
    {
        if (figure.Legend.Count == 0)
            return "";
        var entries = figure.Legend.Select(entry =>
        {
            var sample = new XElement(
                (XNamespace)"http://www.w3.org/2000/svg" + "svg",
                new XAttribute("class", "chart"),
                new XAttribute("viewBox", "12 0 30 20"),
                new XAttribute("aria-hidden", "true"),
                FigureFile.Sample(entry));
            return $"<li><button type=\"button\" aria-pressed=\"true\" data-series=\"s{entry.Series}\">"
                + $"{sample.ToString(SaveOptions.DisableFormatting)}<span>{Html.Text(entry.Name)}</span></button></li>";
        });
        return $"<ul class=\"legend\" aria-label=\"Series: press one to hide or show it\">{string.Concat(entries)}</ul>\n";
    }
}
