using Spectre.Console;

namespace AutoDiffRnn.Lab.Training;

/// <summary>Where training shows how far it is.</summary>
internal interface IProgressView
{
    /// <summary>Shows the updates that are done; called after each of them.</summary>
    void Show(long updates);

    /// <summary>Writes a line that stays.</summary>
    void Report(TrainingReport report);
}

/// <summary>Lines and nothing else: for files, pipes and CI.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgressView
{
    public void Show(long updates)
    {
    }

    public void Report(TrainingReport report) => output.WriteLine(report);
}

/// <summary>Lines, and below them a bar that moves: for a terminal.</summary>
internal sealed class LiveProgress : IProgressView
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _task;

    private LiveProgress(IAnsiConsole console, ProgressTask task)
    {
        _console = console;
        _task = task;
    }

    /// <summary>Does <paramref name="work"/> with a bar of <paramref name="total"/> updates, and clears it away at the end.</summary>
    public static TResult Run<TResult>(IAnsiConsole console, long total, Func<IProgressView, TResult> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context => work(new LiveProgress(console, context.AddTask("training", maxValue: total))));

    public void Show(long updates) => _task.Value = updates;

    public void Report(TrainingReport report) => _console.WriteLine(report.ToString());
}
