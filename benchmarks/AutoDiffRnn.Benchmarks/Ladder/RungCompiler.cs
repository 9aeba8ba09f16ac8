using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiffRnn.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>Compiles a cell with the real generator in memory, once for each rung, as a project with <c>AutoDiffRnnDisable</c> would be.</summary>
internal sealed class RungCompiler(CellSource source)
{
    // What a project has without asking.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using AutoDiffRnn;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // Without the library's cells: the source of the one that is measured has their names.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(RnnCellAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The cell's network without some optimisations.</summary>
    /// <exception cref="InvalidOperationException">The source has errors, or not one cell of that name.</exception>
    public Type NetworkWithout(Optimizations disabled)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);
        var before = CSharpCompilation.Create(
            $"Ladder.{(int)disabled}", [Parse(source.Text, "Cell.cs"), Parse(Usings, "Usings.cs")], References, options);
        CSharpGeneratorDriver
            .Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: new Property(disabled.ToString()))
            .RunGeneratorsAndUpdateCompilation(before, out var after, out _);
        using var image = new MemoryStream();
        var errors = after.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException($"The cell does not compile:\n{string.Join("\n", errors)}");
        image.Position = 0;
        return NetworkIn(new AssemblyLoadContext(null).LoadFromStream(image));
    }

    private Type NetworkIn(Assembly assembly)
    {
        const BindingFlags any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var cells = assembly.GetTypes().SelectMany(type => type.GetMethods(any))
            .Where(method => method.IsDefined(typeof(RnnCellAttribute)) && (source.Name is null || method.Name == source.Name))
            .ToList();
        if (cells.Count != 1)
            throw new InvalidOperationException($"--cell: name one of the cells of the file; it has {string.Join(", ", cells.Select(cell => cell.Name))}.");
        return assembly.GetTypes().Single(type => type.Name == cells[0].Name + "Network`1");
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, System.Text.Encoding.UTF8);

    /// <summary>A project that sets the property.</summary>
    private sealed class Property(string disabled) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(disabled);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(string disabled) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.AutoDiffRnnDisable" ? disabled : null;
            return value is not null;
        }
    }
}
