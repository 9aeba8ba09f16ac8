using System.Globalization;
using System.Text;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Machine;

namespace AutoDiffRnn.Benchmarks.Reports;

/// <summary>The rows of a comparison as Markdown: a table of means, and one table for each peer.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>Writes the tables.</summary>
    public static string Write(string title, MachineInfo machine, IReadOnlyList<ComparisonRow> rows)
    {
        var text = new StringBuilder();
        Line(text, $"## {title}");
        Line(text, $"");
        Line(text, $"{machine.Processor}, {machine.Cores} cores, vectors of {machine.VectorBits} bits; {machine.Runtime}; {machine.System}.");
        Line(text, $"FMA peak of one core, measured between the samples: {rows.Min(row => row.PeakFlops) / 1e9:0} to {rows.Max(row => row.PeakFlops) / 1e9:0} GF/s.");
        Line(text, $"");
        WriteMeans(text, rows);
        foreach (var peer in rows.GroupBy(row => (row.Key.Cell, row.Key.Peer)))
        {
            Line(text, $"");
            Line(text, $"### {peer.Key.Cell}: generated beside {peer.Key.Peer}");
            Line(text, $"");
            WriteRows(text, peer);
        }

        return text.ToString();
    }

    private static void WriteMeans(StringBuilder text, IReadOnlyList<ComparisonRow> rows)
    {
        Line(text, $"| cell | peer | what | threads | peer's time / ours, geometric mean | smallest | largest | rows |");
        Line(text, $"|---|---|---|---|---|---|---|---|");
        foreach (var group in rows.GroupBy(row => (row.Key.Cell, row.Key.Peer, row.Key.Phase, row.Key.Threads)))
        {
            var ratios = group.Select(row => row.Ratio).ToArray();
            var (cell, peer, phase, threads) = group.Key;
            Line(text, $"| {cell} | {peer} | {Name(phase)} | {threads} | **{Quantiles.GeometricMean(ratios):0.00}** | {ratios.Min():0.00} | {ratios.Max():0.00} | {ratios.Length} |");
        }
    }

    private static void WriteRows(StringBuilder text, IEnumerable<ComparisonRow> rows)
    {
        Line(text, $"| T,B,I,H | what | threads | ours, µs | peer, µs | peer / ours | quartiles | % of peak: ours, peer | at best: ours, peer | % of roofline: ours | bytes a call: ours, peer | MiB: ours, peer |");
        Line(text, $"|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            var (key, ours, theirs) = (row.Key, row.Ours, row.Theirs);
            Line(text, $"| {key.Shape} | {Name(key.Phase)} | {key.Threads} | {Micro(ours)} | {Micro(theirs)} | **{row.Ratio:0.00}** "
                + $"| {row.RatioLowerQuartile:0.00}–{row.RatioUpperQuartile:0.00} | {ours.PercentOfPeak:0}, {theirs.PercentOfPeak:0} | {ours.PercentOfPeakAtBest:0}, {theirs.PercentOfPeakAtBest:0} | {ours.PercentOfRoofline:0} "
                + $"| {ours.AllocatedBytes}, {theirs.AllocatedBytes} | {Memory(ours)}, {Memory(theirs)} |");
        }
    }

    private static string Name(Phase phase) => phase == Phase.Forward ? "forward" : "forward + backward";

    private static string Micro(SideResult side) => (side.Seconds * 1e6).ToString("0", CultureInfo.InvariantCulture);

    private static string Memory(SideResult side)
        => side.PeakBytes is { } bytes ? (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    // The program runs in the invariant culture, as all of this repository does.
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
