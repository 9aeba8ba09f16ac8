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

/// <summary>Gives a parameter without a role one, the likeliest first, and leaves a parameter with several just one of them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RoleFixProvider))]
[Shared]
internal sealed class RoleFixProvider : CellFixProvider
{
    /// <summary>What the first offer for every parameter is found by, whichever role it is.</summary>
    public const string Likeliest = "role";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.WrongRole.Id];

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.In<ParameterSyntax>() is not { } syntax
            || place.Semantics.GetDeclaredSymbol(syntax) is not { ContainingSymbol: IMethodSymbol method } parameter)
            return;
        var given = ParameterParser.RolesOf(parameter).ToList();
        if (given.Count > 0)
        {
            foreach (var (attribute, role) in given)
                OfferOnly(place, syntax, attribute, role);
            return;
        }

        var roles = Roles(parameter, method);
        foreach (var role in roles)
        {
            var written = $"[{Place.NameOf(role + "Attribute", role.ToString(), syntax.SpanStart, place.Semantics)}{Sizes(role, parameter, method)}]";
            var key = role == roles[0] ? Likeliest : $"{Likeliest}:{role}";
            place.Offer($"Make '{parameter.Name}' {written}", key, new TextChange(new TextSpan(syntax.SpanStart, 0), written + " "));
        }
    }

    // The other roles go, and all else that stands in brackets stays.
    private static void OfferOnly(Place place, ParameterSyntax syntax, AttributeData kept, Role role)
    {
        var keptSyntax = kept.ApplicationSyntaxReference!.GetSyntax();
        var roles = ParameterParser.RolesOf((IParameterSymbol)place.Semantics.GetDeclaredSymbol(syntax)!)
            .Select(item => item.Attribute.ApplicationSyntaxReference!.GetSyntax())
            .ToList();
        var attributes = syntax.AttributeLists.SelectMany(list => list.Attributes).Where(item => item == keptSyntax || !roles.Contains(item));
        var span = TextSpan.FromBounds(syntax.AttributeLists.First().SpanStart, syntax.AttributeLists.Last().Span.End);
        place.Offer($"Keep [{role}] alone", $"{Likeliest}:only {role}", new TextChange(span, $"[{string.Join(", ", attributes)}]"));
    }

    // The roles that a parameter of this type may have, the likeliest first.
    private static List<Role> Roles(IParameterSymbol parameter, IMethodSymbol method)
    {
        var type = LanguageTypes.Of(parameter.Type);
        var likeliest = IsNextValue(parameter, method) ? Role.State
            : type == LanguageType.Matrix ? Role.Weight
            : type is LanguageType.Double or LanguageType.Bool ? Role.Constant
            : Role.Input;
        Role[] all = [Role.Input, Role.State, Role.Weight, Role.Constant];
        return [.. all.Where(role => ParameterParser.Allows(role, type)).OrderBy(role => role != likeliest)];
    }

    // Whether the cell gives back something of this name; or one thing, and nothing else carries it.
    private static bool IsNextValue(IParameterSymbol parameter, IMethodSymbol method) => method.ReturnType switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => element.Name == parameter.Name),
        var single => SymbolEqualityComparer.Default.Equals(single, parameter.Type)
            && States(method).Count == 0
            && method.Parameters.Where(other => !ParameterParser.RolesOf(other).Any())
                .Count(other => SymbolEqualityComparer.Default.Equals(other.Type, single)) == 1,
    };

    // An input and a state have sizes that the user creates a network with; those of all else follow from the cell.
    private static string Sizes(Role role, IParameterSymbol parameter, IMethodSymbol method)
    {
        if (LanguageTypes.Of(parameter.Type) != LanguageType.Vector || role is not (Role.Input or Role.State))
            return "";
        var size = role == Role.Input ? "I" : States(method).Where(state => LanguageTypes.Of(state.Symbol.Type) == LanguageType.Vector)
            .SelectMany(state => state.Attribute.ConstructorArguments)
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull ? argument.Values : [])
            .Select(value => value.Value as string)
            .FirstOrDefault() ?? "H";
        return method.Parameters.Any(other => other.Name == size) ? "" : $"(\"{size}\")";
    }

    private static List<(IParameterSymbol Symbol, AttributeData Attribute)> States(IMethodSymbol method) =>
    [
        .. from parameter in method.Parameters
           from item in ParameterParser.RolesOf(parameter)
           where item.Role == Role.State
           select (parameter, item.Attribute),
    ];
}
