using AutoDiffRnn.CodeFixes;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.CodeFixes;

/// <summary>Files in a workspace in memory, as an editor has them, and what the code fixes make of them.</summary>
internal static class Fixed
{
    private static readonly CellFixProvider[] Providers =
    [
        new ModifierFixProvider(), new RoleFixProvider(), new ParameterFixProvider(), new ResultFixProvider(), new CallFixProvider(),
        new MathFixProvider(),
    ];

    /// <summary>
    /// Checks that a fix of this title is offered for the first diagnostic of that id, that it turns the files into those expected, and
    /// that the diagnostic is gone then.
    /// </summary>
    public static void Expect(string id, string title, string[] before, params string[] after)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, before);
        var first = Diagnostics(project, id)[0];
        var action = Assert.Single(Offers(project, first), action => action.Title == title);
        var changed = Apply(project, action);
        Assert.Equal(after, Texts(changed));
        Assert.DoesNotContain(Diagnostics(changed, id), diagnostic => diagnostic.GetMessage() == first.GetMessage());
    }

    /// <summary>The titles of what is offered for the first diagnostic of an id, in the order of the list.</summary>
    public static IEnumerable<string> Titles(string id, string file)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, [file]);
        return [.. Offers(project, Diagnostics(project, id)[0]).Select(action => action.Title)];
    }

    /// <summary>The file when the fix of this title is applied to all diagnostics of its document.</summary>
    public static string Everywhere(string id, string title, string file)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, [file]);
        var document = project.Documents.Single();
        var diagnostics = Diagnostics(project, id);
        var action = Assert.Single(Offers(project, diagnostics[0]), action => action.Title == title);
        var provider = Providers.Single(provider => provider.FixableDiagnosticIds.Contains(id));
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, action.EquivalenceKey!, [id], new Known(diagnostics), CancellationToken.None);
        var all = provider.GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult();
        Assert.NotNull(all);
        var changed = Apply(project, all);
        Assert.Empty(Diagnostics(changed, id));
        return Texts(changed).Single();
    }

    private static Project Project(AdhocWorkspace workspace, string[] files)
    {
        var model = CellCompilation.OfFiles();
        var project = workspace.AddProject("Cells", LanguageNames.CSharp)
            .WithParseOptions(CellCompilation.ParseOptions)
            .WithCompilationOptions(model.Options)
            .WithMetadataReferences(model.References);
        for (var i = 0; i < files.Length; i++)
            project = project.AddDocument($"File{i}.cs", SourceText.From(files[i])).Project;
        return project;
    }

    private static IReadOnlyList<Diagnostic> Diagnostics(Project project, string id)
        => [.. Reported.By(project.GetCompilationAsync().GetAwaiter().GetResult()!).Where(diagnostic => diagnostic.Id == id)];

    private static List<CodeAction> Offers(Project project, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = project.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
            provider.RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        }

        return actions;
    }

    private static Project Apply(Project project, CodeAction action)
    {
        var operations = action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult();
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    private static IEnumerable<string> Texts(Project project)
        => project.Documents.Select(document => document.GetTextAsync().GetAwaiter().GetResult().ToString());

    private sealed class Known(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
