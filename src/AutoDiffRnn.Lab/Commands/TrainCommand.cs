using System.CommandLine;
using System.Globalization;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Text;
using AutoDiffRnn.Lab.Training;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab train</c>: trains a character model, or goes on with one.</summary>
internal sealed class TrainCommand : Command, IHasExamples
{
    private readonly TrainOptions _settings = new();

    private readonly Option<string?> _text = CheckedOption.File(
        "--text", $"The text to learn from, in UTF-8. Default: {Corpus.DefaultName}, which comes with the program.");

    private readonly Option<double?> _minutes = CheckedOption.Real(
        "--minutes", "Stop after this time, whatever is left to do; --resume goes on.", 0, 100_000);

    private readonly Option<string?> _checkpoint = CheckedOption.File(
        "--checkpoint", "Where to save the run. Default: runs/CELL.safetensors, or the file that is resumed.");

    private readonly Option<string?> _resume = CheckedOption.File(
        "--resume", "Go on with the run in this file, with its settings, as if it had never stopped.");

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a run that is in the file already." };

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Trains a character model with truncated backpropagation through time, or goes on with one.")
    {
        foreach (var option in (IEnumerable<Option>)[_text, .. _settings.All, _minutes, _checkpoint, _resume, _overwrite])
            Options.Add(option);
        SetAction(Train);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab train", "train an LSTM on the text that comes with the program, into runs/lstm.safetensors"),
        ("lab train --cell gru --hidden 128 --minutes 2", "train a small gated recurrent unit for two minutes"),
        ("lab train --text book.txt --checkpoint runs/book.safetensors", "train on a text of your own"),
        ("lab train --resume runs/lstm.safetensors", "go on with a run that was interrupted by Ctrl-C"),
        ("lab train --resume runs/lstm.safetensors --updates 9000", "make a run longer"),
    ];

    private int Train(ParseResult given)
    {
        using var interruption = new Interruption();
        var resumed = given.GetValue(_resume);
        var header = resumed is null ? null : RunHeader.Read(_resume.Name, resumed);
        var settings = header is null ? _settings.ForNewRun(given) : _settings.ForResumedRun(given, header);
        var path = given.GetValue(_checkpoint) ?? resumed ?? Path.Combine("runs", settings.Cell + ".safetensors");
        var isItsOwn = resumed is not null && Path.GetFullPath(path) == Path.GetFullPath(resumed);
        if (File.Exists(path) && !isItsOwn && !given.GetValue(_overwrite))
            throw LabErrors.CheckpointExists(path);

        var corpus = Corpus.Load(given.GetValue(_text));
        var run = header is null ? new TrainingRun(settings, corpus) : RunCheckpoint.Resume(_resume.Name, header, settings, corpus);
        var time = given.GetValue(_minutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var limits = new TrainingLimits(_settings.UpdatesToGoTo(given, settings), time);
        var loop = new TrainingLoop(run, limits, path, () => interruption.HasCome);

        Introduce(run, limits, path);
        var reason = IsTerminal()
            ? LiveProgress.Run(AnsiConsole.Console, limits.Updates, loop.Run)
            : loop.Run(new PlainProgress(Console.Out));
        return Conclude(given, run, loop, reason, path) ? ExitCode.Success : interruption.ExitCode;
    }

    /// <summary>Whether somebody looks on. Some build servers pretend to be terminals, but say CI.</summary>
    private static bool IsTerminal() => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
        && AnsiConsole.Console.Profile.Capabilities.Interactive;

    private static void Introduce(TrainingRun run, TrainingLimits limits, string path)
    {
        var (settings, corpus) = (run.Settings, run.Corpus);
        Write($"text         {corpus.Name}: {corpus.Training.Length:#,0} characters to train on, {corpus.HeldOut.Length:#,0} held out");
        Write($"             {corpus.Vocabulary.Count} different ones: a uniform guess costs {Math.Log2(corpus.Vocabulary.Count):0.00} bits");
        Write($"model        {settings.Cell}, H = {settings.Hidden}, D = {settings.Embedding}: {run.Trainer.Optimizer.Count:#,0} weights");
        Write($"training     {settings.Optimizer} {settings.LearningRate} {settings.Schedule}, clip {settings.Clip}, seed {settings.Seed}");
        Write($"segments     T = {settings.Length}, B = {settings.Batch}");
        Write($"updates      {run.Trainer.Updates:#,0} of {limits.Updates:#,0}");
        if (limits.Time is { } time)
            Write($"             for {time.TotalMinutes:0.##} minutes at most");
        Write($"checkpoint   {path}");
        Write($"");
        Write($"{TrainingReport.Heading}");
    }

    /// <summary>Says how a sitting ended and how to go on.</summary>
    /// <returns>Whether it ended as it was asked to.</returns>
    private bool Conclude(ParseResult given, TrainingRun run, TrainingLoop loop, StopReason reason, string path)
    {
        var file = ThisProgram.Quote(path);
        Write($"");
        if (reason != StopReason.Interrupted)
            Write($"held-out text, all of it: {loop.FinalBits():0.0000} bits a character after {run.Trainer.Updates:#,0} updates");
        Write($"{(reason == StopReason.Interrupted ? "Interrupted: saved" : "Saved")} {path} at update {run.Trainer.Updates}.");
        if (reason != StopReason.Complete)
        {
            var text = given.GetValue(_text) is { } named ? $" --text {ThisProgram.Quote(named)}" : "";
            Write($"Go on:       {ThisProgram.CommandLine} train --resume {file}{text}{_settings.RepeatedLimits(given, run.Settings)}");
        }

        if (reason != StopReason.Interrupted)
            Write($"Write text:  {ThisProgram.CommandLine} sample --checkpoint {file}");
        return reason != StopReason.Interrupted;
    }

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
