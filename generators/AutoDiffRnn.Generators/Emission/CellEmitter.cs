using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the C# of a cell's network.</summary>
internal static class CellEmitter
{
    public static string Emit(CellModel cell) => "// " + cell.Name + "\n";
}
