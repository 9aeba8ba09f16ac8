using System.CommandLine;
using BenchmarkDotNet.Running;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>The generator itself, by BenchmarkDotNet.</summary>
internal sealed class GeneratorCommand : Command
{
    private readonly Argument<string[]> _arguments = new("arguments")
    {
        Description = "Arguments for BenchmarkDotNet, after --: for instance -- --filter '*GeneratorBenchmarks*' --job short.",
    };

    private readonly Option<string> _out = BenchmarksCommand.Out();

    /// <summary>Makes the command.</summary>
    public GeneratorCommand()
        : base(
            "generator",
            "The generator itself: cold and cached, and how its time grows." + BenchmarksCommand.Example("generator --out results -- --job short"))
    {
        Options.Add(_out);
        Arguments.Add(_arguments);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        var arguments = given.GetValue(_arguments) ?? [];
        string[] filter = arguments.Contains("--filter") ? [] : ["--filter", "*"];
        string[] all = [.. filter, .. arguments, "--exporters", "json", "--artifacts", given.GetValue(_out)!];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(GeneratorCommand).Assembly).Run(all).ToList();
        // A benchmark whose setup fails ends this program with 1.
        return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
