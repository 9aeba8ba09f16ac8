using System.Globalization;
using System.Text;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Machine;

namespace AutoDiffRnn.Benchmarks.Reports;

/// <summary>The rows of a comparison as Markdown: a table of means, and one table for each peer and number of threads.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>Writes the tables.</summary>
    public static string Write(string title, MachineInfo machine, IReadOnlyList<ComparisonRow> rows)
    {
        var text = new StringBuilder();
        Line(text, $"**{title}**");
        Line(text, $"");
        Line(text, $"{machine.Processor}, {machine.Cores} cores, vectors of {machine.VectorBits} bits; {machine.Runtime}; {machine.System}.");
        if (Clock.CountsProcessorTime)
            Line(text, "Times are those that a processor spent on the thread, because the machine did other work meanwhile.");
        var (least, most) = (rows.Min(row => row.PeakFlops) / 1e9, rows.Max(row => row.PeakFlops) / 1e9);
        Line(text, $"FMA peak of one core, measured between the samples: {least:0} to {most:0} GF/s.");
        Line(text, $"");
        WriteMeans(text, rows);
        foreach (var peer in rows.GroupBy(row => (row.Key.Cell, row.Key.Peer, row.Key.Threads)))
        {
            Line(text, $"");
            var (cell, name, threads) = peer.Key;
            Line(text, $"#### {cell}: generated beside {name}, {threads} {(threads == 1 ? "thread" : "threads")}");
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
            Line(text, $"| {cell} | {peer} | {Name(phase)} | {threads} "
                + $"| **{Quantiles.GeometricMean(ratios):0.00}** | {ratios.Min():0.00} | {ratios.Max():0.00} | {ratios.Length} |");
        }
    }

    private static void WriteRows(StringBuilder text, IEnumerable<ComparisonRow> rows)
    {
        const string phase = "ours, peer, µs | peer / ours | % of peak | at best | % of roofline |";
        Line(text, $"| T,B,I,H | forward: {phase} forward + backward: {phase} % of bandwidth | bytes a call | MiB |");
        Line(text, $"|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var shape in rows.GroupBy(row => row.Key.Shape))
        {
            var row = shape.Last();
            Line(text, $"| {shape.Key} | {Cells(shape, Phase.Forward)} | {Cells(shape, Phase.ForwardAndBackward)} "
                + $"| {Bandwidth(row.Ours)} | {row.Ours.AllocatedBytes}, {row.Theirs.AllocatedBytes} | {Memory(row.Ours)}, {Memory(row.Theirs)} |");
        }
    }

    private static string Cells(IEnumerable<ComparisonRow> rows, Phase phase)
    {
        // A run may have been interrupted between the two.
        if (rows.FirstOrDefault(row => row.Key.Phase == phase) is not { } row)
            return "– | – | – | – | –";
        var (ours, theirs) = (row.Ours, row.Theirs);
        return $"{ours.Seconds * 1e6:0}, {theirs.Seconds * 1e6:0} "
            + $"| **{row.Ratio:0.00}** ({row.RatioLowerQuartile:0.00}–{row.RatioUpperQuartile:0.00}) "
            + $"| {ours.PercentOfPeak:0}, {theirs.PercentOfPeak:0} | {ours.PercentOfPeakAtBest:0}, {theirs.PercentOfPeakAtBest:0} "
            + $"| {ours.PercentOfRoofline:0}, {theirs.PercentOfRoofline:0}";
    }

    private static string Name(Phase phase) => phase == Phase.Forward ? "forward" : "forward + backward";

    private static string Bandwidth(SideResult side) => side.PercentOfBandwidth is { } percent ? $"{percent:0}" : "–";

    private static string Memory(SideResult side)
        => side.PeakBytes is { } bytes ? (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    // The program runs in the invariant culture, as all of this repository does.
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
