namespace AutoDiffRnn.Lab.Figures;

/// <summary>A picture, and everything a reader needs to understand, check and repeat it.</summary>
/// <param name="Id">A short name that is unique on a page and may be part of a file's name.</param>
/// <param name="Title">What is shown, in a line.</param>
/// <param name="Caption">What to see in it.</param>
/// <param name="Alternative">The same for those who do not see it, computed from the data.</param>
/// <param name="Panels">The drawings, each an SVG element without a style of its own, one below the other.</param>
/// <param name="Legend">What the series are called.</param>
/// <param name="Data">The numbers that were drawn.</param>
/// <param name="Command">The command that repeats it.</param>
internal sealed record Figure(
    string Id, string Title, string Caption, string Alternative, IReadOnlyList<string> Panels, IReadOnlyList<LegendEntry> Legend, DataTable Data,
    string Command);

/// <summary>A series in the legend.</summary>
/// <param name="Series">Its number, which its colour follows from.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">The pattern of its line.</param>
internal sealed record LegendEntry(int Series, string Name, Pattern Pattern);

/// <summary>How a series is drawn. Series differ in more than colour, so that they can be told apart without it.</summary>
internal enum Pattern
{
    /// <summary>A full line.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Points in a row.</summary>
    Dotted,

    /// <summary>Marks without a line between them.</summary>
    Marks,

    /// <summary>A filled area.</summary>
    Area,
}
