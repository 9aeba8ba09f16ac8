using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.RandomCells.Tests.Running;

namespace AutoDiffRnn.RandomCells.Tests.Shrinking;

/// <summary>Makes a failing cell smaller for as long as it fails in the same way.</summary>
internal static class Shrinker
{
    // As many as are compiled together: the first of them that fails is the next cell.
    private const int Together = 12;
    private const int MostCandidates = 4000;

    public static (RandomCell Cell, Failure Failure) Shrink(RandomCell cell, Failure failure)
    {
        var tried = 0;
        while (tried < MostCandidates && Next(cell, failure.Kind, ref tried) is var (smaller, same))
            (cell, failure) = (smaller, same);
        return (cell, failure);
    }

    private static (RandomCell Cell, Failure Failure)? Next(RandomCell cell, string kind, ref int tried)
    {
        foreach (var chunk in Candidates.Of(cell).Chunk(Together))
        {
            tried += chunk.Length;
            var outcomes = CellBench.Run(chunk);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (outcomes[i].Failure is { } failure && failure.Kind == kind)
                    return (chunk[i], failure);
            }

            if (tried >= MostCandidates)
                break;
        }

        return null;
    }
}
