using System.CommandLine;
using AutoDiffRnn.Benchmarks.Widths;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>What wider vectors are worth.</summary>
internal sealed class WidthsCommand : Command
{
    private readonly Option<string> _out = BenchmarksCommand.Out();

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "How many samples to take of each width.",
        DefaultValueFactory = _ => 21,
    };

    /// <summary>Makes the command.</summary>
    public WidthsCommand()
        : base(
            "widths",
            "Times the same cells with vectors of every width that this machine has, by turns with the widest."
            + BenchmarksCommand.Example("widths --out results"))
    {
        Options.Add(_out);
        Options.Add(_rounds);
        SetAction(given => WidthsTable.Run(new DirectoryInfo(given.GetValue(_out)!), given.GetValue(_rounds)));
    }
}
