namespace AutoDiffRnn.Generators.Cost;

/// <summary>How often a piece of work is done in a pass over T steps of B examples, as a factor of its cost.</summary>
internal static class Times
{
    public const string EachRow = "T·B";

    /// <summary>For all rows but those of the first step, which hand nothing back.</summary>
    public const string EachRowHandedBack = "(T − 1)·B";

    public const string Once = "";
}
