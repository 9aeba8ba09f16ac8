using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>The rungs with their figures, as Markdown and as JSON.</summary>
internal sealed record LadderTable(string Cell, string Sizes, IReadOnlyList<LadderTable.Row> Rows)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>One rung: the median of a forward and a backward pass, what a naive network takes over that, and the bytes of a tape.</summary>
    public sealed record Row(string Rung, double Milliseconds, double TimesNaive, long TapeBytes);

    public static LadderTable Of(string cell, string sizes, IReadOnlyList<RungRun> runs) => new(cell, sizes,
        [.. runs.Select(run => new Row(run.Rung.Name, run.Milliseconds, runs[0].Milliseconds / run.Milliseconds, run.TapeBytes))]);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**{Cell}, {Sizes}**\n\n");
        text.Append("Forward and backward in float, medians; each rung has the optimisations of those above it.\n\n");
        text.Append("| rung | ms | times naive | tape, KiB |\n|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            var (milliseconds, ratio, kibibytes) = (row.Milliseconds, row.TimesNaive, row.TapeBytes / 1024);
            text.Append(CultureInfo.InvariantCulture, $"| {row.Rung} | {milliseconds:0.000} | {ratio:0.00} | {kibibytes} |\n");
        }

        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(this, Indented);
}
