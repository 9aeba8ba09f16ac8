using AutoDiffRnn.Benchmarks.Handwritten;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>The comparison with kernels by hand.</summary>
internal sealed class HandwrittenCommand : ComparisonCommand
{
    /// <summary>Makes the command.</summary>
    public HandwrittenCommand()
        : base(
            "handwritten",
            "Generated code beside kernels by hand",
            "Generated code beside C# that was written by hand for one cell and vectors of 512 bits, on one thread."
            + BenchmarksCommand.Example("handwritten --cells lstm --sizes 100,16,64,64 50,64,256,256 --out results"),
            ["lstm", "gru", "rnn", "peephole"],
            mostThreads: 1)
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Peers(BenchmarkCell cell) => [HandwrittenCell.Title];

    /// <inheritdoc/>
    public override Contender Create(string peer, Problem problem) => problem.Cell.Name switch
    {
        "lstm" => new HandwrittenLstm(problem),
        "gru" => new HandwrittenGru(problem),
        "rnn" => new HandwrittenRnn(problem),
        "peephole" => new HandwrittenPeepholeLstm(problem),
        _ => throw new ArgumentException($"Nobody wrote {problem.Cell.Name} by hand.", nameof(problem)),
    };
}
