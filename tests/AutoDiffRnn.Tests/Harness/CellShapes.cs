using AutoDiffRnn.Cells;
using AutoDiffRnn.TestCells;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The rows of theories: every cell with every set of sizes.</summary>
internal static class CellShapes
{
    /// <summary>Without the cells whose hand-written derivatives are not the true ones.</summary>
    public static TheoryData<string, string> Small { get; } = Of(Sizes.Small.Keys, cell => cell.Method.DeclaringType != typeof(SurrogateCells));

    public static TheoryData<string, string> All { get; } = Of(Sizes.Small.Keys.Concat(Sizes.Large.Keys));

    public static TheoryData<string, string> Large { get; } = Of(Sizes.Large.Keys);

    /// <summary>Without the cells whose functions have kinks: along a direction in a large tensor, some element crosses one.</summary>
    public static TheoryData<string, string> LargeAndSmooth { get; } = Of(Sizes.Large.Keys, cell => !HasKinks(cell));

    public static TheoryData<string> Cells { get; } = [.. CellCase.All.Keys];

    /// <summary>The problem of a row: the same numbers each time.</summary>
    public static Problem Problem(string cell, string sizes) => new(CellCase.All[cell], Sizes.Of(sizes), seed: 20 + sizes.Length);

    private static bool HasKinks(CellCase cell) => cell.Method.DeclaringType == typeof(KinkedCells)
        || cell.Method.DeclaringType == typeof(SurrogateCells) || cell.Name is nameof(SimpleRecurrence.Irnn) or nameof(SimpleRecurrence.IndRnn)
        or nameof(LstmVariants.SLstm) or nameof(MatrixMemory.FastWeights) or nameof(MatrixMemory.LinearAttention)
        or nameof(MatrixMemory.MLstm) or nameof(OrthogonalCells.ExponentialRnn)
        or nameof(RandomFindingsCells.ChoiceBeforeProduct);

    private static TheoryData<string, string> Of(IEnumerable<string> sizes, Func<CellCase, bool>? isWanted = null)
    {
        var data = new TheoryData<string, string>();
        foreach (var size in sizes)
        {
            foreach (var cell in CellCase.All.Values.Where(isWanted ?? (_ => true)))
                data.Add(cell.Name, size);
        }

        return data;
    }
}
