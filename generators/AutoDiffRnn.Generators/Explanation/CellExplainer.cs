using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>A method marked <c>[RnnCell]</c> in a compilation.</summary>
/// <param name="Type">The type that declares it, with its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record CellInSource(string Type, string Name)
{
    internal MethodDeclarationSyntax Declaration { get; init; } = null!;

    /// <summary>Whether a place is within the method.</summary>
    public bool Contains(Location place) => place.SourceTree == Declaration.SyntaxTree && Declaration.Span.Contains(place.SourceSpan);
}

/// <summary>
/// Finds the cells of a compilation, and explains each by the plan that its network is generated from. No code of the compilation is run.
/// </summary>
public static class CellExplainer
{
    /// <summary>The cells in a file, in the order in which they are written.</summary>
    /// <param name="compilation">The file with all that it needs.</param>
    /// <param name="file">The file.</param>
    public static IReadOnlyList<CellInSource> Find(Compilation compilation, SyntaxTree file)
    {
        var semantics = compilation.GetSemanticModel(file);
        return [.. file.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes)
                .Any(attribute => LanguageTypes.Is(semantics.GetTypeInfo(attribute).Type, LanguageTypes.CellAttribute)))
            .Select(method => new CellInSource(semantics.GetDeclaredSymbol(method)!.ContainingType.ToDisplayString(), method.Identifier.ValueText)
            {
                Declaration = method,
            })];
    }

    /// <summary>Explains a cell; where it has errors, says what they are.</summary>
    /// <param name="compilation">The compilation that it was found in.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The explanation, or null and what is wrong.</returns>
    public static (ExplainedCell? Cell, IReadOnlyList<Diagnostic> Errors) Explain(
        Compilation compilation, CellInSource cell, CancellationToken cancellation = default)
    {
        var semantics = compilation.GetSemanticModel(cell.Declaration.SyntaxTree);
        var method = (IMethodSymbol?)semantics.GetDeclaredSymbol(cell.Declaration, cancellation);
        var parsed = CellParser.Parse(cell.Declaration, method, semantics, cancellation);
        if (parsed.Model is not { Program: { } program } model)
            return (null, parsed.Diagnostics);
        var lines = parsed.Places.Select(place => place.GetLineSpan().StartLinePosition.Line + 1).ToList();
        var explained = DeepStack.Run(program.Instructions.Count, () => InvariantCulture.Run(() => PlanExplainer.Explain(model, lines)));
        return (explained, []);
    }
}
