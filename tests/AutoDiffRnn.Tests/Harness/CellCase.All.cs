using System.Reflection;
using AutoDiffRnn.Cells;
using AutoDiffRnn.TestCells;

namespace AutoDiffRnn.Tests.Harness;

/// <content>The cells that these tests know.</content>
internal sealed partial class CellCase
{
    /// <summary>All cells of the test project and of the package of classical cells, by name.</summary>
    public static IReadOnlyDictionary<string, CellCase> All { get; } = new[] { typeof(StateCells).Assembly, typeof(RecurrentCells).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetMethods(Anything | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<RnnCellAttribute>() is not null)
        .ToDictionary(method => method.Name, method => new CellCase(method), StringComparer.Ordinal);
}
