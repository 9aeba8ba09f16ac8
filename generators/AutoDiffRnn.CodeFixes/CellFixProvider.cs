using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiffRnn.CodeFixes;

/// <summary>Fixes of diagnostics of the cell language whose mend is mechanical. Each is a few edits of text: layout and comments stay.</summary>
internal abstract class CellFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        (context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var mend in await MendsAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(CodeAction.Create(mend.Title, _ => Task.FromResult(mend.Solution), mend.Key), diagnostic);
        }
    }

    /// <summary>Offers what mends the problem at a place.</summary>
    protected abstract void Offer(Place place);

    private async Task<ImmutableArray<Mend>> MendsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || semantics is null)
            return [];
        var place = new Place(document, diagnostic, root, semantics);
        Offer(place);
        return [.. place.Mends];
    }

    // Two mends may make the same edit, as an import that both need: it is made once.
    private async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var changes = ImmutableArray<TextChange>.Empty;
        foreach (var diagnostic in diagnostics)
        {
            var mends = await MendsAsync(document, diagnostic, cancellation).ConfigureAwait(false);
            if (mends.FirstOrDefault(mend => mend.Key == key) is { } mend)
                changes = changes.AddRange(mend.Changes);
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.Distinct().OrderBy(change => change.Span)));
    }
}
