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

/// <summary>Takes functions from <c>CellMath</c> rather than from <c>Math</c>, and imports it where that is needed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MathFixProvider))]
[Shared]
internal sealed class MathFixProvider : CellFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.SystemMath.Id];

    /// <inheritdoc/>
    protected override void Offer(Place place)
    {
        if (place.In<InvocationExpressionSyntax>() is not { } call || place.Semantics.GetSymbolInfo(call).Symbol is not { Name: var name })
            return;
        var found = place.Semantics.LookupSymbols(call.SpanStart, name: name);
        var changes = new List<TextChange>();
        var written = name;
        if (found.Length == 0)
            changes.Add(ImportCellMath(place));
        else if (found.Any(symbol => !LanguageTypes.Is(symbol.ContainingType, LanguageTypes.Math)))
            written = $"{Place.NameOf(LanguageTypes.Math, LanguageTypes.Math, call.SpanStart, place.Semantics)}.{name}";
        changes.Add(new TextChange(call.Expression.Span, written));
        place.Offer($"Use {LanguageTypes.Math}.{name}", "math", [.. changes]);
    }

    // Behind the other imports.
    private static TextChange ImportCellMath(Place place)
    {
        var import = $"using static {LanguageTypes.Namespace}.{LanguageTypes.Math};";
        var lineBreak = Place.LineBreakOf(place.Root.SyntaxTree);
        var last = place.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .LastOrDefault();
        return last is null
            ? new TextChange(new TextSpan(0, 0), import + lineBreak)
            : new TextChange(new TextSpan(last.Span.End, 0), lineBreak + IndentOf(last) + import);
    }

    private static string IndentOf(UsingDirectiveSyntax import) => string.Concat(import.GetLeadingTrivia().Reverse()
        .TakeWhile(trivia => trivia.ToString().Trim(' ', '\t').Length == 0 && !trivia.ToString().Contains("\n"))
        .Reverse());
}
