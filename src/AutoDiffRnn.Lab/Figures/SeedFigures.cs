namespace AutoDiffRnn.Lab.Figures;

/// <summary>A row of dots: the result of each seed.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Values">For each series its results, by seed.</param>
internal sealed record DotRow(string Name, IReadOnlyList<IReadOnlyList<double>> Values);

/// <summary>Pictures in which every seed is a dot, so that nobody has to trust a mean.</summary>
internal static class SeedFigures
{
    private const int RowHeight = 38;
    private const int AroundRows = 76;
    private const double RowSpread = 0.32;

    /// <summary>Draws shares from 0 to 100 % in rows, one dot for each seed.</summary>
    /// <param name="id">A name that is unique on the page.</param>
    /// <param name="title">The title.</param>
    /// <param name="caption">What to see.</param>
    /// <param name="axis">What is shown.</param>
    /// <param name="series">The series' names.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="command">The command that repeats it.</param>
    public static Figure? Dots(
        string id, string title, string caption, string axis, IReadOnlyList<string> series, IReadOnlyList<DotRow> rows, string command)
    {
        if (!rows.SelectMany(row => row.Values).SelectMany(values => values).Any(double.IsFinite))
            return null;
        var y = Axis.Names("", [.. Enumerable.Reverse(rows).Select(row => row.Name)]);
        var chart = new Chart(Axis.Percent(axis), y, AroundRows + RowHeight * rows.Count);
        for (var s = 0; s < series.Count; s++)
        {
            var dots = rows.SelectMany((row, r) => row.Values[s].Select((value, i) =>
                (X: value, Y: Place(rows.Count - 1 - r, s, series.Count, i, row.Values[s].Count))));
            chart.Marks(series[s], [.. dots.Select(dot => dot.X)], [.. dots.Select(dot => dot.Y)]);
        }

        var words = $"{axis}, a dot for each seed. " + string.Join(' ', rows.Select(row =>
            $"{row.Name}: {string.Join("; ", series.Select((name, s) => $"{name} {Range(row.Values[s])}"))}."));
        var table = new DataTable(["row", "series", "run", axis], [.. rows.SelectMany(row => series.SelectMany((name, s) =>
            row.Values[s].Select((value, i) => (IReadOnlyList<object>)[row.Name, name, i + 1, value])))]);
        return new Figure(id, title, caption, words, [chart.ToSvg(id, words)], series.Count > 1 ? chart.Legend : [], table, command);
    }

    /// <summary>A dot's height: rows from below, series side by side within a row, seeds spread a little.</summary>
    private static double Place(int row, int series, int allSeries, int seed, int allSeeds)
    {
        var lane = allSeries == 1 ? 0 : RowSpread * (1 - 2.0 * series / (allSeries - 1)) * 0.7;
        var within = allSeeds == 1 ? 0 : RowSpread / allSeries * (2.0 * seed / (allSeeds - 1) - 1) * 0.8;
        return row + lane + within;
    }

    private static string Range(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        return finite.Count == 0 ? Say.Missing : $"{Say.Percent(finite.Min())} to {Say.Percent(finite.Max())}, mean {Say.Percent(finite.Average())}";
    }
}
