using System.CommandLine;
using AutoDiffRnn.Benchmarks.FirstCalls;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>How soon a training step is as fast as it gets, in fresh processes.</summary>
internal sealed class FirstCallsCommand : Command
{
    private readonly Option<string> _out = new("--out") { Description = "The folder for the results, Markdown and JSON.", DefaultValueFactory = _ => "results" };

    /// <summary>Makes the command.</summary>
    public FirstCallsCommand()
        : base(
            "first-calls",
            "Calls 1, 2, 5 and 20 of a training step beside the steady time, with the JIT's default settings and under Native AOT."
            + BenchmarksCommand.Example("first-calls --out results"))
    {
        Options.Add(_out);
        SetAction(given => FirstCallsTable.Run(new DirectoryInfo(given.GetValue(_out)!)));
    }
}
