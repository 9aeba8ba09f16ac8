using System.Reflection;
using AutoDiffRnn.Cells;
using AutoDiffRnn.TestCells;
using Xunit.Abstractions;

namespace AutoDiffRnn.Testing.Tests;

/// <summary>Cells that are right pass, whatever they are made of.</summary>
public sealed class RightCellTests(ITestOutputHelper output)
{
    // What is not the derivative of the plain method is so on purpose there.
    public static TheoryData<string> Cells { get; } = [.. Methods.Where(method => method.Value.DeclaringType != typeof(SurrogateCells)).Select(method => method.Key)];

    // A share of the default shapes: the smallest, an odd one checked at every coordinate, and one beyond a vector register.
    private static CellCheckOptions OptionsFor(string cell)
    {
        var options = new CellCheckOptions { Shapes = [new(1, 1, 1), new(3, 2, 3, 2, 1, 4), new(2, 3, 17, 9, 5)] };
        // Its loop reads as many rows of a weight as it has rounds.
        if (cell == nameof(RoundCells.HighwayRounds))
            options.Constants["order"] = [1];
        // Two numbers that are nearly the same are divided by how much they differ; a layer of two units is normalised so.
        if (cell is nameof(MatrixMemory.FastWeights) or nameof(InferredCells.JoinedWithoutSizes))
            options.FloatTolerance = 1e-3;
        return options;
    }

    private static Dictionary<string, MethodInfo> Methods => new[] { typeof(StateCells).Assembly, typeof(RecurrentCells).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(RnnCellAttribute)))
        .ToDictionary(method => method.Name);

    [Theory]
    [MemberData(nameof(Cells))]
    public void ACellThatIsRight_Passes(string cell)
    {
        var options = OptionsFor(cell);
        var report = CellCheck.Run(Methods[cell].DeclaringType!, cell, options);
        output.WriteLine(report.ToString());
        Assert.Equal(3, report.Shapes.Count);
        Assert.True(report is { Values: > 0, WorstValueError: < 1e-13, WorstGradientError: < 1e-9 } && report.WorstFloatError <= options.FloatTolerance, report.ToString());
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
