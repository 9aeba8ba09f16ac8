using System.Collections.Immutable;
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
using Microsoft.CodeAnalysis.Diagnostics;

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

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable,
        concurrentBuild: false,
        // The cells' own documentation; what is generated has to have one.
        specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]);

    private readonly CSharpCompilation _before;
    private readonly Compilation _after;
    private readonly GeneratorRunResult _run;

    public Compiled(IReadOnlyList<RandomCell> cells)
    {
        Cells = cells;
        _before = CSharpCompilation.Create(
            "RandomCells", cells.Select((cell, i) => CSharpSyntaxTree.ParseText(CellPrinter.File(cell, NameOf(i)), ParseOptions, $"{NameOf(i)}.cs")), References, Options);
        _run = Generate(_before, out _after);
    }

    public IReadOnlyList<RandomCell> Cells { get; }

    /// <summary>What the generator threw, for the sake of any of the cells.</summary>
    public Exception? Exception => _run.Exception;

    /// <summary>What is wrong with each cell's code; null for those that can be run.</summary>
    public IReadOnlyList<Failure?> Failures()
    {
        if (Exception is { } exception)
            return [.. Cells.Select(_ => new Failure($"{FailureKinds.Throws}: {exception.GetType().Name} in the generator", exception.ToString()))];
        var failures = new Failure?[Cells.Count];
        var own = _after.WithAnalyzers([new CellAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Note(failures, own.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), FailureKinds.Diagnostic);
        Note(failures, _after.GetDiagnostics().Where(IsOurs), FailureKinds.Compiler);
        var again = Generate(_before.RemoveAllSyntaxTrees().AddSyntaxTrees(_before.SyntaxTrees.Reverse()), out _).GeneratedSources
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        foreach (var source in _run.GeneratedSources)
        {
            if (IndexOf(source.HintName) is { } i && again.GetValueOrDefault(source.HintName) != source.SourceText.ToString())
                failures[i] ??= new Failure(FailureKinds.NotDeterministic, source.HintName);
        }

        return failures;
    }

    /// <summary>The cells' programs, as the generator reads them.</summary>
    public IReadOnlyList<CellModel> Models() => [.. _before.SyntaxTrees.Select(tree =>
    {
        var semantics = _before.GetSemanticModel(tree);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.AttributeLists.Count > 0);
        return CellParser.Parse(method, semantics.GetDeclaredSymbol(method), semantics, default).Model!;
    })];

    /// <summary>Loads the code, so that it can be unloaded again.</summary>
    public IReadOnlyList<CellCase> Load(AssemblyLoadContext context)
    {
        using var stream = new MemoryStream();
        var result = _after.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        var assembly = context.LoadFromStream(stream);
        return [.. Cells.Select((_, i) => new CellCase(assembly.GetType($"{CellPrinter.Namespace}.{NameOf(i)}Owner")!.GetMethod(NameOf(i))!))];
    }

    /// <summary>What was generated for a cell.</summary>
    public string Generated(int cell) => _run.GeneratedSources.Single(source => IndexOf(source.HintName) == cell).SourceText.ToString();

    private static GeneratorRunResult Generate(Compilation compilation, out Compilation after)
        => CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out after, out _)
            .GetRunResult().Results.Single();

    private static void Note(Failure?[] failures, IEnumerable<Diagnostic> diagnostics, string kind)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (IndexOf(diagnostic.Location.SourceTree?.FilePath ?? "") is not { } i)
                throw new InvalidOperationException($"A diagnostic outside of all cells: {diagnostic}");
            failures[i] ??= new Failure($"{kind}: {diagnostic.Id}", $"{diagnostic}\nin {Line(diagnostic)}");
        }
    }

    // A random cell may say h < h, and gets the compiler's warning; what is generated gets none.
    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != false);

    private static string Line(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree!.GetText();
        return text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
    }

    private static string NameOf(int cell) => $"Cell{cell}";

    private static int? IndexOf(string path) => Number().Match(path) is { Success: true } match
        ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"Cell(\d+)(\.g)?\.cs$")]
    private static partial Regex Number();
}
