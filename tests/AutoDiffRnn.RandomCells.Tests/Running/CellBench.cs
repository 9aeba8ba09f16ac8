using System.Runtime.Loader;
using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>Takes cells through the compiler, the generator and all runs, many at a time.</summary>
internal static class CellBench
{
    /// <summary>What came of each cell.</summary>
    public static IReadOnlyList<Outcome> Run(IReadOnlyList<RandomCell> cells)
    {
        var compiled = new Compiled(cells);
        var failures = compiled.Failures();
        if (failures.All(failure => failure is null))
            return Judged(compiled);
        if (compiled.Exception is not null && cells.Count > 1)
            return [.. cells.SelectMany(cell => Run([cell]))];
        // Nothing can be loaded of a compilation with errors: the good cells, by themselves.
        var good = cells.Where((_, i) => failures[i] is null).ToList();
        var outcomes = new Queue<Outcome>(good.Count == 0 ? [] : Run(good));
        return [.. failures.Select(failure => failure is null ? outcomes.Dequeue() : new Outcome(failure))];
    }

    private static Outcome[] Judged(Compiled compiled)
    {
        var models = compiled.Models();
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var methods = compiled.Load(context);
            return [.. compiled.Cells.Select((cell, i) => Judge.Of(cell, methods[i], models[i]))];
        }
        finally
        {
            context.Unload();
        }
    }
}
