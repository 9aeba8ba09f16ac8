using Spectre.Console;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>Shows how far a command is: a bar where somebody looks on, and a line for each result anywhere.</summary>
internal sealed class Progress
{
    private readonly ProgressTask? _task;

    private Progress(ProgressTask? task) => _task = task;

    /// <summary>Runs <paramref name="work"/>, which has <paramref name="parts"/> parts.</summary>
    public static void Run(int parts, Action<Progress> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Console.Profile.Capabilities.Interactive)
        {
            work(new Progress(null));
            return;
        }

        AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Progress(context.AddTask("starting", maxValue: parts))));
    }

    /// <summary>Says what is done now.</summary>
    public void Now(string what) => _task?.Description(Markup.Escape(what));

    /// <summary>Writes a line that stays, and counts a part as done.</summary>
    public void Done(string line)
    {
        _task?.Increment(1);
        Tell(line);
    }

    /// <summary>Writes a line that stays.</summary>
    public void Tell(string line)
    {
        if (_task is null)
            Console.WriteLine(line);
        else
            AnsiConsole.MarkupLine(Markup.Escape(line));
    }
}
