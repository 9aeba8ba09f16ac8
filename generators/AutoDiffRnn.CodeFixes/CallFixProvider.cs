using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>Marks a method that a cell calls <c>[Differentiable]</c>, in whatever file it is, and makes it static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallFixProvider))]
[Shared]
internal sealed class CallFixProvider : CellFixProvider
{
    private const string Attribute = "Differentiable";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.Call.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.In<InvocationExpressionSyntax>() is not { } call || place.Semantics.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return;
        var declarations = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>();
        if (declarations.FirstOrDefault() is { } declaration)
            OfferMark(place, method, declaration);
    }

    private static void OfferMark(Place place, IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
            return;
        var changes = new List<TextChange>();
        if (!LanguageTypes.HasAttribute(method, LanguageTypes.FunctionAttribute) && !LanguageTypes.HasAttribute(method, LanguageTypes.CellAttribute))
        {
            var model = place.Semantics.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
                ? place.Semantics.Compilation.GetSemanticModel(declaration.SyntaxTree)
                : place.Semantics;
            var name = Place.NameOf(LanguageTypes.FunctionAttribute, Attribute, declaration.SpanStart, model);
            var line = $"[{name}]{Place.LineBreakOf(declaration.SyntaxTree)}{IndentOf(declaration)}";
            changes.Add(new TextChange(new TextSpan(declaration.SpanStart, 0), line));
        }

        if (!method.IsStatic)
            changes.Add(ModifierFixProvider.MakeStatic(declaration));
        var title = (changes.Count, method.IsStatic) switch
        {
            (2, _) => $"Make '{method.Name}' static and mark it [Differentiable]",
            (_, true) => $"Mark '{method.Name}' [Differentiable]",
            _ => $"Make '{method.Name}' static",
        };
        if (changes.Count > 0)
            place.OfferAt(declaration, title, "differentiable", [.. changes]);
    }

    private static string IndentOf(MethodDeclarationSyntax declaration)
    {
        var line = declaration.SyntaxTree.GetText().Lines.GetLineFromPosition(declaration.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
