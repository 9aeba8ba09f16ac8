using System.Globalization;
using ScottPlot;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>Where in a drawing the data are: the rectangle inside the axes, in units of the view box.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
/// <param name="Height">The height of the whole drawing.</param>
internal sealed record ChartArea(int Left, int Top, int Right, int Bottom, int Height)
{
    private const int AroundLabels = 30;
    private const int BelowAxis = 46;
    private const int LetterWidth = 7;

    // Half of the last label reaches beyond the axis.
    private const int RightOfAxis = 26;

    /// <summary>The padding around it.</summary>
    public PixelPadding Padding => new(Left, Chart.Width - Right, Height - Bottom, Top);

    /// <summary>The rectangle with room for an axis' labels at its left.</summary>
    public static ChartArea For(Axis y, int height)
    {
        var letters = y.Ticks.Count == 0 ? 0 : y.Ticks.Max(tick => tick.Text.Length);
        return new ChartArea(AroundLabels + letters * LetterWidth, 10, Chart.Width - RightOfAxis, height - BelowAxis, height);
    }

    /// <summary>Where a value is drawn.</summary>
    public double X(Axis axis, double value) => Left + (value - axis.Low) / (axis.High - axis.Low) * (Right - Left);

    /// <summary>Where a value is drawn.</summary>
    public double Y(Axis axis, double value) => Bottom - (value - axis.Low) / (axis.High - axis.Low) * (Bottom - Top);

    /// <summary>The rectangle and what it spans, for a script of the page.</summary>
    public string Describe(Axis x, Axis y) => string.Create(
        CultureInfo.InvariantCulture, $"{Left} {Top} {Right} {Bottom} {x.Low:R} {x.High:R} {y.Low:R} {y.High:R}");
}
