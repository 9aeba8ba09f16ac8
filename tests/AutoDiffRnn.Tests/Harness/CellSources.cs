using System.Reflection;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The cells' source, read by the generator's own parser.</summary>
internal static class CellSources
{
    private static readonly Dictionary<string, CellModel> Models = Parse();

    public static CellModel ModelOf(MethodInfo cell) => Models[cell.Name];

    private static Dictionary<string, CellModel> Parse()
    {
        var assembly = typeof(CellSources).Assembly;
        var trees = assembly.GetManifestResourceNames().Where(name => name.StartsWith("Cells/", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return CSharpSyntaxTree.ParseText(stream.ReadToEnd(), path: name);
        }).ToList();
        var compilation = CSharpCompilation.Create("Cells", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var models = new Dictionary<string, CellModel>();
        foreach (var tree in trees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (semantics.GetDeclaredSymbol(method) is { } symbol && IsCell(symbol))
                    models.Add(symbol.Name, CellParser.Parse(method, symbol, semantics, CancellationToken.None).Model!);
            }
        }

        return models;
    }

    private static bool IsCell(IMethodSymbol method)
        => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(RnnCellAttribute));

    // Without the compiled cells themselves: their types are in the trees.
    private static IEnumerable<MetadataReference> References()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is not ("AutoDiffRnn.TestCells" or "AutoDiffRnn.Cells"))
            .Select(path => MetadataReference.CreateFromFile(path));
}
