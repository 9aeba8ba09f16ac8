using System.CommandLine;
using AutoDiffRnn.Benchmarks.Diagonal;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>The language model that tools for automatic differentiation are compared on.</summary>
internal sealed class DiagonalCommand : Command
{
    private readonly Option<string> _out = BenchmarksCommand.Out();

    /// <summary>Makes the command.</summary>
    public DiagonalCommand()
        : base(
            "diagonal",
            "The diagonal LSTM language model that tools for automatic differentiation are compared on, beside C++ and a version by hand."
            + BenchmarksCommand.Example("diagonal --out results"))
    {
        Options.Add(_out);
        SetAction(given => DiagonalTable.Run(new DirectoryInfo(given.GetValue(_out)!)));
    }
}
