using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Tests.Mutation;

/// <summary>A cell that compiles, with the helpers and the other cells of its file that it needs, as tokens with the space around them.</summary>
internal sealed record MutationSeed(string Name, IReadOnlyList<string> Tokens)
{
    private const string Usings = "using System;\nusing System.Linq;\nusing AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\nnamespace Mutants;\n";

    /// <summary>The seeds of source files: one for each method marked <c>[RnnCell]</c>.</summary>
    public static IEnumerable<MutationSeed> Of(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        foreach (var type in root.DescendantNodes().OfType<ClassDeclarationSyntax>())
        {
            foreach (var cell in type.Members.OfType<MethodDeclarationSyntax>().Where(IsCell))
            {
                var members = Needed(type, cell);
                var alone = type.WithMembers(SyntaxFactory.List(type.Members.Where(members.Contains)));
                var tokens = alone.DescendantTokens().Select(token => token.ToFullString());
                yield return new MutationSeed($"{type.Identifier.Text}.{cell.Identifier.Text}", [.. tokens]);
            }
        }
    }

    /// <summary>A file that holds the class, whole or mutated.</summary>
    public static string File(IEnumerable<string> tokens) => Usings + string.Concat(tokens);

    private static bool IsCell(MethodDeclarationSyntax method) => method.AttributeLists.ToString().Contains("RnnCell", StringComparison.Ordinal);

    // The members of the class that the cell names, and those that they name.
    private static HashSet<MemberDeclarationSyntax> Needed(ClassDeclarationSyntax type, MethodDeclarationSyntax cell)
    {
        var needed = new HashSet<MemberDeclarationSyntax>();
        var open = new Stack<MemberDeclarationSyntax>([cell]);
        while (open.TryPop(out var member))
        {
            if (!needed.Add(member))
                continue;
            var names = member.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var other in type.Members.Where(other => NamesOf(other).Any(names.Contains)))
                open.Push(other);
            // A hand-written derivative names the function that it belongs to, and not the other way round.
            foreach (var other in type.Members.Where(other => DerivesFrom(other, member)))
                open.Push(other);
        }

        return needed;
    }

    private static bool DerivesFrom(MemberDeclarationSyntax derivative, MemberDeclarationSyntax of)
        => derivative.AttributeLists.ToString() is var attributes && attributes.Contains("DerivativeOf", StringComparison.Ordinal)
            && NamesOf(of).Any(name => attributes.Contains($"({name})", StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };
}
