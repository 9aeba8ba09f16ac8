using System.Reflection;
using AutoDiffRnn.Cells;
using AutoDiffRnn.TestCells;
using Xunit.Abstractions;

namespace AutoDiffRnn.Testing.Tests;

/// <summary>Cells that are right pass, whatever they are made of.</summary>
public sealed class RightCellTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cells { get; } = [.. Methods.Keys];

    private static Dictionary<string, MethodInfo> Methods => new[] { typeof(StateCells).Assembly, typeof(RecurrentCells).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(RnnCellAttribute)))
        .ToDictionary(method => method.Name);

    [Theory]
    [MemberData(nameof(Cells))]
    public void ACellThatIsRight_Passes(string cell)
    {
        var report = CellCheck.Run(Methods[cell].DeclaringType!, cell);
        output.WriteLine(report.ToString());
        Assert.Equal(CellShape.Default.Count, report.Shapes.Count);
        Assert.True(report.Values > 0);
    }
}
