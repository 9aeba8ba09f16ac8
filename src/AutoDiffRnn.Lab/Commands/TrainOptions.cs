using System.CommandLine;
using System.Globalization;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>The options of <c>lab train</c>, and the settings that they stand for.</summary>
internal sealed class TrainOptions
{
    private const int LargestVector = 2048;
    private const int LongestSegment = 8192;
    private const int MostStreams = 8192;
    private const long MostUpdates = 1_000_000_000;

    private static readonly TrainingSettings _defaults = new();

    private readonly Option<string?> _cell = CheckedOption.Choice(
        "--cell", $"The cell to train. Default: {_defaults.Cell}.", CharacterCell.All.Select(cell => cell.Name));

    private readonly Option<long?> _hidden = CheckedOption.Whole(
        "--hidden", $"The size of the states, H. Default: {_defaults.Hidden}.", 1, LargestVector);

    private readonly Option<long?> _embedding = CheckedOption.Whole(
        "--embedding", $"The size of a character's vector, D. Default: {_defaults.Embedding}.", 1, LargestVector);

    private readonly Option<long?> _length = CheckedOption.Whole(
        "--length", $"The characters of a segment, T: as far back as gradients go. Default: {_defaults.Length}.", 1, LongestSegment);

    private readonly Option<long?> _batch = CheckedOption.Whole(
        "--batch", $"The streams side by side, B. Default: {_defaults.Batch}.", 1, MostStreams);

    private readonly Option<string?> _optimizer = CheckedOption.Choice(
        "--optimizer",
        $"The rule that changes the weights; sgd has a momentum of 0.9. Default: {_defaults.Optimizer}.",
        TrainingSettings.Optimizers.Keys);

    private readonly Option<double?> _learningRate = CheckedOption.Real(
        "--learning-rate", $"The highest learning rate. Default: {string.Join(", ", TrainingSettings.Optimizers.Select(Describe))}.", 0, 1000);

    private readonly Option<string?> _schedule = CheckedOption.Choice(
        "--schedule",
        $"The course of the learning rate after a short rise: down along a cosine over the updates, or the same. Default: {_defaults.Schedule}.",
        TrainingSettings.Schedules);

    private readonly Option<double?> _clip = CheckedOption.Real(
        "--clip", Invariant($"The largest norm of all gradients together; larger ones are scaled down. Default: {_defaults.Clip}."), 0, 1e9);

    private readonly Option<ulong?> _seed = CheckedOption.Seed($"Where all random numbers come from. Default: {_defaults.Seed}.");

    private readonly Option<long?> _updates = CheckedOption.Whole(
        "--updates", $"The updates of the run. Default: {_defaults.Updates}, or those of the run that is resumed.", 1, MostUpdates);

    private readonly Option<long?> _evaluateEvery = CheckedOption.Whole(
        "--evaluate-every",
        $"The updates between two lines of progress; the checkpoint is saved at each. Default: {_defaults.EvaluateEvery}.",
        1,
        MostUpdates);

    /// <summary>Makes the options.</summary>
    public TrainOptions() => _length.Aliases.Add("--steps-per-segment");

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> All =>
    [
        _cell, _hidden, _embedding, _length, _batch, _optimizer, _learningRate, _schedule, _clip, _seed, _updates, _evaluateEvery,
    ];

    /// <summary>The settings of a new run.</summary>
    public TrainingSettings ForNewRun(ParseResult given) => Apply(given, _defaults);

    /// <summary>
    /// The settings of a run that is resumed: its own. Options may repeat them. What does not change the run's course may differ:
    /// how often it is evaluated, and the updates to go to, see <see cref="UpdatesToGoTo"/>.
    /// </summary>
    /// <exception cref="LabException">An option asks for something else.</exception>
    public TrainingSettings ForResumedRun(ParseResult given, RunHeader header)
    {
        var settings = Apply(given, header.Settings) with { Updates = header.Settings.Updates };
        var (asked, stored) = ((settings with { EvaluateEvery = header.Settings.EvaluateEvery }).Entries, header.Settings.Entries);
        foreach (var (name, value) in asked.Where(entry => entry.Value != stored[entry.Key]))
            throw LabErrors.OtherSetting("--" + name, stored[name], value, header.Path);
        return settings;
    }

    /// <summary>The number of updates that a run is to reach.</summary>
    public long UpdatesToGoTo(ParseResult given, TrainingSettings settings) => given.GetValue(_updates) ?? settings.Updates;

    /// <summary>The part of a command line that makes a resumed run go to the same end.</summary>
    public string RepeatedLimits(ParseResult given, TrainingSettings settings)
        => UpdatesToGoTo(given, settings) is var updates && updates != settings.Updates ? Invariant($" --updates {updates}") : "";

    private TrainingSettings Apply(ParseResult given, TrainingSettings otherwise)
    {
        var optimizer = given.GetValue(_optimizer) ?? otherwise.Optimizer;
        return new TrainingSettings
        {
            Cell = given.GetValue(_cell) ?? otherwise.Cell,
            Hidden = (int)(given.GetValue(_hidden) ?? otherwise.Hidden),
            Embedding = (int)(given.GetValue(_embedding) ?? otherwise.Embedding),
            Length = (int)(given.GetValue(_length) ?? otherwise.Length),
            Batch = (int)(given.GetValue(_batch) ?? otherwise.Batch),
            Optimizer = optimizer,
            LearningRate = given.GetValue(_learningRate)
                ?? (optimizer == otherwise.Optimizer ? otherwise.LearningRate : TrainingSettings.Optimizers[optimizer]),
            Schedule = given.GetValue(_schedule) ?? otherwise.Schedule,
            Clip = given.GetValue(_clip) ?? otherwise.Clip,
            Seed = given.GetValue(_seed) ?? otherwise.Seed,
            Updates = given.GetValue(_updates) ?? otherwise.Updates,
            EvaluateEvery = given.GetValue(_evaluateEvery) ?? otherwise.EvaluateEvery,
        };
    }

    private static string Describe(KeyValuePair<string, double> optimizer) => Invariant($"{optimizer.Value} for {optimizer.Key}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
