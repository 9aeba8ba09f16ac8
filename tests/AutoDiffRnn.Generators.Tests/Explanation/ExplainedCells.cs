using System.Collections.Concurrent;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Explanation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using AutoDiffRnn.Generators.Scheduling;
using AutoDiffRnn.Generators.Tests.Packages;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Tests.Explanation;

/// <summary>A cell of the repository with its explanation, and what that is held against.</summary>
internal sealed record Explained(ExplainedCell Cell, MethodDeclarationSyntax Method, CellModel Model)
{
    private readonly Lazy<string> _generated = new(() => CellEmitter.Emit(Model));

    public CellPlan Plan { get; } = CellPlan.Make(Model);

    public string Generated => _generated.Value;

    /// <summary>The cell and the loops inside its step, each with the model that it is generated from.</summary>
    public IEnumerable<(ExplainedCell Cell, CellModel Model)> Networks => NetworksOf(Cell, Model);

    private static IEnumerable<(ExplainedCell Cell, CellModel Model)> NetworksOf(ExplainedCell cell, CellModel model)
    {
        var loops = CellPlan.Make(model).Forward.Program.InnerLoops.ToList();
        return [(cell, model), .. cell.Loops.SelectMany((loop, index) => NetworksOf(loop, model.CellOf(loops[index])))];
    }
}

/// <summary>All cells of the repository: the zoo, and those that other tests generate networks from.</summary>
internal static class ExplainedCells
{
    // Cells of the tests call cells of the zoo, so that they are compiled together.
    private static readonly Dictionary<string, (Compilation Compilation, CellInSource Cell)> All = Find("Cells", "TestCells")
        .ToDictionary(found => found.Cell.Name, found => found);

    private static readonly ConcurrentDictionary<string, Lazy<Explained>> Known = [];

    public static IEnumerable<string> Zoo { get; } = [.. Find("Cells").Select(found => found.Cell.Name)];

    public static IEnumerable<string> Names => All.Keys;

    public static Explained Of(string name) => Known.GetOrAdd(name, Make).Value;

    private static Lazy<Explained> Make(string name) => new(() => Of(All[name].Compilation, All[name].Cell));

    public static Explained Of(Compilation compilation, CellInSource cell)
    {
        var semantics = compilation.GetSemanticModel(cell.Declaration.SyntaxTree);
        var parsed = CellParser.Parse(cell.Declaration, semantics.GetDeclaredSymbol(cell.Declaration), semantics, default);
        return new Explained(CellExplainer.Explain(compilation, cell).Cell!, cell.Declaration, parsed.Model!);
    }

    /// <summary>The only cell among members of a class.</summary>
    public static Explained OfMembers(string members)
    {
        var compilation = CellCompilation.OfCells(members);
        return Of(compilation, CellExplainer.Find(compilation, compilation.SyntaxTrees.Single()).Single());
    }

    private static IEnumerable<(Compilation Compilation, CellInSource Cell)> Find(params string[] folders)
    {
        var compilation = CellCompilation.OfFiles([.. folders.SelectMany(TwoAssemblies.Texts)]);
        return compilation.SyntaxTrees.SelectMany(tree => CellExplainer.Find(compilation, tree)).Select(cell => ((Compilation)compilation, cell));
    }
}
