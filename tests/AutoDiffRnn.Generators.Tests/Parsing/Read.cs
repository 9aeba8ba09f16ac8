using Xunit;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>Source to what the parser makes of it.</summary>
internal static class Read
{
    /// <summary>The only cell among members of a class; a diagnostic, the compiler's or ours, fails the test.</summary>
    public static CellModel Cell(string members)
    {
        var compilation = CellCompilation.OfCells(members);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var parsed = Assert.Single(All(compilation));
        Assert.Empty(parsed.Diagnostics);
        Assert.NotNull(parsed.Model);
        Assert.NotNull(parsed.Model.Program);
        return parsed.Model;
    }

    /// <summary>The program of the only cell as text; what the parser builds must pass the verifier.</summary>
    public static string Program(string members)
    {
        var program = Cell(members).Program!;
        IrVerifier.VerifyStep(program);
        return IrPrinter.Print(program);
    }

    /// <summary>All cells of a compilation, in the order of the source.</summary>
    public static IReadOnlyList<ParsedCell> All(Compilation compilation) =>
    [
        .. from tree in compilation.SyntaxTrees
           from node in tree.GetRoot().DescendantNodes()
           where node is MethodDeclarationSyntax method && method.AttributeLists.ToString().Contains("RnnCell", StringComparison.Ordinal)
           let semantics = compilation.GetSemanticModel(tree)
           select CellParser.Parse(node, (IMethodSymbol?)semantics.GetDeclaredSymbol(node), semantics, default),
    ];
}
