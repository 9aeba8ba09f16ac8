using AutoDiffRnn.Lab.Claims;
using ScottPlot.Colormaps;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>The picture of ‖∂L_t/∂s_k‖ over all pairs of steps.</summary>
internal static class HeatMap
{
    /// <summary>Colours span at most this many powers of ten: below, one dark is like another.</summary>
    private const double MostDecades = 12;

    /// <summary>What the names of maps end with.</summary>
    public const string IdEnd = "-map";

    private const int ScaleCells = 64;

    /// <summary>Draws the map; null if there is none.</summary>
    public static Figure? Draw(FlowEvidence flow, string id, string command)
    {
        var rows = flow.Map;
        var finite = rows.SelectMany(row => row).Where(double.IsFinite).ToList();
        if (finite.Count == 0)
            return null;
        var high = finite.Max();
        var low = Math.Max(finite.Min(), high - MostDecades);
        if (high - low < 1e-9)
            low = high - 1;
        var shown = rows.Select((row, t) => (IReadOnlyList<double>)[.. row.Select((value, k) => Shown(value, t, k, low, high))]).ToList();
        var chart = new Chart(Steps("step k, where the gradient arrives", rows.Max(row => row.Count)), Steps("step t, where the loss "
            + "is", rows.Count), 400)
            .Cells(shown, new Viridis(), low, high);
        var words = Describe(rows);
        return new Figure(
            id,
            $"Which step hears of which loss: {FlowFigures.Name(flow)}",
            "Each row is one loss L_t, each column one step k before it. Bright: the gradient arrives; dark: next to nothing does. The diagonal is "
                + "the step of "
                + "the loss itself; the way from it to the left is the way back in time.",
            words,
            [chart.ToSvg(id, words), Scale(id + "-scale", low, high)],
            [],
            new DataTable(["t", "k", "log10 of the norm"], [.. Cells(rows)]),
            command);
    }

    private static Axis Steps(string title, int count)
        => Axis.Between(title, 0, Math.Max(1, count - 1)) with { Low = -0.5, High = count - 0.5 };

    /// <summary>What lies below the scale, and a gradient of exactly 0, has its darkest colour; steps after the loss have none.</summary>
    private static double Shown(double value, int t, int k, double low, double high)
        => double.IsNaN(value) || k > t ? double.NaN : Math.Clamp(value, low, high);

    private static string Scale(string id, double low, double high)
    {
        var cells = Enumerable.Range(0, ScaleCells).Select(i => low + (high - low) * i / (ScaleCells - 1)).ToArray();
        var values = Axis.Between("log₁₀ of the gradient's norm ‖∂L_t/∂s_k‖", low, high);
        double Place(double value) => (value - low) / (high - low) * (ScaleCells - 1);
        var x = values with { Low = -0.5, High = ScaleCells - 0.5, Ticks = [.. values.Ticks.Select(tick => (Place(tick.At), tick.Text))] };
        return new Chart(x, new Axis("", -0.5, 0.5, []), 72).Cells([cells], new Viridis(), low, high)
            .ToSvg(id, $"The scale of colours, from {Say.Number(low)} (dark) to {Say.Number(high)} (bright).");
    }

    private static IEnumerable<IReadOnlyList<object>> Cells(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        for (var t = 0; t < rows.Count; t++)
        {
            for (var k = 0; k <= t && k < rows[t].Count; k++)
                yield return [t, k, rows[t][k]];
        }
    }

    private static string Describe(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        string AtLag(int lag)
        {
            var values = Enumerable.Range(lag, rows.Count - lag)
                .Where(t => t - lag < rows[t].Count)
                .Select(t => rows[t][t - lag])
                .Where(double.IsFinite)
                .ToList();
            return values.Count == 0 ? "" : $" Lag {lag}: {Say.Number(values.Average())}.";
        }

        var lags = new[] { 0, 1, 5, 10, 20, 40, rows.Count - 1 }.Where(lag => lag < rows.Count).Distinct().Order();
        return $"Heat map of {rows.Count} losses against the steps before them. Mean log₁₀ of the gradient's norm by "
            + $"lag:{string.Concat(lags.Select(AtLag))}";
    }
}
