using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>Adds <c>static</c> to a cell and <c>partial</c> to the types around its own; removes <c>ref</c> and its like from a parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModifierFixProvider))]
[Shared]
internal sealed class ModifierFixProvider : CellFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.NotACell.Id, Descriptors.ContainerNotPartial.Id, Descriptors.NotByValue.Id];

    /// <summary>The edit that makes a method static.</summary>
    public static TextChange MakeStatic(MethodDeclarationSyntax method)
    {
        // Where it is usually written: behind what says who sees the method, before all else.
        var next = method.Modifiers.FirstOrDefault(modifier => !SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
        return Insert(next.IsKind(SyntaxKind.None) ? method.ReturnType.SpanStart : next.SpanStart, "static ");
    }

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.Id == Descriptors.ContainerNotPartial.Id)
            OfferPartial(place);
        else if (place.Id == Descriptors.NotByValue.Id)
            OfferByValue(place);
        else if (place.In<MethodDeclarationSyntax>() is { } method && !method.Modifiers.Any(SyntaxKind.StaticKeyword))
            place.Offer("Make it static", "static", MakeStatic(method));
    }

    private static void OfferPartial(Place place)
    {
        var types = place.Node.Ancestors().OfType<TypeDeclarationSyntax>().Skip(1)
            .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .ToList();
        if (types.Count == 0)
            return;
        var names = string.Join(" and ", types.AsEnumerable().Reverse().Select(type => $"'{type.Identifier.Text}'"));
        place.Offer($"Make {names} partial", "partial", [.. types.Select(type => Insert(type.Keyword.SpanStart, "partial "))]);
    }

    private static void OfferByValue(Place place)
    {
        if (place.In<ParameterSyntax>() is not { Modifiers: { Count: > 0 } modifiers, Type: { } type })
            return;
        place.Offer("Take it by value", "value", new TextChange(TextSpan.FromBounds(modifiers[0].SpanStart, type.SpanStart), ""));
    }

    private static TextChange Insert(int at, string text) => new(new TextSpan(at, 0), text);
}
