using System.Reflection;
using System.Text;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Report;

/// <summary>The report: one page that needs nothing but itself. A pure function of the evidence.</summary>
internal static class ReportWriter
{
    /// <summary>The page as text.</summary>
    public static string Write(Evidence evidence)
    {
        var claims = AllClaims.Judge(evidence);
        var figures = new ClaimFigures(evidence);
        var body = new StringBuilder();
        body.Append(Contents(claims));
        if (AllClaims.Distrust(evidence.Run) is { } reason)
            body.Append($"<p class=\"warning\" role=\"alert\"><strong>Do not trust this run.</strong> {Html.Text(reason)}</p>\n");
        body.Append(Fragment("reading.html"));
        foreach (var claim in claims)
        {
            var weights = claim.Id == "claim-1" ? ClaimSection.Weights(evidence.Weights) : "";
            body.Append(ClaimSection.Write(claim, weights + FigureHtml.Gallery(figures.Of(claim.Id))));
        }

        body.Append(Section("regime", "What decides: the sentences one trains "
            + "on", Fragment("regime.html"), RunSection.Arms(evidence.Arms) + FigureHtml.Gallery(figures.Training())));
        body.Append(Section("inside", "What happens inside while it learns", Fragment("inside.html"), FigureHtml.Gallery(figures.Timelines())));
        body.Append(Section("which-words", "Which words count", Fragment("words.html"), Strips(evidence)));
        body.Append(Section("latch-section", "A unit that remembers", Fragment("latch.html"), LatchHtml.Write(evidence.Run.Command)));
        body.Append(Section("flow", "More of how gradients flow", Fragment("flow.html"), FigureHtml.Gallery(figures.OtherFlows())));
        body.Append(Fragment("incomplete.html"));
        body.Append(RunSection.Write(evidence.Run));
        body.Append(RunSection.Times(evidence.Run));
        return Fragment("page.html")
            .Replace("{{style}}", Palette.Style + Fragment("page.css"), StringComparison.Ordinal)
            .Replace("{{script}}", Fragment("page.js"), StringComparison.Ordinal)
            .Replace("{{body}}", body.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Writes the page to a file that a user named.</summary>
    /// <exception cref="LabException">It cannot be written (LAB092).</exception>
    public static void Save(string option, string path, Evidence evidence)
    {
        var page = Write(evidence);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.ReportUnwritable(option, path, error);
        }
    }

    private static string Contents(IReadOnlyList<ClaimResult> claims)
    {
        IEnumerable<(string Id, string Title)> others =
        [
            ("regime", "What decides: the sentences one trains on"),
            ("inside", "What happens inside while it learns"),
            ("which-words", "Which words count"),
            ("latch-section", "A unit that remembers"),
            ("flow", "More of how gradients flow"),
            ("incomplete", "Where the picture one is taught is incomplete"),
            ("run", "How this was made"),
        ];
        return "<nav aria-label=\"Contents\"><h2>The answer in short</h2>\n<ol class=\"verdicts\">"
            + string.Concat(claims.Select(claim => $"<li><a href=\"#{claim.Id}\">{Html.Text(claim.Title)}</a> "
            + $"{ClaimSection.Badge(claim.Verdict)}</li>\n"))
            + "</ol>\n<p class=\"others\">Also on this page: "
            + string.Join(" · ", others.Select(other => $"<a href=\"#{other.Id}\">{Html.Text(other.Title)}</a>"))
            + "</p></nav>\n";
    }

    private static string Section(string id, string title, string text, string pictures)
    {
        var shown = pictures.Length > 0 ? pictures : "<p class=\"quiet\">This was not measured in this run.</p>\n";
        return $"<section id=\"{id}\"><h2>{Html.Text(title)}</h2>\n{text}{shown}</section>\n";
    }

    private static string Strips(Evidence evidence)
        => string.Concat(evidence.Strips.Select((strip, i) => StripHtml.Write(strip, i, evidence.Run.Command)));

    private static string Fragment(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"The page's part {name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
    }
}
