using System.Globalization;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>
/// The colours of pictures, by role. A drawing names roles with colours that nothing else has (<see cref="SeriesMark"/>), and
/// <see cref="SvgText"/> turns those into classes; what a role looks like, on light and on dark ground, is decided by <see cref="Style"/>.
/// </summary>
internal static class Palette
{
    /// <summary>How many series have a colour of their own; the next takes the first colour again, with another pattern.</summary>
    public const int SeriesColours = 8;

    /// <summary>The mark of grid lines.</summary>
    public const string GridMark = "#B00001";

    /// <summary>The mark of axes and their ticks.</summary>
    public const string AxisMark = "#B00002";

    /// <summary>The mark of lines that a value is compared with.</summary>
    public const string ThresholdMark = "#B00003";

    // Each has a contrast of at least 4.5 : 1 on its ground, so that it may colour text as well.
    private static readonly string[] _light = ["#0b5cad", "#b4400a", "#08704c", "#7d3aa0", "#7a5200", "#0b6a80", "#b01657", "#4f5964"];
    private static readonly string[] _dark = ["#6cb2ff", "#ff9d66", "#4fd1a0", "#cf9cf2", "#e3b549", "#5cd0e3", "#ff8fbe", "#aab5c2"];

    /// <summary>
    /// What the roles look like: variables for both grounds, and the rules that pictures use. A page has it once, a picture in a file of its own
    /// carries it along. When printed, the ground is light.
    /// </summary>
    public static string Style { get; } = $$"""
        :root{color-scheme:light dark;--ground:#fdfcfa;--ink:#1d2126;--quiet:#565e68;--grid:#d9d6d0;--axis:#767c84;{{Variables(_light)}} }
        @media screen and (prefers-color-scheme:dark){
        :root{--ground:#15181d;--ink:#e6e8eb;--quiet:#a4acb6;--grid:#333941;--axis:#7f8893;{{Variables(_dark)}} }
        }
        .chart{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        .chart text{fill:var(--ink)}.chart .tick{fill:var(--quiet);font-size:12px}
        .chart .grid{stroke:var(--grid)}.chart .axis{stroke:var(--axis)}.chart .threshold{stroke:var(--quiet);stroke-dasharray:5 3}
        .chart .dashed.line{stroke-dasharray:8 4}.chart .dotted.line{stroke-dasharray:2 3}
        {{Rules()}}
        """;

    /// <summary>The mark of a series' lines and fills.</summary>
    public static string SeriesMark(int series, Pattern pattern) => string.Create(CultureInfo.InvariantCulture, $"#A00{(int)pattern}{series:X2}");

    /// <summary>The classes of a mark, or null where a colour is none.</summary>
    public static string? ClassOf(string colour) => colour.ToUpperInvariant() switch
    {
        GridMark => "grid",
        AxisMark => "axis",
        ThresholdMark => "threshold",
        ['#', 'A', '0', '0', var pattern, .. var series] => string.Create(
            CultureInfo.InvariantCulture, $"s{Convert.ToInt32(series, 16)} {Look(Convert.ToInt32(series, 16), (Pattern)(pattern - '0'))}"),
        _ => null,
    };

    /// <summary>The classes that a series' colour and pattern follow from.</summary>
    public static string Look(int series, Pattern pattern) => string.Create(
        CultureInfo.InvariantCulture,
        $"c{series % SeriesColours}{pattern switch { Pattern.Dashed => " dashed", Pattern.Dotted => " dotted", _ => "" }}");

    private static string Variables(string[] colours) => string.Concat(colours.Select((colour, i) => $"--c{i}:{colour};"));

    private static string Rules() => string.Concat(Enumerable.Range(0, SeriesColours).Select(i =>
        $".chart .c{i}.line{{stroke:var(--c{i})}}.chart .c{i}.fill{{fill:var(--c{i})}}"));
}
