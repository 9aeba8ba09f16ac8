using AutoDiffRnn.Generators;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Benchmarks.Generator;

/// <summary>How the generator's time grows: with the number of cells in a project, each in a file of its own.</summary>
[MemoryDiagnoser]
public class GeneratorCellsBenchmarks
{
    private GeneratorProject _project = null!;

    /// <summary>The number of cells: LSTMs with names of their own.</summary>
    [Params(1, 10, 100, 1000)]
    public int Cells { get; set; }

    [GlobalSetup]
    public void Setup() => _project = new GeneratorProject(Enumerable.Range(0, Cells).Select(GeneratorProject.Lstm));

    /// <summary>What a build pays: nothing is cached.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => _project.Cold();

    /// <summary>What an editor pays for a key that is pressed in another file.</summary>
    [Benchmark]
    public GeneratorDriver AfterAnEditElsewhere() => _project.AfterAnEditElsewhere();
}

/// <summary>How the generator's time grows: with the number of statements in a cell.</summary>
[MemoryDiagnoser]
public class GeneratorStatementsBenchmarks
{
    private GeneratorProject _project = null!;

    /// <summary>The number of statements, each a layer that reads the one before.</summary>
    [Params(10, 100, 1000)]
    public int Statements { get; set; }

    /// <summary>What a statement is.</summary>
    [Params("h = Tanh(h * x + b);", "h = Tanh(W * h + b);", "if (s > 0.5) h = Tanh(h); else h = 0.5 * h;")]
    public string Statement { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _project = new GeneratorProject([GeneratorProject.Long(Statement, Statements)]);

    /// <summary>What a build pays: nothing is cached.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => _project.Cold();

    /// <summary>What an editor pays for a key that is pressed in another file.</summary>
    [Benchmark]
    public GeneratorDriver AfterAnEditElsewhere() => _project.AfterAnEditElsewhere();
}

/// <summary>A project of cells and one other file, before and after an edit of that file.</summary>
internal sealed class GeneratorProject
{
    private const string Usings = "using AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\n\n";
    private const string Elsewhere = "internal static class Elsewhere { public static int Answer() => 42; }";

    private readonly CSharpCompilation _compilation;
    private readonly CSharpCompilation _edited;
    private readonly GeneratorDriver _ran;

    public GeneratorProject(IEnumerable<string> files)
    {
        var elsewhere = CSharpSyntaxTree.ParseText(Elsewhere);
        _compilation = CSharpCompilation.Create(
            "Benchmark",
            files.Select(file => CSharpSyntaxTree.ParseText(Usings + file)).Append(elsewhere),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _edited = _compilation.ReplaceSyntaxTree(elsewhere, CSharpSyntaxTree.ParseText(Elsewhere.Replace("42", "43", StringComparison.Ordinal)));
        _ran = Cold();
        var trees = _ran.GetRunResult().GeneratedTrees;
        if (trees.IsEmpty || trees.Any(tree => tree.ToString().Contains("has errors", StringComparison.Ordinal)))
            throw new InvalidOperationException("The generator wrote no network: a benchmark's cell is not understood.");
    }

    public GeneratorDriver Cold() => CSharpGeneratorDriver.Create(new CellGenerator()).RunGenerators(_compilation.Clone());

    public GeneratorDriver AfterAnEditElsewhere() => _ran.RunGenerators(_edited.Clone());

    /// <summary>A file with an LSTM.</summary>
    public static string Lstm(int number) => $$"""
        public static class Cells{{number}}
        {
            [RnnCell]
            public static (Vector h, Vector c) Lstm{{number}}(
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

    /// <summary>A file with a cell of many statements.</summary>
    public static string Long(string statement, int count) => $$"""
        public static class Cells
        {
            [RnnCell]
            public static (Vector h, double s) Long(
                [Input("H")] Vector x, [State("H")] Vector h, [State] double s, [Weight("H", "H")] Matrix W, [Weight("H")] Vector b)
            {
                {{string.Join("\n        ", Enumerable.Repeat(statement, count))}}
                return (h + x, 0.5 * s + Sum(b) + Sum(W * x));
            }
        }
        """;

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path)
            is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll" or "AutoDiffRnn.dll")
        .Select(path => MetadataReference.CreateFromFile(path));
}
