using AutoDiffRnn.Kernels;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The tests that set how work is split between threads: while one of them runs, no other test does.</summary>
[CollectionDefinition(nameof(SharedThreads), DisableParallelization = true)]
public sealed class SharedThreads
{
    /// <summary>Splits the smallest problem, until the result is disposed.</summary>
    internal static Setting SplittingAnything()
    {
        var setting = new Setting(Splitting.Current, Threads.Count);
        Splitting.Current = new Splitting(LeastTime: 1e-9, LeastRows: 2, LeastStepTime: double.MaxValue);
        return setting;
    }

    /// <summary>The same, but shares out units wherever there are fewer than two examples for each thread.</summary>
    internal static Setting SplittingUnits()
    {
        var setting = SplittingAnything();
        Splitting.Current = Splitting.Current with { LeastStepTime = 0 };
        return setting;
    }

    /// <summary>What was set before.</summary>
    internal sealed class Setting(Splitting splitting, int count) : IDisposable
    {
        public void Dispose()
        {
            Splitting.Current = splitting;
            Threads.Count = count;
        }
    }
}
