using System.CommandLine;
using AutoDiffRnn.Benchmarks.FirstCalls;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>How soon a training step is as fast as it gets.</summary>
internal sealed class FirstCallsCommand : Command
{
    private readonly Option<string> _out = BenchmarksCommand.Out();

    private readonly Option<string?> _of = new("--of")
    {
        Description = "Times the calls of one network in this process: what the table starts for each row.",
        Hidden = true,
    };

    /// <summary>Makes the command.</summary>
    public FirstCallsCommand()
        : base(
            "first-calls",
            "The first calls of fresh processes beside the steady speed, with the default settings of the runtime, and compiled ahead of time."
            + BenchmarksCommand.Example("first-calls --out results"))
    {
        Options.Add(_out);
        Options.Add(_of);
        SetAction(given =>
        {
            if (given.GetValue(_of) is { } network)
                FirstCallsMeasurement.Run(network);
            else
                FirstCallsTable.Run(new DirectoryInfo(given.GetValue(_out)!));
        });
    }
}
