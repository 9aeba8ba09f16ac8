using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Incremental;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Packages;

/// <summary>Which methods travel with their assembly, and when their files are written anew.</summary>
public class ProgramFileTests
{
    private const string Leaky = "[Differentiable] public static Vector Leaky(Vector v, double slope) => Where(v > 0, v, slope * v);";

    private const string Cell = "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h);";

    [Theory]
    [InlineData("public static class Owner { CELL }", true)]
    [InlineData("public partial class Outer { public class Owner { CELL } }", true)]
    [InlineData("static class Owner { CELL }", false)]
    [InlineData("internal partial class Outer { public static class Owner { CELL } }", false)]
    [InlineData("public partial class Outer { protected static class Owner { CELL } }", false)]
    public void WhatOtherAssembliesSee_Travels(string file, bool travels)
    {
        var method = travels ? 1 : 0;
        var usings = "using AutoDiffRnn; using static AutoDiffRnn.CellMath; ";
        Assert.Equal(method, new PipelineRun(usings + file.Replace("CELL", Cell)).Programs.Count);
        Assert.Equal(method, new PipelineRun(usings + file.Replace("CELL", Leaky)).Programs.Count);
        Assert.Empty(new PipelineRun(usings + file.Replace("CELL", Cell.Replace("public static", "internal static"))).Programs);
        Assert.Empty(new PipelineRun(usings + file.Replace("CELL", Leaky.Replace("public static", "internal static"))).Programs);
    }

    [Fact]
    public void ACellWithAProblem_DoesNotTravel()
        => Assert.Empty(new PipelineRun(CellCompilation.File(Cell.Replace("Tanh(h)", "Math.Tanh(1) * h"))).Programs);

    [Fact]
    public void Overloads_HaveProgramsOfTheirOwn_AlsoWhereOnlyCaseDiffers()
    {
        const string members = """
            [Differentiable] public static Vector Gate(Vector v) => Sigmoid(v);
            [Differentiable] public static double Gate(double v) => Sigmoid(v);
            [Differentiable] public static Vector gate(Vector v) => Sigmoid(v);
            """;
        var programs = new PipelineRun(CellCompilation.File(members)).Programs;
        Assert.Equal(3, programs.Count);
        Assert.All(new[] { "M:Zoo.Cells.Gate(AutoDiffRnn.Vector)", "M:Zoo.Cells.Gate(System.Double)", "M:Zoo.Cells.gate(AutoDiffRnn.Vector)" },
            id => Assert.Single(programs.Values, text => text.Contains($"(1, \"{id}\", ", StringComparison.Ordinal)));
        Assert.Equal(3, programs.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void AMethodThatIsThereTwice_HasOneFile()
        => Assert.Single(new PipelineRun(CellCompilation.File(Leaky + Leaky)).Programs);

    [Fact]
    public void AProgramFile_IsCSharpWithoutAWarning()
    {
        var run = new PipelineRun(CellCompilation.File(Leaky + Cell));
        var files = run.Programs.Values.Concat(run.Files.Values).Append(CellCompilation.File(Leaky + Cell)).ToArray();
        Assert.Equal(4, files.Length);
        var compilation = CellCompilation.OfFiles(files);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(2, compilation.Assembly.GetAttributes().Length);
    }

    [Fact]
    public void AFunctionsSizes_AreThoseThatItsBodyRelates()
    {
        var program = Assert.Single(new PipelineRun(CellCompilation.File(
            "[Differentiable] public static Vector Affine(Matrix W, Vector x, Vector b) => Split(W * x + b, 2)[0];")).Programs).Value;
        Assert.Contains("parameter - \"W\" Matrix real [bLength, xLength]", program);
        Assert.Contains("parameter - \"b\" Vector real [bLength]", program);
        Assert.Contains("rule Divides \"Split(W * x + b, 2)\" [bLength, 2]", program);
    }

    [Fact]
    public void AnEditElsewhere_LeavesProgramsCached()
    {
        var run = new PipelineRun(CellCompilation.File(Cell + Leaky), "public static class Other { public static int F() => 1; }");
        run.Edit(1, "1", "2");
        Assert.Equal("Unchanged", run.ReasonsOf(StepNames.Parse));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitProgram));
        Assert.Equal("Unchanged", run.ReasonsOf(StepNames.ParseFunction));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitFunction));
        run.Edit(0, "slope * v)", "slope  *  v /* moved */)");
        Assert.Equal("Unchanged", run.ReasonsOf(StepNames.ParseFunction));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitFunction));
        run.Edit(0, "v > 0", "v > slope");
        Assert.Equal("Modified", run.ReasonsOf(StepNames.ParseFunction));
        Assert.Equal("Modified", run.ReasonsOf(StepNames.EmitFunction));
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitProgram));
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => ⟦Math.Tanh(x)⟧;", "ADR0016: 'Math.Tanh' has no derivative here; use CellMath.Tanh")]
    [InlineData("[Differentiable] static Vector F(Vector a, int n) => a[..n] * Ones(n) + ⟦a[1..].ToArray()[0]⟧;",
        "ADR0014: 'a[1..].ToArray()[0]' is not part of the cell language; write it with locals and the operators and functions of CellMath")]
    [InlineData("[Differentiable] public static Vector F(Vector a) => ⟦a[..2] + a[..3]⟧;",
        "ADR0018: 'a[..2] + a[..3]': a[..2] is a vector [2], a[..3] a vector [3]; the shapes vector [2] and vector [3] differ")]
    [InlineData("[Differentiable] public static Vector F(Vector a, int parts, int part) => Split(a, parts)[part];")]
    [InlineData("[Differentiable] public static double F(double x, int n) => n % 2 == 0 ? x : -x;")]
    [InlineData("[Differentiable] public static int F(Vector a) => a.Length;")]
    // Of two that read it, one reports it.
    [InlineData("[Differentiable] public static double F(double x) => ⟦Math.Tanh(x)⟧; [RnnCell] public static double Step([State] double h) => F(h);",
        "ADR0016: 'Math.Tanh' has no derivative here; use CellMath.Tanh")]
    [InlineData("[Differentiable] public static double F(double x) => ⟦Math.Tanh(x)⟧; [Differentiable] public static double G(double x) => F(x);",
        "ADR0016: 'Math.Tanh' has no derivative here; use CellMath.Tanh")]
    public void AFunctionsOwnProblems_AreReported_AlsoIfNobodyCallsIt(string members, params string[] expected) => Reported.Expect(members, expected);

    [Theory]
    [InlineData("[Differentiable]")]
    [InlineData("[Differentiable] public static Vector F(")]
    [InlineData("[Differentiable] public static Vector F(Vector) => v;")]
    [InlineData("[Differentiable] public static Vector (Vector v) => v;")]
    [InlineData("[Differentiable] public static void F() { }")]
    [InlineData("[Differentiable] public static (Vector, ) F(Vector v, Vector v) => (v, );")]
    [InlineData("[Differentiable] public static extern Vector F(Vector v);")]
    [InlineData("[Differentiable] public static A F<A>(A v) => v;")]
    [InlineData("[Differentiable] public Vector this[int i] => null!; [Differentiable] public static int P { [Differentiable] get; }")]
    [InlineData("extension(Vector v) { [Differentiable] public static Vector F(Vector h) => h; }")]
    [InlineData("[Differentiable] public static Vector F(Vector v, int n) => v[(2000000000 * n * n * n * n)..];")]
    [InlineData("[RnnCell, Differentiable] public static Vector Step([State(\"H\")] Vector h) => h;")]
    public void AHalfTypedFunction_NeverCrashes(string members)
    {
        _ = new PipelineRun(CellCompilation.File(members)).Result;
        Assert.DoesNotContain(Reported.By(CellCompilation.OfCells(members)), diagnostic => diagnostic.Id == "ADR0099");
    }
}
