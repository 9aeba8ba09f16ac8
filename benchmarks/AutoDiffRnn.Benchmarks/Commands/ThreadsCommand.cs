using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>The comparison of the generated code with itself on one thread: from what size on a second one is worth it.</summary>
internal sealed class ThreadsCommand : ComparisonCommand
{
    /// <summary>Makes the command.</summary>
    public ThreadsCommand()
        : base(
            "threads",
            "Generated code on several threads beside one",
            "Generated code on several threads beside the same code on one, by turns."
            + BenchmarksCommand.Example("threads --threads 2 --cells lstm,layernorm --sizes 100,16,64,64 50,64,256,256 --out results"),
            BenchmarkCell.All.Select(cell => cell.Name),
            mostThreads: Threads.Most,
            threads: Math.Max(2, Environment.ProcessorCount))
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Peers(BenchmarkCell cell) => [OnOneThread.Title];

    /// <inheritdoc/>
    public override Contender Create(string peer, Problem problem) => new OnOneThread(problem);
}
