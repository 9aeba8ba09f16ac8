using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Ir.Text;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Packages;

/// <summary>The text in which a program travels: what is written is read back the same, and what is not written by us is refused.</summary>
public class ProgramTextTests
{
    // Every cell of the shipped package and of the test cells, as the generator reads them.
    private static readonly Lazy<IReadOnlyDictionary<string, CellModel>> Models = new(() =>
    {
        var folders = new[] { "Cells", "TestCells" }.Select(folder => Path.Combine(AppContext.BaseDirectory, folder));
        var files = folders.SelectMany(folder => Directory.GetFiles(folder, "*.cs")).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        return Read.All(CellCompilation.OfFiles([.. files])).ToDictionary(cell => $"{cell.Model!.Owner}.{cell.Model.Name}", cell => cell.Model!);
    });

    public static TheoryData<string> Cells => [.. Models.Value.Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void AProgram_IsReadBackAsItIs(string name)
    {
        var model = Models.Value[name];
        var callable = model.Callable ?? CallableOf(model);
        var text = ProgramText.Write(callable);
        var read = ProgramReader.Read(text);
        Assert.Null(read.Problem);
        Assert.Equal(callable, read.Callable);
        Assert.Equal(text, ProgramText.Write(read.Callable!));
    }

    [Fact]
    public void ThereAreCells() => Assert.InRange(Models.Value.Count, 50, 1000);

    [Fact]
    public void AnyCharacterOfAStatement_IsReadBack()
    {
        var callable = Read.Cell(Zoo.Elman).Callable!;
        var odd = "a \" b \\ c \n d \r\n \t \u2028 \u0085 \0 € \ud83d\ude00 \ud83d \\u0041 \"\"\"";
        callable = callable with { Program = callable.Program with { Statements = EquatableArray.Of(odd, odd) } };
        var text = ProgramText.Write(callable);
        Assert.Equal(callable, ProgramReader.Read(text).Callable);
        Assert.DoesNotContain(text, letter => letter != '\n' && char.IsControl(letter));
    }

    [Theory]
    [InlineData("program 1", "program 2", "line 1: the text is of version 2, not 1")]
    [InlineData("program 1", "programme 1", "line 1: a line that begins with 'program' is expected")]
    [InlineData(" Tanh ", " Tanx ", "line 24: there is no operator 'Tanx'")]
    [InlineData(" Tanh ", " Input ", "line 24: 'Input' is a leaf")]
    [InlineData(" Tanh (10)", " Tanh (12)", "line 24: an operand does not come before it")]
    [InlineData(" Tanh (10)", " Tanh (10, 9)", "line 24: Tanh takes 1 operands")]
    [InlineData("real [H] Tanh", "real [O] Tanh", "line 24: its shape should be vector [H]")]
    [InlineData("real [H] Tanh", "unreal [H] Tanh", "line 24: 'unreal' with 1 sizes is not a shape")]
    [InlineData("real [H] Tanh", "real [H*] Tanh", "line 24: it ends where a name or a whole number is expected")]
    [InlineData("real [H] Tanh", "real [H + 0] Tanh", "line 24: the size 'H + 0' is not in its canonical form")]
    [InlineData("Tanh (10) []", "Tanh (10) [] more", "line 24: 'more' is not expected")]
    [InlineData("parameter input", "parameter entrance", "line 3: 'entrance' is not a role")]
    [InlineData("Matrix real [H, I]", "Tensor real [H, I]", "line 5: 'Tensor' is not a type")]
    [InlineData("value 0 \"h\"", "value 7 \"h\"", "line 24: there is no statement 7")]
    [InlineData("result state \"h\" 11", "result status \"h\" 11", "line 27: 'status' is not a kind of result")]
    [InlineData("result state \"h\" 11", "result state \"h\" 99", "line 29: ")]
    [InlineData("result state \"h\" 11\n", "", "line 28: ")]
    [InlineData("\nend\n", "\n", "line 29: a line that begins with 'end' is expected")]
    [InlineData("\nend\n", "\nend\nend\n", "line 29: there is more after the end")]
    public void ADamagedText_IsRefused_WithItsLine(string old, string damaged, string problem)
    {
        var text = ProgramText.Write(Read.Cell(Zoo.Elman).Callable!);
        Assert.Contains(old, text);
        var read = ProgramReader.Read(text.Replace(old, damaged));
        Assert.Null(read.Callable);
        Assert.StartsWith(problem, read.Problem);
    }

    [Fact]
    public void AnyDamage_IsAnError_AndNeverThrown()
    {
        var text = ProgramText.Write(Read.Cell(Zoo.LstmOfSlices).Callable!);
        var random = new Random(4);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (at, length) = (random.Next(text.Length), random.Next(4));
            var inserted = random.Next(3) == 0 ? text.Substring(random.Next(text.Length - 8), random.Next(8)) : $"{(char)random.Next(32, 127)}";
            var damaged = text[..at] + inserted + text[Math.Min(text.Length, at + length)..];
            var read = ProgramReader.Read(damaged);
            Assert.True(read.Callable is null != read.Problem is null);
            if (read.Callable is null)
                refused++;
            else
                Assert.Equal(damaged, ProgramText.Write(read.Callable));
        }

        Assert.InRange(refused, 1000, 1999);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("program")]
    [InlineData("program 99999999999999999999")]
    public void NoText_IsAnError(string text) => Assert.NotNull(ProgramReader.Read(text).Problem);

    [Fact]
    public void ASizeThatWouldNeverEnd_IsRefused()
    {
        var text = ProgramText.Write(Read.Cell(Zoo.Elman).Callable!);
        var product = string.Join("*", Enumerable.Range(0, 60).Select(i => $"(H{i} + I{i})"));
        var nested = new string('(', 5000) + "H" + new string(')', 5000);
        Assert.Contains("too many terms", ProgramReader.Read(text.Replace("real [H] Tanh", $"real [{product}] Tanh")).Problem);
        Assert.Contains("nested too deeply", ProgramReader.Read(text.Replace("real [H] Tanh", $"real [{nested}] Tanh")).Problem);
    }

    // A cell that no other assembly sees has a text all the same.
    private static Callable CallableOf(CellModel model) => new(
        "M:" + model.Name,
        new([.. model.Parameters.Select(parameter => new Formal(parameter.Role, parameter.Name, "double", parameter.Shape))]),
        new([.. model.Program!.NextStates.Concat(model.Program.Outputs).Select(binding => binding.Name)]),
        model.Program);
}
