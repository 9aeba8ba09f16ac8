using System.Globalization;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>An axis: its title with unit, the values that it spans, and where its ticks are. Nothing here measures text, so that the fonts of a
/// machine change nothing.</summary>
/// <param name="Title">Its title, with the unit.</param>
/// <param name="Low">The value at its beginning.</param>
/// <param name="High">The value at its end.</param>
/// <param name="Ticks">Where its ticks are, and what they say.</param>
internal sealed record Axis(string Title, double Low, double High, IReadOnlyList<(double At, string Text)> Ticks)
{
    private const int WantedTicks = 6;

    private static readonly double[] _roundFactors = [1, 2, 5, 10];

    /// <summary>An axis over all finite values, with ticks at round numbers.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="values">The values; those that are not finite count for nothing.</param>
    /// <param name="margin">How far it goes beyond the values, as a share of their span.</param>
    public static Axis Over(string title, IEnumerable<double> values, double margin = 0)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        var span = high - low;
        if (span <= 1e-12 * Math.Max(1, Math.Abs(high)))
            return Between(title, low - 0.5, high + 0.5);
        return Between(title, low - margin * span, high + margin * span);
    }

    /// <summary>An axis between two values, with ticks at round numbers.</summary>
    public static Axis Between(string title, double low, double high)
    {
        var step = RoundStep((high - low) / WantedTicks);
        var digits = Math.Max(0, (int)-Math.Floor(Math.Log10(step) + 1e-9));
        var ticks = new List<(double, string)>();
        for (var i = Math.Ceiling(low / step - 1e-9); i * step <= high + 1e-9 * step; i++)
            ticks.Add((i * step, Label(i * step, digits)));
        return new Axis(title, low, high, ticks);
    }

    /// <summary>An axis of shares, from 0 to 100 %, with a little room around it.</summary>
    public static Axis Percent(string title) => new(
        title, -0.04, 1.04, [(0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1, "100 %")]);

    /// <summary>An axis with one place for each name, at 0, 1, 2, ….</summary>
    public static Axis Names(string title, IReadOnlyList<string> names)
        => new(title, -0.5, names.Count - 0.5, [.. names.Select((name, i) => ((double)i, name))]);

    /// <summary>The next of 1, 2 or 5 times a power of ten.</summary>
    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return _roundFactors.First(factor => factor * power >= least * (1 - 1e-9)) * power;
    }

    private static string Label(double value, int digits)
    {
        var rounded = Math.Round(value, Math.Min(15, digits)) + 0.0;
        var text = Math.Abs(rounded) >= 1e6
            ? rounded.ToString("0.#e+0", CultureInfo.InvariantCulture)
            : rounded.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }
}
