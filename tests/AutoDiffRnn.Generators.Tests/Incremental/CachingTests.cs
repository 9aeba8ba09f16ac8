using System.Globalization;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Incremental;

public class CachingTests
{
    private static readonly string File = CellCompilation.File(Zoo.Elman);

    private static readonly Reasons SourceCached = new("Unchanged", "Cached");

    [Fact]
    public void AddingAComment_LeavesSourceCached()
        => Assert.Equal(SourceCached, new PipelineRun(File).Edit(0, "var y =", "// The output.\n        var y = /* here */"));

    [Fact]
    public void MovingACell_LeavesSourceCached() => Assert.Equal(SourceCached, new PipelineRun(File).Edit(0, "[RnnCell]", "\n\n\n    [RnnCell]"));

    [Fact]
    public void LayingOutAStatementAnew_LeavesSourceCached()
        => Assert.Equal(SourceCached, new PipelineRun(File).Edit(0, "Wx * x + Wh * h + b", "Wx * x\n            + Wh * h\n            + b"));

    [Fact]
    public void AnEditOfAnotherFile_LeavesSourceCached()
    {
        var run = new PipelineRun(File, "public static class Other { public static int F() => 1; }");
        Assert.Equal(SourceCached, run.Edit(1, "1", "2"));
        Assert.Equal(SourceCached, run.AddFile("public static class Another { }"));
    }

    [Fact]
    public void AddingACell_LeavesTheOthersCached()
        => Assert.Equal(new Reasons("Unchanged New", "Cached New"), new PipelineRun(File).AddFile(CellCompilation.File(Zoo.GruResetAfter)));

    [Theory]
    [InlineData("var y = Wy * h + c;\n    return (h, y)", "var z = Wy * h + c;\n    return (h, z)")]
    [InlineData("Tanh(", "Sigmoid(")]
    [InlineData("\"O\"", "\"Out\"")]
    [InlineData("Elman's simple", "A simple")]
    [InlineData("Wh * h + b", "b + Wh * h")]
    public void ChangingTheCell_EmitsItAnew(string old, string edited)
    {
        var reasons = new PipelineRun(File).Edit(0, old, edited);
        Assert.Equal("Modified", reasons.Parse);
        Assert.NotEqual("Cached", reasons.Emit);
    }

    [Fact]
    public void RenamingALocal_ChangesTheModel()
    {
        var run = new PipelineRun(CellCompilation.File(Zoo.LstmOfSlices));
        Assert.Equal("Modified", run.Edit(0, "var a = W * x + U * h + b;", "var a = W * x + U * h + b; var spare = a;").Parse);
        Assert.Equal("Modified", run.Edit(0, "spare", "unused").Parse);
    }

    [Fact]
    public void ACellWithAProblem_StillHasItsFile()
    {
        var run = new PipelineRun(File);
        var names = run.Files.Keys.ToList();
        Assert.Equal(["Zoo.Cells.Elman.g.cs"], names);
        Assert.Equal("Modified", run.Edit(0, "Tanh(", "Math.Tanh(1) * Tanh(").Parse);
        Assert.Equal(names, run.Files.Keys);
    }

    [Fact]
    public void CellsOfOneName_AreGeneratedOnce()
    {
        const string cell = "[RnnCell] public static double Step([State] double h) => h;";
        var inTwoTypes = CellCompilation.File($"static class A {{ {cell} }} static class B {{ {cell} }}");
        Assert.Equal(["Cells.Zoo.A.Step.g.cs"], new PipelineRun(inTwoTypes).Files.Keys);
        var overloads = CellCompilation.File(cell + cell.Replace("double", "Vector").Replace("State", "State(\"H\")"));
        Assert.Single(new PipelineRun(overloads).Files);
        var cased = $"using AutoDiffRnn; namespace N {{ static class A {{ {cell} }} }} namespace n {{ static class A {{ {cell} }} }}";
        Assert.Equal(["N.A.Step.g.cs"], new PipelineRun(cased).Files.Keys);
    }

    [Fact]
    public void CellsOfOneNameInTwoTypes_HaveFilesOfTheirOwn()
    {
        const string owner = "static class Owner { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h); }";
        var run = new PipelineRun(CellCompilation.File($"public static partial class A {{ {owner} }} public static partial class B {{ {owner} }}"));
        Assert.Equal(["Cells.A.Zoo.Owner.Step.g.cs", "Cells.B.Zoo.Owner.Step.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TwoRuns_InTwoCultures_GiveTheSameBytes()
    {
        var culture = CultureInfo.CurrentCulture;
        var files = new[] { Zoo.Elman, Zoo.LstmOfSlices, Zoo.CharModel, Zoo.GruResetAfter }.Select(CellCompilation.File).ToArray();
        var first = new PipelineRun(files).Files;
        var models = Read.All(CellCompilation.OfFiles(files)).Select(parsed => parsed.Model).ToList();
        try
        {
            // With a sign and a separator that no number of ours has.
            var numbers = new NumberFormatInfo { NegativeSign = "minus", NumberDecimalSeparator = ";" };
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = numbers };
            Assert.Equal("-1.5", SafeEmitter.Emit(models[0]!, _ => $"{-1.5}").Source);
            Assert.Equal(first, new PipelineRun(files).Files);
            Assert.Equal(models, Read.All(CellCompilation.OfFiles(files)).Select(parsed => parsed.Model));
            Assert.Equal("minus", CultureInfo.CurrentCulture.NumberFormat.NegativeSign);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
