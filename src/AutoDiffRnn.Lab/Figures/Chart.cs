using ScottPlot;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>
/// A drawing with two axes: ScottPlot draws the marks, the grid and the axes, and the labels are added where it has none of them to measure. The
/// same data gives the same bytes on every machine.
/// </summary>
internal sealed class Chart
{
    /// <summary>The width of all drawings, in units of their view box. A page makes them wider or narrower.</summary>
    public const int Width = 480;

    private readonly List<Action<Plot>> _marks = [];
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly List<LegendEntry> _legend = [];
    private readonly List<IReadOnlyList<object>> _rows = [];
    private readonly int _firstSeries;

    /// <summary>Begins a drawing.</summary>
    /// <param name="x">The axis below.</param>
    /// <param name="y">The axis at the left.</param>
    /// <param name="height">The height, in the units of <see cref="Width"/>.</param>
    /// <param name="firstSeries">The number of the first series, where several drawings share a legend.</param>
    public Chart(Axis x, Axis y, int height = 300, int firstSeries = 0)
        => (_x, _y, Area, _firstSeries) = (x, y, ChartArea.For(y, height), firstSeries);

    /// <summary>Where the data are drawn.</summary>
    public ChartArea Area { get; }

    /// <summary>The series so far.</summary>
    public IReadOnlyList<LegendEntry> Legend => _legend;

    /// <summary>The data so far, a row for each point.</summary>
    public DataTable Data => new(["series", _x.Title, _y.Title], _rows);

    /// <summary>The number that the next series gets.</summary>
    public int NextSeries => _firstSeries + _legend.Count;

    /// <summary>Adds a line. It is broken where a value is not finite (the logarithm of 0, say).</summary>
    public Chart Line(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Pattern? pattern = null, bool isStaircase = false)
    {
        var chosen = pattern ?? (NextSeries % 3) switch { 0 => Pattern.Solid, 1 => Pattern.Dashed, _ => Pattern.Dotted };
        var mark = Begin(name, chosen, x, y);
        foreach (var (start, end) in FiniteRuns(x, y))
        {
            double[] xs = [.. x.Take(end).Skip(start)], ys = [.. y.Take(end).Skip(start)];
            _marks.Add(plot =>
            {
                var line = plot.Add.Scatter(xs, ys, mark);
                line.LineWidth = 2;
                line.MarkerSize = xs.Length == 1 ? 5 : 0;
                line.ConnectStyle = isStaircase ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
            });
        }

        return this;
    }

    /// <summary>Adds marks without a line between them; each series has a shape of its own.</summary>
    public Chart Marks(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var shape = (NextSeries % 4) switch
        {
            0 => MarkerShape.FilledCircle,
            1 => MarkerShape.FilledDiamond,
            2 => MarkerShape.FilledSquare,
            _ => MarkerShape.FilledTriangleUp,
        };
        var mark = Begin(name, Pattern.Marks, x, y);
        foreach (var (start, end) in FiniteRuns(x, y))
        {
            double[] xs = [.. x.Take(end).Skip(start)], ys = [.. y.Take(end).Skip(start)];
            _marks.Add(plot =>
            {
                var points = plot.Add.ScatterPoints(xs, ys, mark);
                (points.MarkerShape, points.MarkerSize) = (shape, 7);
            });
        }

        return this;
    }

    /// <summary>Adds bars from 0, which may go up or down.</summary>
    /// <param name="name">The series.</param>
    /// <param name="x">The middle of each bar.</param>
    /// <param name="y">The height of each.</param>
    /// <param name="width">The width of each, in units of x.</param>
    public Chart Bars(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, double width)
    {
        var mark = Begin(name, Pattern.Area, x, y);
        for (var i = 0; i < x.Count; i++)
        {
            if (!double.IsFinite(y[i]))
                continue;
            var (middle, end) = (x[i], y[i]);
            _marks.Add(plot =>
            {
                var bar = plot.Add.Rectangle(middle - width / 2, middle + width / 2, Math.Min(0, end), Math.Max(0, end));
                (bar.FillColor, bar.LineWidth) = (mark, 0);
            });
        }

        return this;
    }

    /// <summary>Adds a band around the series that was added last.</summary>
    public Chart Band(IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        var mark = new Color(Palette.SeriesMark(NextSeries - 1, _legend[^1].Pattern));
        Note($"{_legend[^1].Name} (lower end of the band)", x, low);
        Note($"{_legend[^1].Name} (upper end of the band)", x, high);
        foreach (var (start, end) in FiniteRuns(low, high))
        {
            (double, double, double)[] edges = [.. Enumerable.Range(start, end - start).Select(i => (x[i], low[i], high[i]))];
            _marks.Add(plot =>
            {
                var band = plot.Add.FillY(edges);
                (band.FillColor, band.LineWidth, band.MarkerSize) = (mark.WithAlpha(0.22), 0, 0);
            });
        }

        return this;
    }

    /// <summary>Adds a line that values are compared with.</summary>
    public Chart Threshold(double y)
    {
        _marks.Add(plot =>
        {
            var line = plot.Add.Line(_x.Low, y, _x.High, y);
            (line.Color, line.LineWidth) = (new Color(Palette.ThresholdMark), 1.5f);
        });
        return this;
    }

    /// <summary>Adds cells coloured by their value, row y above row y − 1; NaN is left out.</summary>
    public Chart Cells(IReadOnlyList<IReadOnlyList<double>> rows, IColormap colours, double low, double high)
    {
        var columns = rows.Max(row => row.Count);
        var cells = new double[rows.Count, columns];
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < columns; x++)
                cells[rows.Count - 1 - y, x] = x < rows[y].Count ? rows[y][x] : double.NaN;
        }

        _marks.Add(plot =>
        {
            var map = plot.Add.Heatmap(cells);
            (map.Colormap, map.NaNCellColor, map.ManualRange) = (colours, Colors.Transparent, new ScottPlot.Range(low, high));
        });
        return this;
    }

    /// <summary>Draws.</summary>
    /// <param name="id">A name that is unique on the page.</param>
    /// <param name="label">What the drawing shows, for those who do not see it.</param>
    public string ToSvg(string id, string label)
    {
        using var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = new Color(Palette.GridMark);
        plot.Axes.Frame(false);
        plot.Layout.Fixed(Area.Padding);
        SetTicks(plot.Axes.Bottom, _x);
        SetTicks(plot.Axes.Left, _y);
        foreach (var mark in _marks)
            mark(plot);
        plot.Axes.SetLimits(_x.Low, _x.High, _y.Low, _y.High);
        return SvgText.Rewrite(plot.GetSvgXml(Width, Area.Height), id, label, Area, _x, _y);
    }

    private static void SetTicks(IAxis edge, Axis axis)
    {
        edge.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. axis.Ticks.Select(tick => tick.At)], [.. axis.Ticks.Select(_ => "")]);
        edge.FrameLineStyle.Color = new Color(Palette.AxisMark);
        edge.FrameLineStyle.IsVisible = true;
        edge.MajorTickStyle.Color = new Color(Palette.AxisMark);
        edge.TickLabelStyle.IsVisible = false;
    }

    private Color Begin(string name, Pattern pattern, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var series = NextSeries;
        _legend.Add(new LegendEntry(series, name, pattern));
        Note(name, x, y);
        return new Color(Palette.SeriesMark(series, pattern));
    }

    private void Note(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
        => _rows.AddRange(x.Zip(y, (at, value) => (IReadOnlyList<object>)[name, at, value]));

    /// <summary>The runs of points whose two numbers are finite.</summary>
    private static IEnumerable<(int Start, int End)> FiniteRuns(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var start = 0;
        for (var i = 0; i <= first.Count; i++)
        {
            if (i < first.Count && double.IsFinite(first[i]) && double.IsFinite(second[i]))
                continue;
            if (i > start)
                yield return (start, i);
            start = i + 1;
        }
    }
}
