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
        if (compiled.Exception is { } exception)
        {
            return cells.Count > 1
                ? [.. cells.SelectMany(cell => Run([cell]))]
                : [new Outcome(new Failure($"{FailureKinds.Throws}: {exception.GetType().Name} in the generator", exception.ToString()))];
        }

        if (compiled.Failures.All(failure => failure is null))
            return Judged(compiled);
        // Nothing can be loaded of a compilation with errors: the good cells, by themselves.
        var good = cells.Where((_, i) => compiled.Failures[i] is null).ToList();
        var outcomes = new Queue<Outcome>(good.Count == 0 ? [] : Run(good));
        return [.. compiled.Failures.Select(failure => failure is null ? outcomes.Dequeue() : new Outcome(failure))];
    }

    private static Outcome[] Judged(Compiled compiled)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var methods = compiled.Load(context);
            return [.. compiled.Cells.Select((cell, i) => Judge.Of(cell, methods[i], compiled.Models[i]!))];
        }
        finally
        {
            context.Unload();
        }
    }
}
