using AutoDiffRnn.Generators;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Benchmarks.Generator;

/// <summary>
/// The generator itself, on an LSTM: what a build pays for a cell, and what an editor pays for each key that is pressed elsewhere. Binding the
/// source is part of both.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string Cell = """
        using AutoDiffRnn;
        using static AutoDiffRnn.CellMath;

        public static class Cells
        {
            [RnnCell]
            public static (Vector h, Vector c) Lstm(
                [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector c,
                [Weight("4*H", "I")] Matrix W, [Weight("4*H", "H")] Matrix U, [Weight("4*H")] Vector b)
            {
                var (i, f, g, o) = Split(W * x + U * h + b, 4);
                c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
                h = Sigmoid(o) * Tanh(c);
                return (h, c);
            }
        }
        """;

    private const string Elsewhere = "internal static class Elsewhere { public static int Answer() => 42; }";

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _ran = null!;

    [GlobalSetup]
    public void Setup()
    {
        var elsewhere = CSharpSyntaxTree.ParseText(Elsewhere);
        _compilation = CSharpCompilation.Create(
            "Benchmark",
            [CSharpSyntaxTree.ParseText(Cell), elsewhere],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _edited = _compilation.ReplaceSyntaxTree(elsewhere, CSharpSyntaxTree.ParseText(Elsewhere.Replace("42", "43")));
        _ran = NewDriver().RunGenerators(_compilation);
        if (_ran.GetRunResult().GeneratedTrees.IsEmpty)
            throw new InvalidOperationException("The generator wrote nothing: the benchmark's cell is not understood.");
    }

    /// <summary>A driver that has cached nothing.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Cold() => NewDriver().RunGenerators(_compilation.Clone());

    /// <summary>The run after an edit in another file.</summary>
    [Benchmark]
    public GeneratorDriver AfterAnUnrelatedEdit() => _ran.RunGenerators(_edited.Clone());

    private static CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(new CellGenerator());

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path)
            is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll" or "AutoDiffRnn.dll")
        .Select(path => MetadataReference.CreateFromFile(path));
}
