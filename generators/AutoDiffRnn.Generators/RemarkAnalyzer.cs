using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Parsing;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators;

/// <summary>
/// Remarks on cells without errors, at the user's own lines. An analyzer of its own: the compiler does not run one whose diagnostics are all of
/// severity info, so a build does not pay for them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemarkAnalyzer : DiagnosticAnalyzer
{
    private static readonly Dictionary<RemarkKind, DiagnosticDescriptor> Kinds = new()
    {
        [RemarkKind.Hoisted] = RemarkDescriptors.Hoisted,
        [RemarkKind.Once] = RemarkDescriptors.Once,
        [RemarkKind.Merged] = RemarkDescriptors.Merged,
        [RemarkKind.NotMerged] = RemarkDescriptors.NotMerged,
        [RemarkKind.Saved] = RemarkDescriptors.Saved,
        [RemarkKind.Loops] = RemarkDescriptors.Loops,
        [RemarkKind.ShiftedView] = RemarkDescriptors.ShiftedView,
        [RemarkKind.StaysInLoop] = RemarkDescriptors.StaysInLoop,
        [RemarkKind.RowByRow] = RemarkDescriptors.RowByRow,
        [RemarkKind.Recomputed] = RemarkDescriptors.Recomputed,
        [RemarkKind.ByExamples] = RemarkDescriptors.ByExamples,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Kinds.Values.OrderBy(descriptor => descriptor.Id, System.StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // On a helper that several cells call, what is the same for all of them is said once.
            var said = new ConcurrentDictionary<(Location Place, string Text), bool>();
            start.RegisterSyntaxNodeAction(node => Analyze(node, said), SyntaxKind.Attribute);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ConcurrentDictionary<(Location Place, string Text), bool> said)
    {
        var semantics = context.SemanticModel;
        if (context.Node is not AttributeSyntax { Parent.Parent: MethodDeclarationSyntax method } attribute
            || !LanguageTypes.Is(semantics.GetTypeInfo(attribute, context.CancellationToken).Type, LanguageTypes.CellAttribute))
            return;
        var cell = CellParser.Parse(method, semantics.GetDeclaredSymbol(method, context.CancellationToken), semantics, context.CancellationToken);
        if (cell.Model is not { Program: not null } model)
            return;
        foreach (var remark in Find(DisabledPasses.In(model, DisabledPasses.Of(context.Options.AnalyzerConfigOptionsProvider).Set)))
        {
            var place = PlaceOf(remark, method, cell.Places);
            var diagnostic = Diagnostic.Create(Kinds[remark.Kind], place, [.. remark.Arguments]);
            if (said.TryAdd((place, diagnostic.Id + diagnostic.GetMessage()), true))
                context.ReportDiagnostic(diagnostic);
        }
    }

    // A fault of the generator is reported as what it is, by the other analyzer.
    private static IReadOnlyList<Remark> Find(Ir.CellModel model)
    {
        try
        {
            return InvariantCulture.Run(() => RemarkFinder.Find(CellPlan.Make(model)));
        }
        catch (System.Exception failure) when (failure is not System.OperationCanceledException)
        {
            return [];
        }
    }

    // The expression that the remark is about, if the statement has it as it is quoted; else the statement.
    private static Location PlaceOf(Remark remark, MethodDeclarationSyntax method, ImmutableArray<Location> places)
    {
        if (remark.Kind == RemarkKind.ShiftedView
            && method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == remark.Subject) is { } state)
            return state.Identifier.GetLocation();
        if (remark.Statement < 0 || remark.Statement >= places.Length || places[remark.Statement] is not { SourceTree: { } tree } statement)
            return method.Identifier.GetLocation();
        return tree.GetRoot().FindNode(statement.SourceSpan).DescendantNodes()
            .OfType<ExpressionSyntax>()
            .FirstOrDefault(expression => UserText.OneLine(expression) == remark.Subject)?.GetLocation() ?? statement;
    }
}
