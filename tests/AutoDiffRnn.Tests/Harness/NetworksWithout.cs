using System.Runtime.Loader;
using AutoDiffRnn.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pass = AutoDiffRnn.Generators.Ir.Optimizations;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The networks of cells as the generator writes them without some of its optimisations, compiled in memory.</summary>
internal static class NetworksWithout
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(RnnCellAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The cells with networks that are generated without the optimisations beside them.</summary>
    public static IReadOnlyList<CellCase> Of(IReadOnlyList<(CellCase Cell, Pass Disabled)> cells)
    {
        var trees = cells.Select(item => SafeEmitter.Emit(CellSources.ModelOf(item.Cell.Method) with { Disabled = item.Disabled }))
            .Select(emitted => emitted.Failure is null
                ? CSharpSyntaxTree.ParseText(emitted.Source, path: emitted.HintName)
                : throw new InvalidOperationException($"{emitted.HintName}: {emitted.Failure}"));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Without", trees, References, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException(string.Join("\n", errors.Take(10)));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        return [.. cells.Select(item => item.Cell.In(assembly))];
    }
}
