using System.Globalization;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Report;

/// <summary>A sentence whose words are coloured by what exchanging each does to the margin at the verb.</summary>
internal static class StripHtml
{
    /// <summary>Writes a sentence, and below it, as a contrast, the same one coloured by the gradient.</summary>
    public static string Write(SentenceStrip strip, int number, string command)
    {
        if (strip.Words.Count == 0)
            return "";
        var table = new DataTable(
            ["word", "change of the margin", "norm of the gradient"],
            [.. strip.Words.Select(word => (IReadOnlyList<object>)[word.Text, word.Change, word.Gradient])]);
        var most = strip.Words.Where(word => double.IsFinite(word.Change)).OrderByDescending(word => Math.Abs(word.Change)).FirstOrDefault();
        var words = most is null
            ? "No change was measured."
            : $"Exchanging “{most.Text}” changes the margin most, by {Say.Number(most.Change)}. "
                + string.Join(", ", strip.Words.Select(word => $"{word.Text} {Say.Number(word.Change)}")) + ".";
        var figure = new Figure(
            string.Create(CultureInfo.InvariantCulture, $"strip{number}"),
            $"Which word the verb listens to: {strip.Cell}",
            "Each word was exchanged for another of its kind; the number below it is what that does to the margin between “were” and “was”. Below, "
                + "as a contrast, the same sentence coloured by the gradient's norm at each word: "
                + "it tells what a tiny change would do, and a tiny change is not another word.",
            words,
            [Line(strip, word => word.Change, "c0", "c1", words), $"<p class=\"contrast\">as a contrast: the gradient's "
                + $"norm</p>\n{Line(strip, word => word.Gradient, "c3", "c3", "The same words with the gradient's norm.")}"],
            [],
            table,
            command);
        return FigureHtml.Write(figure);
    }

    private static string Line(SentenceStrip strip, Func<StripWord, double> value, string up, string down, string label)
    {
        var largest = strip.Words.Select(word => Math.Abs(value(word))).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var words = strip.Words.Select(word => Word(word.Text, value(word), largest, value(word) < 0 ? down : up));
        return $"<p class=\"strip\" role=\"img\" aria-label=\"{Html.Text(label)}\">{string.Concat(words)}</p>";
    }

    private static string Word(string text, double value, double largest, string colour)
    {
        var share = largest > 0 && double.IsFinite(value) ? Math.Abs(value) / largest : 0;
        var number = double.IsNaN(value) ? "–" : Say.Number(value);
        return string.Create(CultureInfo.InvariantCulture, $"<span class=\"word\" style=\"--share:{40 * share:0}%;--colour:var(--{colour})\">")
            + $"{Html.Text(text)}<small>{number}</small></span>";
    }
}
