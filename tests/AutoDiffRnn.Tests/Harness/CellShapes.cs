namespace AutoDiffRnn.Tests.Harness;

/// <summary>The rows of theories: every cell with every set of sizes.</summary>
internal static class CellShapes
{
    public static TheoryData<string, string> Small { get; } = Of(Sizes.Small.Keys);

    public static TheoryData<string, string> All { get; } = Of(Sizes.Small.Keys.Concat(Sizes.Large.Keys));

    public static TheoryData<string, string> Large { get; } = Of(Sizes.Large.Keys);

    public static TheoryData<string> Cells { get; } = [.. CellCase.All.Keys];

    /// <summary>The problem of a row: the same numbers each time.</summary>
    public static Problem Problem(string cell, string sizes) => new(CellCase.All[cell], Sizes.Of(sizes), seed: 20 + sizes.Length);

    private static TheoryData<string, string> Of(IEnumerable<string> sizes)
    {
        var data = new TheoryData<string, string>();
        foreach (var size in sizes)
        {
            foreach (var cell in CellCase.All.Keys)
                data.Add(cell, size);
        }

        return data;
    }
}
