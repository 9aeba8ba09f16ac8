using System.Globalization;

namespace AutoDiffRnn;

/// <summary>Numbers as text, the same in every culture, and short enough for a debugger's line.</summary>
internal static class Numbers
{
    private const int MostShown = 16;

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(ReadOnlyMemory<double> values) => List(values.Length, i => Text(values.Span[i]));

    /// <summary>The items in brackets: all of them, or the first ones and how many more there are.</summary>
    public static string List(int count, Func<int, string> item)
    {
        var shown = Enumerable.Range(0, Math.Min(count, MostShown)).Select(item);
        var rest = count > MostShown ? $", … {count - MostShown} more" : "";
        return $"[{string.Join(", ", shown)}{rest}]";
    }
}
