using System.CommandLine;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Vanishing;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>Whether a backward pass takes longer where its adjoints have become subnormal.</summary>
internal sealed class SubnormalsCommand : Command
{
    private readonly Option<string> _out = BenchmarksCommand.Out();

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "How many samples to take of each.",
        DefaultValueFactory = _ => 41,
    };

    private readonly Option<bool> _processorTime = new("--processor-time")
    {
        Description = "Count the processor's time instead of the clock's: for a machine that does other work. Linux only.",
    };

    /// <summary>Makes the command.</summary>
    public SubnormalsCommand()
        : base(
            "subnormals",
            "Times backward passes whose adjoints are subnormal, or vanish through the subnormal numbers, beside passes whose adjoints do not."
            + BenchmarksCommand.Example("subnormals --out results"))
    {
        Options.Add(_out);
        Options.Add(_rounds);
        Options.Add(_processorTime);
        SetAction(given =>
        {
            Clock.CountsProcessorTime = given.GetValue(_processorTime);
            return SubnormalsTable.Run(new DirectoryInfo(given.GetValue(_out)!), given.GetValue(_rounds));
        });
    }
}
