using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>The picture of <c>lab real</c>.</summary>
internal static class AttestedFigure
{
    /// <summary>Right answers by distance and attractors: of the networks, and of the baselines.</summary>
    public static Figure? Of(IReadOnlyList<AttestedRow> rows, string command) => SeedFigures.Dots(
        "real",
        "Attested pairs of noun and verb",
        "Each dot is a network. Where few pairs stand behind a row (the table says how many), a few points mean nothing.",
        "right at the verb",
        ["networks", "the nearest noun", "the majority"],
        [.. rows.Where(row => row.Majority.Of > 0).Select(row => new DotRow(
            row.Name, [[.. row.Models.Select(count => count.Share)], [row.NearestNoun.Share], [row.Majority.Share]]))],
        command);
}
