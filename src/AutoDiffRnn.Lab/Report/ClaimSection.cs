using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Lab.Report;

/// <summary>A claim on the page.</summary>
internal static class ClaimSection
{
    private static readonly string[] _regions = ["Once", "Before", "Loop", "After"];

    /// <summary>Writes it.</summary>
    /// <param name="claim">The claim with its verdict.</param>
    /// <param name="pictures">HTML of what is shown beside it.</param>
    public static string Write(ClaimResult claim, string pictures) =>
        $"""
        <section id="{claim.Id}" class="claim">
        <h2>{Html.Text(claim.Title)}</h2>
        <blockquote><p>{Html.Text(claim.Claim)}</p></blockquote>
        <p class="verdict-line">{Badge(claim.Verdict)}{(claim.ByConstruction ? " <span class=\"note\">decided by construction</span>" : "")}</p>
        <h3>What was measured</h3>
        {Html.Paragraph(claim.Measured)}{pictures}<h3>The verdict, and where it comes from</h3>
        {Conditions(claim)}<p class="criterion"><strong>Criterion.</strong> {Html.Text(claim.Criterion)}</p>
        {(claim.Regime.Length == 0 ? "" : $"<p class=\"regime\"><strong>Trained on.</strong> {Html.Text(claim.Regime)}</p>\n")}<h3>What it means</h3>
        {string.Concat(claim.Explanation.Select(Html.Paragraph))}</section>

        """;

    /// <summary>A verdict as a sign, a word and a colour.</summary>
    public static string Badge(Verdict verdict)
    {
        var (name, sign) = verdict switch
        {
            Verdict.Holds => ("holds", "✓"),
            Verdict.InPart => ("part", "◐"),
            Verdict.DoesNotHold => ("not", "✗"),
            _ => ("open", "?"),
        };
        return $"<strong class=\"badge {name}\"><span aria-hidden=\"true\">{sign}</span> {Verdicts.Name(verdict)}</strong>";
    }

    private static string Conditions(ClaimResult claim) => claim.Conditions.Count == 0
        ? "<p class=\"quiet\">There are no numbers for it in this run.</p>\n"
        : Html.Table(
            $"The conditions of {char.ToLowerInvariant(claim.Title[0])}{claim.Title[1..]}",
            ["condition", "measured", "95 % interval", "needed", "met?"],
            claim.Conditions.Select(condition => (IReadOnlyList<string>)
            [
                Html.Text(condition.What),
                Html.Text(condition.Measured),
                Html.Text(condition.Interval.Length == 0 ? "exact" : condition.Interval),
                Html.Text(condition.Needed),
                Name(condition.Finding),
            ]));

    private static string Name(Finding finding) => finding switch
    {
        Finding.Met => "<span class=\"holds\">yes</span>",
        Finding.Mixed => "<span class=\"part\">partly</span>",
        Finding.NotMet => "<span class=\"not\">no</span>",
        _ => "<span class=\"open\">open</span>",
    };

    /// <summary>The weights of each cell, by region: the picture of claim 1.</summary>
    public static string Weights(IReadOnlyList<WeightsEvidence> cells) => cells.Count == 0 ? "" : Html.Table(
        "The weights of each cell, by the region in which their products run",
        ["cell", "Once", "Before: input weights", "Loop: context weights", "After: output weights"],
        cells.Select(cell => (IReadOnlyList<string>)
        [
            Html.Text(cell.Cell),
            .. _regions.Select(region => Html.Text(string.Join(", ", cell.Weights
                .Where(weight => ThreeSets.RegionsOf(weight).Contains(region))
                .Select(weight => $"{weight.Name} [{string.Join(" × ", weight.Sizes)}]")) is { Length: > 0 } names ? names : "–")),
        ]));
}
