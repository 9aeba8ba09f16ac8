using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>
/// Makes what ScottPlot drew fit for a page: marks become classes (so that light and dark are the page's business), names are made unique, and
/// labels are added as text that the reader's own fonts draw.
/// </summary>
internal static partial class SvgText
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace _link = "http://www.w3.org/1999/xlink";

    /// <summary>Rewrites a drawing.</summary>
    /// <param name="drawing">What ScottPlot wrote.</param>
    /// <param name="id">A name that is unique on the page.</param>
    /// <param name="label">What the drawing shows.</param>
    /// <param name="area">Where the data are.</param>
    /// <param name="x">The axis below.</param>
    /// <param name="y">The axis at the left.</param>
    public static string Rewrite(string drawing, string id, string label, ChartArea area, Axis x, Axis y)
    {
        var root = XDocument.Parse(drawing).Root!;
        root.Attributes("width").Remove();
        root.Attributes("height").Remove();
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Chart.Width} {area.Height}"));
        root.SetAttributeValue("class", "chart");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", label);
        root.SetAttributeValue("data-area", area.Describe(x, y));
        var names = Names(root, id);
        foreach (var element in root.Descendants().ToList())
            RewriteElement(element, names);
        root.Add(Labels(area, x, y));
        return root.ToString(SaveOptions.DisableFormatting).Replace("\r", "", StringComparison.Ordinal);
    }

    /// <summary>New names: Skia numbers them over all drawings of a process, so that they would depend on what was drawn before.</summary>
    private static Dictionary<string, string> Names(XElement root, string id) => root.Descendants().Attributes("id")
        .Select((name, i) => (name.Value, i))
        .ToDictionary(name => name.Value, name => string.Create(CultureInfo.InvariantCulture, $"{id}-{name.i}"));

    private static void RewriteElement(XElement element, Dictionary<string, string> names)
    {
        var classes = new[] { ("stroke", "line"), ("fill", "fill") }
            .Select(paint => ClassOf(element, paint.Item1, paint.Item2))
            .Where(name => name is not null)
            .Distinct();
        if (string.Join(' ', classes) is { Length: > 0 } found)
            element.SetAttributeValue("class", found);
        foreach (var attribute in element.Attributes().ToList())
        {
            attribute.Value = attribute.Name.LocalName switch
            {
                "id" => names[attribute.Value],
                "clip-path" => $"url(#{names[attribute.Value[5..^1]]})",
                "href" when attribute.Value.StartsWith('#') => "#" + names[attribute.Value[1..]],
                "href" => attribute.Value,
                _ => LongNumber().Replace(attribute.Value, Rounded),
            };
        }

        if (element.Name == _svg + "image")
            element.SetAttributeValue("style", "image-rendering:pixelated");
        if (element.Attribute(_link + "href") is { } old)
        {
            element.SetAttributeValue("href", old.Value);
            old.Remove();
        }
    }

    /// <summary>Replaces a mark by its classes.</summary>
    private static string? ClassOf(XElement element, string paint, string kind)
    {
        if (element.Attribute(paint) is not { } attribute || Palette.ClassOf(attribute.Value) is not { } name)
            return null;
        attribute.Remove();
        return name.Contains(' ', StringComparison.Ordinal) ? $"{name} {kind}" : name;
    }

    private static IEnumerable<XElement> Labels(ChartArea area, Axis x, Axis y)
    {
        foreach (var (at, text) in x.Ticks)
            yield return Text(area.X(x, at), area.Bottom + 18, text, "middle", "tick");
        foreach (var (at, text) in y.Ticks)
            yield return Text(area.Left - 8, area.Y(y, at) + 4, text, "end", "tick");
        yield return Text((area.Left + area.Right) / 2.0, area.Height - 8, x.Title, "middle", null);
        var middle = (area.Top + area.Bottom) / 2.0;
        var upright = Text(14, middle, y.Title, "middle", null);
        upright.SetAttributeValue("transform", string.Create(CultureInfo.InvariantCulture, $"rotate(-90 14 {middle:0.##})"));
        yield return upright;
    }

    private static XElement Text(double x, double y, string text, string anchor, string? name) => new(
        _svg + "text",
        name is null ? null : new XAttribute("class", name),
        new XAttribute("x", x.ToString("0.##", CultureInfo.InvariantCulture)),
        new XAttribute("y", y.ToString("0.##", CultureInfo.InvariantCulture)),
        new XAttribute("text-anchor", anchor),
        text);

    /// <summary>Three decimals are far below a pixel: nobody sees more, and the last digits would differ between machines.</summary>
    private static string Rounded(Match number)
        => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![#\w.])-?\d+\.\d{3,}(e-?\d+)?")]
    private static partial Regex LongNumber();
}
