using System.CommandLine;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Results;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>
/// A command that measures something and writes what it found into a folder. It has <c>--seed</c> and <c>--out</c>, shows how far it is, and
/// can be interrupted: what is not finished then leaves no file behind, and training runs that are finished are found by the next command with
/// their settings.
/// </summary>
internal abstract class MeasuringCommand : Command, IHasExamples
{
    private readonly Option<string?> _out;
    private readonly Option<ulong?> _seed = CheckedOption.Seed(
        $"Where random numbers come from: the same seed, the same numbers. Default: {DefaultSeed}.");

    /// <summary>Makes the command; the subclass adds its own options.</summary>
    protected MeasuringCommand(string name, string description)
        : base(name, description)
    {
        _out = CheckedOption.File("--out", $"The folder for results. Default: {Path.Combine("runs", name)}.");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public abstract IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; }

    private const ulong DefaultSeed = 1;

    /// <summary>Adds the command's own options, and after them those that all have.</summary>
    protected void AddOptions(params IEnumerable<Option> own)
    {
        foreach (var option in own.Append(_seed).Append(_out))
            Options.Add(option);
    }

    /// <summary>The seed that was given.</summary>
    protected ulong Seed(ParseResult given) => given.GetValue(_seed) ?? DefaultSeed;

    /// <summary>The folder for results. Runs that are finished are kept below it, so that an interrupted command finds them.</summary>
    protected string Folder(ParseResult given) => given.GetValue(_out) ?? Path.Combine("runs", Name);

    /// <summary>Reads the options and says what is to be done: measure with the progress and the cancellation that it is given.</summary>
    /// <returns>Work that returns what is written at its end, when its progress is no longer shown.</returns>
    protected abstract Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given);

    /// <summary>Writes a picture, if there is one.</summary>
    protected static void Draw(ResultFolder folder, Figure? figure)
    {
        if (figure is not null)
            folder.WriteText(figure.Id + ".svg", FigureFile.ToSvg(figure));
    }

    private int Run(ParseResult given)
    {
        using var interruption = new Interruption();
        var work = Plan(given);
        var folder = new ResultFolder(Folder(given)); // Better known now than at the end.
        try
        {
            var write = ShowProgress.While(progress => work(progress, interruption.Token));
            write(folder);
            Console.Out.WriteLine($"Results: {folder.FullPath}");
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (interruption.HasCome)
        {
            Console.Out.WriteLine("Interrupted. The same command goes on with what is not done yet.");
            return interruption.ExitCode;
        }
    }
}

/// <summary>Shows how far a measurement is: a bar that moves in a terminal, a line for each tenth elsewhere.</summary>
internal static class ShowProgress
{
    /// <summary>Does the work and shows its progress.</summary>
    public static TResult While<TResult>(Func<IRunProgress, TResult> work)
    {
        var isTerminal = !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) // Some build servers pretend to be terminals, but say CI.
            && AnsiConsole.Console.Profile.Capabilities.Interactive;
        return isTerminal
            ? AnsiConsole.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => work(new Bar(context.AddTask("…"))))
            : work(new Lines(Console.Out));
    }

    private sealed class Bar(ProgressTask task) : IRunProgress
    {
        public void Show(int done, int of, string what)
        {
            task.Description = Markup.Escape(what);
            task.MaxValue = of;
            task.Value = done;
        }
    }

    private sealed class Lines(TextWriter output) : IRunProgress
    {
        private int _tenths;

        public void Show(int done, int of, string what)
        {
            var tenths = 10 * done / of;
            if (tenths != _tenths)
                output.WriteLine($"{done} of {of} done: {what}");
            _tenths = tenths;
        }
    }
}
