using System.Globalization;
using System.Xml.Linq;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>A picture as an SVG file of its own, with its title, its legend and its style in it.</summary>
internal static class FigureFile
{
    private const int TitleHeight = 34;
    private const int RowHeight = 20;

    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    /// <summary>The text of the file.</summary>
    public static string ToSvg(Figure figure)
    {
        double y = TitleHeight;
        var root = new XElement(
            _svg + "svg",
            new XAttribute("class", "chart"),
            new XAttribute("role", "img"),
            new XElement(_svg + "title", figure.Title),
            new XElement(_svg + "desc", figure.Alternative),
            new XElement(_svg + "style", Palette.Style),
            new XElement(
                _svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("style", "fill:var(--ground)")),
            Text(12, 22, figure.Title));
        foreach (var panel in figure.Panels.Select(XElement.Parse))
        {
            var height = double.Parse(panel.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture);
            Place(panel, y, height);
            root.Add(panel);
            y += height;
        }

        foreach (var entry in figure.Legend)
        {
            root.Add(Sample(entry, y), Text(48, y + 14, entry.Name));
            y += RowHeight;
        }

        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Chart.Width} {y + 8}"));
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>The sample of a line in the legend, as an SVG element.</summary>
    public static XElement Sample(LegendEntry entry, double y = 0)
    {
        var look = Palette.Look(entry.Series, entry.Pattern);
        var middle = (y + 10).ToString(CultureInfo.InvariantCulture);
        if (entry.Pattern is Pattern.Area or Pattern.Marks)
        {
            var (x, width) = entry.Pattern == Pattern.Area ? (14, 26) : (23, 9);
            return new XElement(
                _svg + "rect",
                new XAttribute("class", $"{look} fill"),
                new XAttribute("x", x),
                new XAttribute("y", (y + 5).ToString(CultureInfo.InvariantCulture)),
                new XAttribute("width", width),
                new XAttribute("height", 9));
        }

        return new XElement(
            _svg + "path",
            new XAttribute("class", $"{look} line"),
            new XAttribute("d", $"M14 {middle}h26"),
            new XAttribute("stroke-width", 2.5));
    }

    private static void Place(XElement panel, double y, double height)
    {
        panel.SetAttributeValue("x", 0);
        panel.SetAttributeValue("y", y.ToString(CultureInfo.InvariantCulture));
        panel.SetAttributeValue("width", Chart.Width);
        panel.SetAttributeValue("height", height.ToString(CultureInfo.InvariantCulture));
    }

    private static XElement Text(double x, double y, string text) => new(
        _svg + "text",
        new XAttribute("x", x.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("y", y.ToString(CultureInfo.InvariantCulture)),
        text);
}
