using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Manual;

/// <summary>The page of the cell language has all of the language, and nothing else.</summary>
public class PageTests
{
    // What makes values outside of a cell, or reads them there, is not of the language.
    private static readonly string[] OutsideOfCells = ["ToArray", "ToString", "GetEnumerator", "Mask.this[Int32]"];

    private static readonly string[] Types = ["CellMath", "Vector", "Matrix", "Mask", "VectorParts"];

    private static readonly Lazy<CSharpCompilation> Examples = new(() => CellCompilation.OfFiles(
        [.. LanguagePage.Examples.Select((example, i) => CellCompilation.File(example).Replace("namespace Zoo;", $"namespace Page.Example{i};"))]));

    private static readonly Lazy<HashSet<string>> WithRows = new(() => UsedIn(RowMethods.Compilation, FormsOf));

    private static readonly Lazy<HashSet<string>> WithExamples = new(() => UsedIn(Examples.Value, tree => [tree.GetRoot()]));

    public static TheoryData<string> Members => [.. MembersOf(RowMethods.Compilation)];

    [Theory]
    [MemberData(nameof(Members))]
    public void AMemberOfTheLanguage_HasARow(string member) => Assert.Contains(member, WithRows.Value);

    [Theory]
    [MemberData(nameof(Members))]
    public void AMemberOfTheLanguage_HasAnExample(string member) => Assert.Contains(member, WithExamples.Value);

    [Fact]
    public void EveryFunctionThatThePageNames_Exists()
    {
        var known = MembersOf(Examples.Value).Select(member => Regex.Match(member, @"^CellMath\.(\w+)").Groups[1].Value)
            .Concat(Examples.Value.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantTokens()).Select(token => token.Text))
            .ToHashSet();
        var named = LanguagePage.Spans.SelectMany(span => Regex.Matches(span, @"(?<![\w.])([A-Z]\w*)\(").Select(match => match.Groups[1].Value));
        Assert.Subset(known, named.ToHashSet());
    }

    [Fact]
    public void EveryExample_IsACell_WithoutDiagnostics()
    {
        var parsed = Read.All(Examples.Value);
        Assert.All(LanguagePage.Examples, example => Assert.Contains("[RnnCell]", example));
        Assert.Equal(LanguagePage.Examples.Sum(example => Regex.Count(example, @"\[RnnCell\]")), parsed.Count);
        Assert.Empty(Examples.Value.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Show));
        Assert.Empty(Reported.By(Examples.Value).Select(Show));
    }

    [Fact]
    public void WhatIsGeneratedForTheExamples_Compiles()
    {
        var driver = CSharpGeneratorDriver.Create([new CellGenerator().AsSourceGenerator()], parseOptions: CellCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(Examples.Value, out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Null(Assert.Single(driver.GetRunResult().Results).Exception);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Show));
    }

    [Fact]
    public void ThePage_LinksToEveryDiagnostic() => Assert.Equal(
        new CellAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Distinct().Order(),
        Regex.Matches(LanguagePage.Text, @"\[(ADR\d+)\]\(diagnostics/\1\.md\)").Select(match => match.Groups[1].Value).Distinct().Order());

    private static string Show(Diagnostic diagnostic) => $"{diagnostic} in\n{diagnostic.Location.SourceTree}";

    private static IEnumerable<string> MembersOf(CSharpCompilation compilation) => Types
        .SelectMany(type => compilation.GetTypeByMetadataName("AutoDiffRnn." + type)!.GetMembers())
        .Where(member => member.DeclaredAccessibility == Accessibility.Public)
        .Where(member => member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator })
        .Where(member => member.Name != "Deconstruct")
        .Select(Name)
        .Where(name => !OutsideOfCells.Any(outside => name == outside || name.EndsWith("." + outside + "/0", StringComparison.Ordinal)))
        .Distinct();

    private static HashSet<string> UsedIn(CSharpCompilation compilation, Func<SyntaxTree, IEnumerable<SyntaxNode>> places) =>
    [
        .. from tree in compilation.SyntaxTrees
           let semantics = compilation.GetSemanticModel(tree)
           from place in places(tree)
           from node in place.DescendantNodesAndSelf()
           let symbol = semantics.GetSymbolInfo(node).Symbol
           where symbol is IMethodSymbol or IPropertySymbol
           select Name(symbol),
    ];

    // The y of each method: the form itself, not its derivatives.
    private static IEnumerable<SyntaxNode> FormsOf(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
        .Where(variable => variable.Identifier.Text == "y")
        .Select(variable => variable.Initializer!.Value);

    // A function by its name and number of arguments, an operator by its operands, in either order.
    private static string Name(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: true } indexer => $"{member.ContainingType.Name}.this[{indexer.Parameters[0].Type.Name}]",
        IPropertySymbol => $"{member.ContainingType.Name}.{member.Name}",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } method
            => $"{member.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.Name).Order(StringComparer.Ordinal))})",
        IMethodSymbol method => $"{member.ContainingType?.Name}.{member.Name}/{method.Parameters.Count(parameter => !parameter.Name.EndsWith("Text", StringComparison.Ordinal))}",
        _ => member.Name,
    };
}
