using AutoDiffRnn.Cells;
using AutoDiffRnn.Testing.Subjects;
using AutoDiffRnn.Testing.Tests.Faulty;

namespace AutoDiffRnn.Testing.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void TheProgramOfACell_IsFoundInItsAssembly()
    {
        var program = GeneratedCell.Of(RecurrentCells.Lstm).Program!;

        Assert.Contains("c = f * c + i * g", program.Statements);
        Assert.Equal(["c", "h"], program.Results.Keys.Order());
        Assert.Equal(["U", "W", "b", "c", "h", "x"], program.Values.Select(value => value.Parameter).OfType<string>().Distinct().Order());
    }

    // What is wrong with a bias alone is what its own statement gives back.
    [Theory]
    [InlineData("b", "h = Tanh(Wx * x + Wh * h + b)")]
    [InlineData("Wy", "var y = Wy * h + c")]
    [InlineData("c", "var y = Wy * h + c")]
    public void AWrongGradientOfAGeneratedCell_IsThatOfItsStatement(string weight, string statement)
    {
        var right = GeneratedCell.Of(RecurrentCells.Elman);
        var subject = new SabotagedCell(right, new() { OnRead = (results, _, _) => results.Gradients[weight][0] *= 2 }, right.Program);

        var error = Assert.Throws<CellCheckException>(() => CellCheck.Run(subject, null));

        Assert.Equal(statement, error.Statement);
    }
}
