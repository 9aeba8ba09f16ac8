using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>What is offered for a diagnostic.</summary>
/// <param name="title">What the editor shows.</param>
/// <param name="key">What the same mend of other places is found by.</param>
/// <param name="document">The file that is edited.</param>
/// <param name="before">Its text.</param>
/// <param name="changes">The edits.</param>
internal sealed class Mend(string title, string key, Document document, SourceText before, ImmutableArray<TextChange> changes)
{
    public string Title => title;

    public string Key => key;

    public ImmutableArray<TextChange> Changes => changes;

    /// <summary>The solution with the edits made.</summary>
    public Solution Solution => document.Project.Solution.WithDocumentText(document.Id, before.WithChanges(changes));
}
