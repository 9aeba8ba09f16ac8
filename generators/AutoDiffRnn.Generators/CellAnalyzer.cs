using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators;

/// <summary>
/// Reports what is wrong with methods marked <c>[RnnCell]</c> or <c>[Differentiable]</c>. It reads them as the generator does; because an analyzer reports,
/// <c>#pragma</c> and <c>.editorconfig</c> work, and a moved line generates nothing anew.
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
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var semantics = context.SemanticModel;
        if (context.Node is not AttributeSyntax { Parent.Parent: { } node } attribute)
            return;
        var type = semantics.GetTypeInfo(attribute, context.CancellationToken).Type;
        if (LanguageTypes.Is(type, LanguageTypes.FunctionAttribute))
            AnalyzeFunction(context, node);
        else if (LanguageTypes.Is(type, LanguageTypes.CellAttribute))
            AnalyzeCell(context, node);
    }

    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context, SyntaxNode node)
    {
        var method = context.SemanticModel.GetDeclaredSymbol(node, context.CancellationToken) as IMethodSymbol;
        foreach (var diagnostic in FunctionParser.Parse(node, method, context.SemanticModel, context.CancellationToken).Diagnostics)
            context.ReportDiagnostic(diagnostic);
    }

    private static void AnalyzeCell(SyntaxNodeAnalysisContext context, SyntaxNode node)
    {
        var semantics = context.SemanticModel;
        var method = semantics.GetDeclaredSymbol(node, context.CancellationToken) as IMethodSymbol;
        var cell = CellParser.Parse(node, method, semantics, context.CancellationToken);
        foreach (var diagnostic in cell.Diagnostics)
        {
            if (!FunctionParser.IsReportedElsewhere(node, diagnostic, semantics, context.CancellationToken))
                context.ReportDiagnostic(diagnostic);
        }

        if (cell.Model is not { Program: not null } model || SafeEmitter.Emit(model).Failure is not { } failure)
            return;
        var problems = new Problems();
        CellParser.ReportFailure(problems, node, model.Name, failure);
        context.ReportDiagnostic(problems.InOrder().Single());
    }
}
