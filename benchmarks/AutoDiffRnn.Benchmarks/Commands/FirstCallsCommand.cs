using System.CommandLine;
using AutoDiffRnn.Benchmarks.FirstCalls;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>How soon a training step is as fast as it gets.</summary>
internal sealed class FirstCallsCommand : Command
{
    private readonly Option<string> _out = BenchmarksCommand.Out();

    private readonly Option<string> _cells = new("--cells")
    {
        Description = $"Of {string.Join(",", FirstCallsMeasurement.Cells.Keys)}.",
        DefaultValueFactory = _ => "lstm,gru,layernorm",
    };

    private readonly Option<string[]> _of = new("--of")
    {
        Description = "Times the calls of one cell and size in this process: what the table starts for each row.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        Hidden = true,
    };

    /// <summary>Makes the command.</summary>
    public FirstCallsCommand()
        : base(
            "first-calls",
            "The first calls of fresh processes beside the steady speed, with the default settings of the runtime, and compiled ahead of time."
            + BenchmarksCommand.Example("first-calls --cells lstm,gru --out results"))
    {
        Options.Add(_cells);
        Options.Add(_out);
        Options.Add(_of);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        if (given.GetValue(_of) is [var cell, var size])
        {
            FirstCallsMeasurement.Run(cell, size);
            return 0;
        }

        var cells = given.GetValue(_cells)!.Split(',');
        if (cells.Except(FirstCallsMeasurement.Cells.Keys).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"{_cells.Name}: expected some of {string.Join(", ", FirstCallsMeasurement.Cells.Keys)}, but got '{unknown}'.");
            return 1;
        }

        FirstCallsTable.Run(new DirectoryInfo(given.GetValue(_out)!), cells);
        return 0;
    }
}
