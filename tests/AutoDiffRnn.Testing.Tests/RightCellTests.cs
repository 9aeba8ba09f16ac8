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

    // A share of the default shapes: the smallest, an odd one checked at every coordinate, and one beyond a vector register.
    [Theory]
    [MemberData(nameof(Cells))]
    public void ACellThatIsRight_Passes(string cell)
    {
        var report = CellCheck.Run(Methods[cell].DeclaringType!, cell, new() { Shapes = [new(1, 1, 1), new(3, 2, 3, 2, 1, 4), new(2, 3, 17, 9, 5)] });
        output.WriteLine(report.ToString());
        Assert.Equal(3, report.Shapes.Count);
        Assert.True(report is { Values: > 0, WorstValueError: < 1e-13, WorstGradientError: < 1e-9, WorstFloatError: < 2e-5 }, report.ToString());
    }

    [Fact]
    public void WithoutOptions_AllShapesAreChecked()
    {
        foreach (var cell in new Delegate[] { RecurrentCells.Lstm, RecurrentCells.GruResetBefore, CharacterModels.CharGru })
        {
            var report = CellCheck.Run(cell);
            output.WriteLine(report.ToString());
            Assert.Equal(CellShape.Default.Count, report.Shapes.Count);
            Assert.True(report is { Coordinates: > 500, Directions: > 5, Kinks: 0 }, report.ToString());
        }
    }
}
