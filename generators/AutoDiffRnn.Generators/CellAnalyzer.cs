using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators;

/// <summary>
/// Reports what is wrong with methods marked <c>[RnnCell]</c> or <c>[Differentiable]</c>. It reads them as the generator does; because an
/// analyzer reports, <c>#pragma</c> and <c>.editorconfig</c> work, and a moved line generates nothing anew.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CellAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .OrderBy(descriptor => descriptor.Id, System.StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(CheckProperty);
        context.RegisterCompilationStartAction(static start =>
        {
            // A helper that several cells call is read with each of them; what is wrong with it is told once.
            var told = new ConcurrentDictionary<(string Id, Location Place), bool>();
            start.RegisterSyntaxNodeAction(node => Analyze(node, told), SyntaxKind.Attribute);
        });
    }

    private static void CheckProperty(CompilationAnalysisContext context)
    {
        var known = string.Join(", ", OptimizationSets.Single);
        foreach (var name in DisabledPasses.Of(context.Options.AnalyzerConfigOptionsProvider).Unknown)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnknownOptimization, Location.None, name, DisabledPasses.Property, known));
        if (MeasuredCells.Of(context.Options.AnalyzerConfigOptionsProvider).Unknown is { } answer)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnknownAnswer, Location.None, answer, MeasuredCells.Property));
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ConcurrentDictionary<(string Id, Location Place), bool> told)
    {
        var semantics = context.SemanticModel;
        if (context.Node is not AttributeSyntax { Parent.Parent: { } node } attribute)
            return;
        var type = semantics.GetTypeInfo(attribute, context.CancellationToken).Type;
        var method = semantics.GetDeclaredSymbol(node, context.CancellationToken) as IMethodSymbol;
        if (LanguageTypes.Is(type, HandwrittenDerivative.Attribute) && method is not null)
            CheckDerivative(context, method);
        if (LanguageTypes.Is(type, LanguageTypes.FunctionAttribute))
            Tell(FunctionParser.Parse(node, method, semantics, context.CancellationToken).Diagnostics);
        if (!LanguageTypes.Is(type, LanguageTypes.CellAttribute))
            return;
        var cell = CellParser.Parse(node, method, semantics, context.CancellationToken);
        Tell(cell.Diagnostics);
        if (cell.Model is not { Program: not null } model || FailureOf(model, context.Options.AnalyzerConfigOptionsProvider) is not { } failure)
            return;
        var problems = new Problems();
        CellParser.ReportFailure(problems, node, model.Name, failure);
        context.ReportDiagnostic(problems.InOrder().Single());

        void Tell(ImmutableArray<Diagnostic> diagnostics)
        {
            foreach (var diagnostic in diagnostics.Where(diagnostic => told.TryAdd((diagnostic.Id, diagnostic.Location), true)))
                context.ReportDiagnostic(diagnostic);
        }
    }

    // A fault of the generator in what it would write for a cell; null for none.
    private static string? FailureOf(CellModel model, AnalyzerConfigOptionsProvider options)
    {
        var cell = MeasuredCells.In(DisabledPasses.In(model, DisabledPasses.Of(options).Set), MeasuredCells.Of(options).All);
        return SafeEmitter.Emit(cell).Failure ?? (cell.Measure ? SafeEmitter.EmitStep(cell).Failure : null);
    }

    private static void CheckDerivative(SyntaxNodeAnalysisContext context, IMethodSymbol derivative)
    {
        var problems = new Problems();
        HandwrittenDerivative.Check(derivative, problems, context.CancellationToken);
        foreach (var diagnostic in problems.InOrder())
            context.ReportDiagnostic(diagnostic);
    }
}
