using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>A diagnostic in the editor: where it is, what the compiler knows there, and what mends of it are offered.</summary>
internal sealed class Place(Document document, Diagnostic diagnostic, SyntaxNode root, SemanticModel semantics)
{
    public string Id => diagnostic.Id;

    public SyntaxNode Root => root;

    public SemanticModel Semantics => semantics;

    /// <summary>What is offered so far.</summary>
    public List<Mend> Mends { get; } = [];

    /// <summary>The smallest piece of syntax that has the diagnostic's place.</summary>
    public SyntaxNode Node { get; } = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The piece of syntax of a kind that the diagnostic is at or in.</summary>
    public TNode? In<TNode>()
        where TNode : SyntaxNode
        => Node.FirstAncestorOrSelf<TNode>();

    /// <summary>Offers edits of this file.</summary>
    /// <param name="title">What the editor shows.</param>
    /// <param name="key">What the same mend of other places is found by.</param>
    /// <param name="changes">The edits.</param>
    public void Offer(string title, string key, params TextChange[] changes) => Mends.Add(
        new Mend(title, key, document, root.SyntaxTree.GetText(), [.. changes]));

    /// <summary>Offers edits of the file that has this piece of syntax, if it is one of the solution.</summary>
    public void OfferAt(SyntaxNode node, string title, string key, params TextChange[] changes)
    {
        if (document.Project.Solution.GetDocument(node.SyntaxTree) is { } other)
            Mends.Add(new Mend(title, key, other, node.SyntaxTree.GetText(), [.. changes]));
    }

    /// <summary>How lines end in a file.</summary>
    public static string LineBreakOf(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>A name of the runtime's as it is written here: with its namespace where that is not imported.</summary>
    /// <param name="type">The name of the type.</param>
    /// <param name="written">The name as it is to be written, without an attribute's ending.</param>
    /// <param name="at">Where it is to be written.</param>
    /// <param name="model">What the compiler knows of that file.</param>
    public static string NameOf(string type, string written, int at, SemanticModel model)
    {
        var isImported = model.LookupNamespacesAndTypes(at, name: type).Any(symbol => LanguageTypes.Is(symbol as ITypeSymbol, type));
        return isImported ? written : $"{LanguageTypes.Namespace}.{written}";
    }
}
