using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Incremental;

/// <summary>Cells that call: what an edit elsewhere, of the file around them and of what they call makes run again.</summary>
public class CallCachingTests
{
    private const string Cells = """
        [Differentiable] public static Vector Gate(Vector a, Vector b) => Sigmoid(a + b);

        [RnnCell] public static Vector Inner([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W) => Tanh(W * x + h);

        [RnnCell] public static Vector Gated([State("H")] Vector h, [Weight("H")] Vector b) => Gate(h, b) * h;

        [RnnCell]
        public static Vector Outer([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W)
        {
            Vector Twice(Vector v) => 2 * v;
            return Inner(x, Twice(h), W);
        }
        """;

    private static readonly string[] Steps =
        [StepNames.Parse, StepNames.ParseFunction, StepNames.Emit, StepNames.EmitProgram, StepNames.EmitFunction];

    [Theory]
    [InlineData("using System;\n", "// The cells.\nusing System;\n")]
    [InlineData("using System;\nusing AutoDiffRnn;\n", "using AutoDiffRnn;\nusing System;\n")]
    [InlineData("Sigmoid(a + b)", "Sigmoid(\n    a /* first */ + b)")]
    [InlineData("return Inner", "// Twice as far.\n    return   Inner")]
    [InlineData("namespace Zoo;", "namespace Zoo;\npublic sealed record Unrelated(int Number);")]
    public void AnEditThatChangesNoProgram_LeavesAllCached(string old, string edited)
    {
        var run = new PipelineRun(CellCompilation.File(Cells));
        run.Edit(0, old, edited);
        AssertCached(run);
    }

    [Fact]
    public void AnEditOfAnotherFile_LeavesAllCached()
    {
        var run = new PipelineRun(CellCompilation.File(Cells), "public static class Other { public static int F() => 1; }");
        run.Edit(1, "1", "2");
        AssertCached(run);
        run.AddFile("namespace Zoo; public static class Another { public static void Gate() { } }");
        AssertCached(run);
    }

    [Fact]
    public void AnEditOfAHelper_EmitsItsCallersAnew()
    {
        var run = new PipelineRun(CellCompilation.File(Cells));
        run.Edit(0, "Sigmoid(a + b)", "Tanh(a + b)");
        Assert.Equal("Unchanged Modified Unchanged", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Cached Modified Cached", run.ReasonsOf(StepNames.Emit));
        Assert.Equal("Modified", run.ReasonsOf(StepNames.EmitFunction));
    }

    [Fact]
    public void AnEditOfACell_EmitsItsCallersAnew()
    {
        var run = new PipelineRun(CellCompilation.File(Cells));
        run.Edit(0, "Tanh(W * x + h)", "Relu(W * x + h)");
        Assert.Equal("Modified Unchanged Modified", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Modified Cached Modified", run.ReasonsOf(StepNames.Emit));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitFunction));
    }

    [Fact]
    public void AnEditOfAHelperInAnotherFile_EmitsItsCallersAnew()
    {
        var helper = CellCompilation.File("public static Vector Unused(Vector v) => v;")
            .Replace("class Cells", "class Helpers", StringComparison.Ordinal)
            .Replace("public static Vector Unused", "[Differentiable] public static Vector Used(Vector v) => Exp(v);\npublic static Vector Unused", StringComparison.Ordinal);
        var run = new PipelineRun(CellCompilation.File(Cells.Replace("2 * v", "Helpers.Used(v)", StringComparison.Ordinal)), helper);
        run.Edit(1, "Exp(v)", "Square(v)");
        Assert.Equal("Unchanged Unchanged Modified", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Cached Cached Modified", run.ReasonsOf(StepNames.Emit));
    }

    [Fact]
    public void AnEditBesideACellOfAnotherAssembly_LeavesItsCallerCached()
    {
        var library = new PipelineRun(CellCompilation.File(Cells));
        var trees = library.Programs.Values.Append(CellCompilation.File(Cells))
            .Select(text => CSharpSyntaxTree.ParseText(text, CellCompilation.ParseOptions));
        var assembly = CellCompilation.OfFiles().AddSyntaxTrees(trees).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.Empty(assembly.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var cell = CellCompilation.File("""
            [RnnCell]
            public static Vector Above([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H")] Vector b)
                => Zoo.Cells.Gate(Zoo.Cells.Inner(x, h, W), b);
            """).Replace("namespace Zoo;", "namespace Above;", StringComparison.Ordinal);
        var run = new PipelineRun([MetadataReference.CreateFromImage(image.ToArray())], cell, "public static class Other { public const int N = 1; }");
        Assert.Contains("d_", Assert.Single(run.Files).Value, StringComparison.Ordinal);
        run.Edit(1, "1", "2");
        Assert.Equal("Unchanged", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.Emit));
        run.Edit(0, "namespace Above;", "namespace Above; // moved");
        Assert.Equal("Unchanged", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.Emit));
    }

    [Fact]
    public void TheOrderOfFiles_ChangesNoBytes()
    {
        var files = new[] { Zoo.Elman, Zoo.LstmOfSlices, Zoo.CharModel, Cells }.Select(CellCompilation.File).ToArray();
        var first = Everything(new PipelineRun(files));
        Assert.Equal(first, Everything(new PipelineRun([.. files.Reverse()])));
    }

    [Fact]
    public void RunsBesideEachOther_GiveTheSameBytes()
    {
        var files = new[] { Zoo.Elman, Zoo.LstmOfSlices, Zoo.CharModel, Cells }.Select(CellCompilation.File).ToArray();
        var first = Everything(new PipelineRun(files));
        var others = new IReadOnlyList<string>[4];
        Parallel.For(0, others.Length, run => others[run] = Everything(new PipelineRun(files)));
        Assert.All(others, other => Assert.Equal(first, other));
    }

    private static List<string> Everything(PipelineRun run) =>
        [.. run.Files.Concat(run.Programs).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\n{file.Value}")];

    // Parsing finds what it found before, and nothing after it runs.
    private static void AssertCached(PipelineRun run)
    {
        foreach (var step in Steps)
        {
            var reasons = run.ReasonsOf(step).Split(' ');
            var isParsing = step is StepNames.Parse or StepNames.ParseFunction;
            Assert.All(reasons, reason => Assert.Contains(reason, isParsing ? ["Unchanged", "Cached"] : new[] { "Cached" }));
        }

        Assert.Equal("Unchanged Unchanged Unchanged", run.ReasonsOf(StepNames.Parse).Replace("Cached", "Unchanged", StringComparison.Ordinal));
    }
}
