using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Incremental;

/// <summary>Cells as they are while someone types them: whatever the source, nothing crashes.</summary>
public class MutationTests
{
    [Theory]
    [InlineData("[RnnCell]")]
    [InlineData("[RnnCell] public static")]
    [InlineData("[RnnCell] public static Vector")]
    [InlineData("[RnnCell] public static Vector Step(")]
    [InlineData("[RnnCell] public static Vector Step([Input(")]
    [InlineData("[RnnCell] public static Vector Step([Input(null)] Vector x, [State(null!, \"H\")] Vector h) => x;")]
    [InlineData("[RnnCell] public static Vector Step([Input(\"H\"] Vector x, [State(new[] { \"H\" })] Vector h) => x")]
    [InlineData("[RnnCell] public static Vector ([State(\"H\")] Vector h) => h;")]
    [InlineData("[RnnCell] public static (Vector h, ) Step([State(\"H\")] Vector h, ) { return (h, ); }")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [State(\"H\")] Vector h) => h;")]
    [InlineData("[RnnCell] public static (Vector h, Vector h) Step([State(\"H\")] Vector h) => (h, h);")]
    [InlineData("[RnnCell] public static () Step() { }")]
    [InlineData("[RnnCell(3)] public static Vector Step([State(3)] Vector h) => h;")]
    [InlineData("[RnnCell, RnnCell] public static Vector Step([State(\"H\")] Vector h) => h;")]
    [InlineData("[RnnCell] public static extern Vector Step([State(\"H\")] Vector h);")]
    [InlineData("[RnnCell] public Vector this[int i] => null!; [RnnCell] public static int P { [RnnCell] get; }")]
    [InlineData("public static Func<Vector, Vector> F = [RnnCell] (Vector h) => h;")]
    [InlineData("[RnnCell] public static Vector operator +(Cells a, Cells b) => null!;")]
    [InlineData("[return: RnnCell] public static Vector Step([State(\"H\")] Vector h) => h;")]
    [InlineData("extension(Vector v) { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => h; }")]
    [InlineData("[RnnCell] public static Vector Step([State(\"2000000000*2000000000*H\")] Vector h) => Concat(h, h, h);")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Constant] int n) => h[(2000000000 * n * n * n * n)..];")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, __arglist) => h;")]
    [InlineData("[RnnCell] public static unsafe Vector Step([State] double* h) { fixed (double* p = &h[0]) { } return null; }")]
    public void AHalfTypedCell_NeverCrashes(string members) => Check(CellCompilation.File(members));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-(", ")")]
    [InlineData("Tanh(", ")")]
    [InlineData("1 - (", ")")]
    [InlineData("{", "}")]
    public void DeepNesting_DoesNotOverflowTheStack(string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, 2000));
        var closed = string.Concat(Enumerable.Repeat(close, 2000));
        var body = open == "{" ? $"{{ {nested} h = Tanh(h); {closed} return h; }}" : $"=> {nested}h{closed};";
        Check(CellCompilation.File($"[RnnCell] public static double Step([State] double h) {body}"));
    }

    // True if the compiler has no complaint of its own.
    private static bool Check(string file)
    {
        var run = new PipelineRun(file);
        _ = run.Result;
        var compilation = CellCompilation.OfFiles(file);
        var compiles = compilation.GetDiagnostics().All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
        var ours = Reported.By(compilation);
        Assert.DoesNotContain(ours, diagnostic => diagnostic.Id == Descriptors.InternalError.Id);
        var parsed = Read.All(compilation);
        foreach (var program in parsed.Select(cell => cell.Model?.Program).OfType<StepProgram>())
            IrVerifier.VerifyStep(program);
        // What is C# and no cell is said to be none.
        if (compiles && ours.IsEmpty)
            Assert.All(parsed, cell => Assert.NotNull(cell.Model?.Program));
        return compiles;
    }
}
