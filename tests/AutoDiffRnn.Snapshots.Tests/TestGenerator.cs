using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Snapshots.Tests;

/// <summary>A generator that does what a test says.</summary>
internal sealed class TestGenerator(Action<SourceProductionContext, SyntaxTree> produce) : IIncrementalGenerator
{
    /// <summary>The cell that the format's own example is about.</summary>
    public const string Cell =
        """
        double Step(double h, int n)
        {
            var start = h;
            while (n > 0)
                h = Step(h, n--);
            return h;
        }
        """;

    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider, (output, compilation) => produce(output, compilation.SyntaxTrees.First()));

    /// <summary>Runs generators over <see cref="Cell"/>, named <c>Cell.cs</c>.</summary>
    public static GeneratorDriver Run(params Action<SourceProductionContext, SyntaxTree>[] generators)
        => CSharpGeneratorDriver
            .Create([.. generators.Select(produce => new TestGenerator(produce).AsSourceGenerator())])
            .RunGenerators(CSharpCompilation.Create("Cells", [CSharpSyntaxTree.ParseText(Cell, path: "Cell.cs")]));

    /// <summary>Runs one generator that adds sources, given as hint and text.</summary>
    public static GeneratorDriver RunWithSources(params (string Hint, string Text)[] sources) => Run((output, _) =>
    {
        foreach (var (hint, text) in sources)
            output.AddSource(hint, text);
    });
}
