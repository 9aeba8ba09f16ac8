using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>Names the elements of the tuple that a cell returns: as the states whose next values they are, or as outputs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResultFixProvider))]
[Shared]
internal sealed class ResultFixProvider : CellFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.WrongResult.Id, Descriptors.StateNotReturned.Id];

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.In<MethodDeclarationSyntax>() is not { ReturnType: TupleTypeSyntax tuple } syntax
            || place.Semantics.GetDeclaredSymbol(syntax) is not { } method)
            return;
        if (place.Id == Descriptors.WrongResult.Id)
            OfferName(place, tuple, method);
        else
            OfferState(place, tuple, method);
    }

    private static void OfferName(Place place, TupleTypeSyntax tuple, IMethodSymbol method)
    {
        if (place.In<TupleElementSyntax>() is not { Identifier.Text: "" } element)
            return;
        var name = NamesFor(tuple, method, place.Semantics)[element];
        place.Offer($"Name it '{name}'", "name", new TextChange(new TextSpan(element.Type.Span.End, 0), " " + name));
    }

    // A name for each element that has none: those of the states that are missing, as far as their types fit; then y, y2 …
    private static Dictionary<TupleElementSyntax, string> NamesFor(TupleTypeSyntax tuple, IMethodSymbol method, SemanticModel semantics)
    {
        var names = new Dictionary<TupleElementSyntax, string>();
        var taken = new HashSet<string>(tuple.Elements.Select(element => element.Identifier.Text), StringComparer.Ordinal);
        taken.UnionWith(method.Parameters.Select(parameter => parameter.Name));
        var missing = Missing(tuple, method);
        foreach (var element in tuple.Elements.Where(element => element.Identifier.Text.Length == 0))
        {
            var type = semantics.GetTypeInfo(element.Type).Type;
            var state = missing.FirstOrDefault(state => SymbolEqualityComparer.Default.Equals(state.Type, type));
            if (state is not null)
                missing.Remove(state);
            names[element] = state?.Name ?? Fresh(taken);
        }

        return names;
    }

    private static string Fresh(HashSet<string> taken)
    {
        var name = "y";
        for (var number = 2; !taken.Add(name); number++)
            name = FormattableString.Invariant($"y{number}");
        return name;
    }

    private static void OfferState(Place place, TupleTypeSyntax tuple, IMethodSymbol method)
    {
        foreach (var state in Missing(tuple, method).Where(state => IsAt(place, state, tuple)))
        {
            foreach (var element in Candidates(tuple, method, state, place.Semantics))
            {
                var name = element.Identifier.Text;
                place.Offer($"Rename '{name}' to '{state.Name}', the state whose next value it is", "state:" + name,
                    new TextChange(element.Identifier.Span, state.Name));
            }
        }
    }

    // A miscased name is reported at the element, any other missing one at the state.
    private static bool IsAt(Place place, IParameterSymbol state, TupleTypeSyntax tuple) => place.In<ParameterSyntax>() is { } parameter
        ? parameter.Identifier.Text == state.Name
        : place.In<TupleElementSyntax>() is { } element && tuple.Elements.Contains(element) && IsMiscased(element, state);

    // The element whose name differs in case alone; without one, every output of the state's type.
    private static IEnumerable<TupleElementSyntax> Candidates(
        TupleTypeSyntax tuple, IMethodSymbol method, IParameterSymbol state, SemanticModel semantics)
    {
        var outputs = tuple.Elements.Where(element => method.Parameters.All(parameter => parameter.Name != element.Identifier.Text)).ToList();
        var miscased = outputs.Where(element => IsMiscased(element, state)).ToList();
        return miscased.Count > 0 ? miscased
            : outputs.Where(element => SymbolEqualityComparer.Default.Equals(semantics.GetTypeInfo(element.Type).Type, state.Type));
    }

    private static bool IsMiscased(TupleElementSyntax element, IParameterSymbol state)
        => string.Equals(element.Identifier.Text, state.Name, StringComparison.OrdinalIgnoreCase);

    private static List<IParameterSymbol> Missing(TupleTypeSyntax tuple, IMethodSymbol method) =>
    [
        .. method.Parameters.Where(parameter => ParameterParser.RolesOf(parameter).Any(item => item.Role == Role.State)
            && tuple.Elements.All(element => element.Identifier.Text != parameter.Name)),
    ];
}
