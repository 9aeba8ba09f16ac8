using System.CommandLine;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>The program's command with everything below it.</summary>
internal sealed class BenchmarksCommand : RootCommand
{
    private BenchmarksCommand()
        : base("Compares what is generated with other ways to compute the same. docs/performance.md says what each table means.")
    {
        var handwritten = new HandwrittenCommand();
        Subcommands.Add(handwritten);
        Subcommands.Add(new MemoryCommand(handwritten));
        Subcommands.Add(new TorchProjectCommand());
        Subcommands.Add(new ThreadsCommand());
        Subcommands.Add(new TablesCommand());
        Subcommands.Add(new DiagonalCommand());
        Subcommands.Add(new SubnormalsCommand());
        Subcommands.Add(new WidthsCommand());
        Subcommands.Add(new FirstCallsCommand());
        Subcommands.Add(new GeneratorCommand());
        Subcommands.Add(new Ladder.LadderCommand());
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: 0, or 1 for what is wrong.</returns>
    public static int Run(string[] arguments) => new BenchmarksCommand().Parse(arguments).Invoke();

    /// <summary>The option that all commands have which measure.</summary>
    public static Option<string> Out() => new("--out")
    {
        Description = "The folder for the results, Markdown and JSON.",
        DefaultValueFactory = _ => "results",
    };

    /// <summary>How a command is shown in the help.</summary>
    public static string Example(string commandLine)
        => $"\n\nExample:\n  dotnet run -c Release --project benchmarks/AutoDiffRnn.Benchmarks -- {commandLine}";
}
