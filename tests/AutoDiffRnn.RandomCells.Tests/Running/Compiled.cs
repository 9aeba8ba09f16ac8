using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using AutoDiffRnn.Generators;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>Cells in one compilation with what the real generator writes for them: what is wrong with each, or how to load them.</summary>
internal sealed partial class Compiled
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(RnnCellAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // The oldest C# that a cell's author may use; documentation is read, so that what is generated has one that is well formed.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false);

    private readonly byte[] _image;

    public Compiled(IReadOnlyList<RandomCell> cells)
    {
        Cells = cells;
        var before = CSharpCompilation.Create(
            "RandomCells",
            cells.Select((cell, i) => CSharpSyntaxTree.ParseText(CellPrinter.File(cell, NameOf(i)), ParseOptions, $"{NameOf(i)}.cs")),
            References,
            Options);
        var run = CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(before, out var after, out _)
            .GetRunResult().Results.Single();
        Exception = run.Exception;
        Failures = new Failure?[cells.Count];
        Models = Read(before, run.GeneratedSources.IsDefault ? [] : run.GeneratedSources);
        using var image = new MemoryStream();
        Note(after.Emit(image).Diagnostics.Where(IsWrong), FailureKinds.Compiler);
        _image = image.ToArray();
    }

    public IReadOnlyList<RandomCell> Cells { get; }

    /// <summary>What the generator threw, for the sake of any of the cells.</summary>
    public Exception? Exception { get; }

    /// <summary>What is wrong with each cell's code; null for those that can be run.</summary>
    public Failure?[] Failures { get; }

    /// <summary>The cells' programs, as the generator reads them; null for those that it cannot.</summary>
    public IReadOnlyList<CellModel?> Models { get; }

    /// <summary>Loads the code, so that it can be unloaded again.</summary>
    public IReadOnlyList<CellCase> Load(AssemblyLoadContext context)
    {
        using var image = new MemoryStream(_image);
        var assembly = context.LoadFromStream(image);
        return [.. Cells.Select((_, i) => new CellCase(assembly.GetType($"{CellPrinter.Namespace}.{NameOf(i)}Owner")!.GetMethod(NameOf(i))!))];
    }

    // What the analyzer does, which the generator shares: every cell is read, and written, a second time.
    private CellModel?[] Read(CSharpCompilation before, ImmutableArray<GeneratedSourceResult> sources) => [.. before.SyntaxTrees.Select((tree, i) =>
    {
        var semantics = before.GetSemanticModel(tree);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.Text == NameOf(i));
        var parsed = CellParser.Parse(method, semantics.GetDeclaredSymbol(method), semantics, default);
        Note(parsed.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), FailureKinds.Diagnostic);
        if (parsed.Model is not { } model)
            return null;
        var emitted = SafeEmitter.Emit(model);
        if (emitted.Failure is { } failure)
            Failures[i] ??= new Failure($"{FailureKinds.Diagnostic}: ADR0099", failure);
        else if (sources.All(source => source.HintName != emitted.HintName || source.SourceText.ToString() != emitted.Source))
            Failures[i] ??= new Failure(FailureKinds.NotDeterministic, emitted.HintName);
        return model;
    })];

    // A random cell may say h < h, and gets the compiler's warning; what is generated gets none.
    private static bool IsWrong(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning
            && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != false);

    private void Note(IEnumerable<Diagnostic> diagnostics, string kind)
    {
        foreach (var diagnostic in diagnostics)
        {
            var path = Number().Match(diagnostic.Location.SourceTree?.FilePath ?? "");
            if (!path.Success)
                throw new InvalidOperationException($"A diagnostic outside of all cells: {diagnostic}");
            var cell = int.Parse(path.Groups[1].Value, CultureInfo.InvariantCulture);
            Failures[cell] ??= new Failure($"{kind}: {diagnostic.Id}", $"{diagnostic}\nin {Line(diagnostic)}");
        }
    }

    private static string Line(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree!.GetText();
        return text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
    }

    private static string NameOf(int cell) => $"Cell{cell}";

    [GeneratedRegex(@"Cell(\d+)(\.program)?(\.g)?\.cs$")]
    private static partial Regex Number();
}
