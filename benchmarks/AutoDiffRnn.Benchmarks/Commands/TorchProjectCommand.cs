using System.CommandLine;
using System.Diagnostics;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>
/// Starts the comparison with libtorch, a project of its own that is not in the solution: nobody should download hundreds of megabytes to build and
/// test this repository.
/// </summary>
internal sealed class TorchProjectCommand : Command
{
    private const string Project = "benchmarks/AutoDiffRnn.Benchmarks.Torch";

    private readonly Argument<string[]> _arguments = new("arguments") { Description = "Arguments for that program; --help after -- shows them." };

    /// <summary>Makes the command.</summary>
    public TorchProjectCommand()
        : base(
            "torch",
            $"Generated code beside libtorch: restores and runs {Project}."
            + BenchmarksCommand.Example("torch -- --cells lstm,gru --threads 1,2 --out results"))
    {
        Arguments.Add(_arguments);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, Project)))
            folder = folder.Parent;
        if (folder is null)
        {
            Console.Error.WriteLine($"{Project} is not above {AppContext.BaseDirectory}: run this in the repository.");
            return 1;
        }

        var start = new ProcessStartInfo("dotnet");
        string[] run = ["run", "-c", "Release", "--project", Path.Combine(folder.FullName, Project), "--"];
        foreach (var argument in run.Concat(given.GetValue(_arguments) ?? []))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
