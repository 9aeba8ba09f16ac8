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

/// <summary>
/// Writes a parameter's type as the cell language has it (<c>float</c> is <c>double</c>, an array a <c>Vector</c>), and as many sizes as it takes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterFixProvider))]
[Shared]
internal sealed class ParameterFixProvider : CellFixProvider
{
    private static readonly string[] Names = ["\"H\"", "\"I\""];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.WrongParameterType.Id, Descriptors.WrongSizeCount.Id, Descriptors.SizeNotInferred.Id];

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.In<ParameterSyntax>() is not { Type: { } type } syntax || place.Semantics.GetDeclaredSymbol(syntax) is not { } parameter)
            return;
        if (place.Id == Descriptors.WrongParameterType.Id)
            OfferType(place, type, parameter);
        else if (place.In<AttributeSyntax>() is { } attribute && ParameterParser.Rank(LanguageTypes.Of(parameter.Type)) is { } rank)
            OfferSizes(place, attribute, rank);
    }

    private static void OfferType(Place place, TypeSyntax syntax, IParameterSymbol parameter)
    {
        var role = ParameterParser.RolesOf(parameter).First().Role;
        if (Nearest(parameter.Type, role) is not { } type || !ParameterParser.Allows(role, type))
            return;
        var word = LanguageTypes.WordFor(type);
        var written = type == LanguageType.Double || type == LanguageType.Int ? word : Place.NameOf(word, word, syntax.SpanStart, place.Semantics);
        place.Offer($"Make it {written}", "type:" + word, new TextChange(syntax.Span, written));
    }

    // The type of the language that means the same.
    private static LanguageType? Nearest(ITypeSymbol type, Role role) => type switch
    {
        IArrayTypeSymbol { Rank: 2 } or IArrayTypeSymbol { ElementType: IArrayTypeSymbol } => LanguageType.Matrix,
        IArrayTypeSymbol => LanguageType.Vector,
        { SpecialType: SpecialType.System_Single or SpecialType.System_Decimal } => LanguageType.Double,
        { SpecialType: SpecialType.System_Int32 } => LanguageType.Double,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 }
            => role is Role.Input or Role.Constant ? LanguageType.Int : LanguageType.Double,
        _ => null,
    };

    private static void OfferSizes(Place place, AttributeSyntax attribute, int rank)
    {
        var sizes = attribute.ArgumentList?.Arguments.Select(argument => argument.ToString()).ToList() ?? [];
        if (sizes.Count > rank)
            Write($"Keep {(rank == 0 ? "no size" : rank == 1 ? "the first size" : "the first two sizes")}", "sizes:first", sizes.Take(rank));
        else if (sizes.Count == 0)
            Write($"Name the sizes {string.Join(" and ", Names.Take(rank))}", "sizes:names", Names.Take(rank));
        else
        {
            Write($"Make it square: {sizes[0]}, {sizes[0]}", "sizes:square", [sizes[0], sizes[0]]);
            Write("Leave the sizes to the cell", "sizes:open", []);
        }

        void Write(string title, string key, System.Collections.Generic.IEnumerable<string> written)
        {
            var list = string.Join(", ", written);
            var span = TextSpan.FromBounds(attribute.Name.Span.End, attribute.Span.End);
            place.Offer(title, key, new TextChange(span, list.Length == 0 ? "" : $"({list})"));
        }
    }
}
