using System.Collections.Immutable;
using AutoDiffRnn.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators.Tests.Mutation;

/// <summary>What became of a mutant.</summary>
/// <param name="Problem">What is wrong with the generator or the analyzer; null if nothing is.</param>
/// <param name="IsCSharp">Whether the compiler takes the source itself.</param>
/// <param name="IsCell">Whether it is still a cell without an error of ours.</param>
internal sealed record Verdict(string? Problem, bool IsCSharp = false, bool IsCell = false);

/// <summary>Runs generator and analyzer on a mutant, and compiles what the generator makes of it.</summary>
internal sealed class MutantJudge(CSharpCompilation empty)
{
    // So generous that only a loop without end takes it, whatever else the machine does.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // The smallest that a compiler's thread has anywhere.
    private const int Stack = 1024 * 1024;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>Judges a file, on a thread of its own whose stack is as small as a build's, within bounded time.</summary>
    public Verdict Judge(string file)
    {
        var verdict = new Verdict("it hangs");
        using var cancellation = new CancellationTokenSource();
        var thread = new Thread(() => verdict = JudgeHere(file, cancellation.Token), Stack) { IsBackground = true };
        thread.Start();
        if (thread.Join(Limit))
            return verdict;
        cancellation.Cancel();
        return new Verdict($"it takes more than {Limit}");
    }

    private Verdict JudgeHere(string file, CancellationToken cancellation)
    {
        try
        {
            var compilation = empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(file, ParseOptions, "Mutant.cs", cancellationToken: cancellation));
            GeneratorDriver driver = CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var complaints, cancellation);
            if (driver.GetRunResult().Results.Single().Exception is { } exception)
                return new Verdict($"the generator throws {exception}");
            if (complaints.Any())
                return new Verdict($"the generator reports {complaints[0]}");
            return Compare(compilation, whole, cancellation);
        }
        catch (OperationCanceledException)
        {
            return new Verdict("it was cancelled");
        }
    }

    private static Verdict Compare(CSharpCompilation compilation, Compilation whole, CancellationToken cancellation)
    {
        var failures = new List<Diagnostic>();
        var ours = Analyze(compilation, failures, cancellation);
        var fault = failures.Concat(ours).FirstOrDefault(diagnostic => failures.Contains(diagnostic) || diagnostic.Id == Descriptors.InternalError.Id);
        if (fault is not null)
            return new Verdict($"the analyzer reports {fault}");
        var generated = whole.SyntaxTrees.Where(tree => !compilation.SyntaxTrees.Contains(tree)).ToHashSet();
        var isCSharp = !compilation.GetDiagnostics(cancellation).Any(IsError);
        var isCell = isCSharp && !ours.Any(IsError);
        // Source that is no C# may name anything twice; the generated files must at least be C# by themselves.
        var found = isCSharp ? whole.GetDiagnostics(cancellation) : [.. generated.SelectMany(tree => tree.GetDiagnostics(cancellation))];
        var wrong = found.FirstOrDefault(diagnostic => IsError(diagnostic)
            || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree is { } tree && generated.Contains(tree)));
        if (wrong is not null)
            return new Verdict($"with what is generated, the compiler reports {wrong}: {LineOf(wrong)}", isCSharp, isCell);
        return isCell && generated.Count == 0 && ours.IsEmpty && compilation.SyntaxTrees[0].ToString().Contains("[RnnCell]", StringComparison.Ordinal)
            && compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member, cancellation).Any(IsCellMethod)
            ? new Verdict("a cell has no network and no error", isCSharp, isCell)
            : new Verdict(null, isCSharp, isCell);
    }

    private static bool IsCellMethod(ISymbol symbol)
        => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == typeof(RnnCellAttribute).FullName);

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, List<Diagnostic> failures, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (_, _, diagnostic) => failures.Add(diagnostic), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers([new CellAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string LineOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
