using System.CommandLine;
using AutoDiffRnn.Lab.Experiments;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>The options that say how long and how often models of sentences are trained.</summary>
internal sealed class PlanOptions
{
    private readonly TrainingPlan _defaults;
    private readonly Option<long?> _seeds;
    private readonly Option<long?> _updates;
    private readonly Option<long?> _batch;
    private readonly Option<double?> _learningRate;
    private readonly Option<long?> _evaluateEvery;
    private readonly Option<bool> _goOn = new("--go-on") { Description = "Train all updates, even when the task was learned before." };

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">What holds where an option is not given.</param>
    public PlanOptions(TrainingPlan defaults)
    {
        _defaults = defaults;
        _seeds = CheckedOption.Whole("--seeds", $"The runs of each arm; their seeds follow --seed. Default: {defaults.Seeds}.", 1, 1000);
        _updates = CheckedOption.Whole("--updates", $"The most updates of a run. Default: {defaults.Updates}.", 1, 10_000_000);
        _batch = CheckedOption.Whole("--batch", $"The sentences of an update, B. Default: {defaults.Batch}.", 1, 4096);
        _learningRate = CheckedOption.Real("--learning-rate", Tables.Invariant($"Adam's learning rate. Default: {defaults.LearningRate}."), 0, 10);
        _evaluateEvery = CheckedOption.Whole("--evaluate-every", $"The updates between two evaluations. Default: {defaults.EvaluateEvery}.", 1, 1_000_000);
    }

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_seeds, _updates, _batch, _learningRate, _evaluateEvery, _goOn];

    /// <summary>What was given.</summary>
    public TrainingPlan Read(ParseResult given, ulong seed) => _defaults with
    {
        Seed = seed,
        Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
        Updates = (int)(given.GetValue(_updates) ?? _defaults.Updates),
        Batch = (int)(given.GetValue(_batch) ?? _defaults.Batch),
        LearningRate = given.GetValue(_learningRate) ?? _defaults.LearningRate,
        EvaluateEvery = (int)(given.GetValue(_evaluateEvery) ?? _defaults.EvaluateEvery),
        EndsWhenLearned = !given.GetValue(_goOn) && _defaults.EndsWhenLearned,
    };
}
