using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What <see cref="TranslateExperiment"/> does.</summary>
internal sealed record TranslateSettings
{
    /// <summary>What all runs have in common.</summary>
    public TrainingPlan Plan { get; init; } = new() { Updates = 800, TestDistances = [3, 6, 40] };

    /// <summary>The models.</summary>
    public IReadOnlyList<ModelSettings> Models { get; init; } = [new(new CellSettings("Elman"))];

    /// <summary>The distances from noun to verb that are trained, mixed.</summary>
    public IReadOnlyList<int> Distances { get; init; } = [12];

    /// <summary>The sentences on which words are tested.</summary>
    public int TestSentences { get; init; } = 256;

    /// <summary>What the models are trained on.</summary>
    public Regime Regime => new(TaskKind.Translation, Filling.Adjectives, Distances, LossAt.EveryWord);
}

/// <summary>How one network translates at the longest distance that it was trained on.</summary>
/// <param name="Record">Its training.</param>
/// <param name="Early">The subject.</param>
/// <param name="Late">The noun at the end of the sentence.</param>
/// <param name="Exchanged">The same noun, with the states exchanged that are handed to it.</param>
/// <param name="Verb">The copula, whose French form needs the subject's number.</param>
/// <param name="Predicate">The adjective after it, whose French form needs the subject's number and gender.</param>
/// <param name="Words">All words whose translation needs no other word.</param>
/// <param name="AdjointRatio">How much of the adjoint passes the nonlinearity of a word's own step, see <see cref="WordTest.AdjointRatio"/>.</param>
internal sealed record TranslatingSeed(
    RunRecord Record, Count Early, Count Late, Count Exchanged, Count Verb, Count Predicate, Count Words, double AdjointRatio);

/// <summary>What was found with one model.</summary>
internal sealed record TranslatingModel(ModelSettings Model, IReadOnlyList<TranslatingSeed> Seeds);

/// <summary>What <see cref="TranslateExperiment"/> found.</summary>
internal sealed record TranslateResult(TranslateSettings Settings, IReadOnlyList<TranslatingModel> Models)
{
    /// <summary>The highest share of right verbs with which a network counts as failing at the verb: between a guess and success.</summary>
    public const double FailsUpTo = 0.75;

    /// <summary>What the verdict on claim 6 is computed from.</summary>
    public NowEvidence Now(TranslatingModel model) => new(
        model.Model.Cell.Label,
        Settings.Regime.Describe(),
        [.. model.Seeds.Select(seed => new NowSeed((int)seed.Record.Seed, seed.Early, seed.Late, seed.Exchanged))]);

    /// <summary>What the verdict on claim 4 is computed from: the seeds that fail at the verb.</summary>
    /// <param name="model">A model whose states are tanh of a sum; for others the ratios are of no meaning.</param>
    /// <param name="ratios">The ratio of adjoints by the scale of the weights.</param>
    public BeginningEvidence Beginning(TranslatingModel model, IReadOnlyList<AdjointRatio> ratios) => new(
        Settings.Regime.Describe(),
        [.. model.Seeds.Where(seed => seed.Verb.Share <= FailsUpTo)
            .Select(seed => new FailingSeed((int)seed.Record.Seed, seed.Verb, seed.Words, seed.AdjointRatio))],
        ratios);

    /// <summary>The training runs.</summary>
    public IReadOnlyList<ArmEvidence> Arms => [.. Models.Select(model => new ArmEvidence(
        TranslateExperiment.Name,
        "translation",
        model.Model.Cell.Label,
        Settings.Regime.Describe(),
        Settings.Plan.Updates,
        [.. model.Seeds.Select(seed => new SeedEvidence((int)seed.Record.Seed, seed.Record.LearnedAt, seed.Record.Final))]))];
}

/// <summary>
/// Trains models to translate word by word, and asks which words come out right: those whose translation depends on the word alone, and those
/// that need
/// what was read long before.
/// </summary>
internal sealed class TranslateExperiment(TranslateSettings settings, RunStore? store = null, int workers = 2)
{
    /// <summary>The name of the experiment.</summary>
    public const string Name = "translate";

    private const ulong TestSeed = 505;

    /// <summary>Does all runs; finished ones are found in the store.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished runs are in the store.</exception>
    public TranslateResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var runs = settings.Models.SelectMany(model => settings.Plan.Runs(Name, "translation", model, settings.Regime))
            .Select(run => new TranslateRun(run, settings.TestSentences)).ToList();
        var seeds = new RunQueue(store, workers).Run(
            runs, run => $"{Name}, {run.Run.Model.Cell.Label}, seed {run.Run.Seed}", Train, progress ?? NoProgress.Instance, cancellation);
        return new TranslateResult(
            settings, [.. settings.Models.Zip(seeds.Chunk(settings.Plan.Seeds), (model, of) => new TranslatingModel(model, of))]);
    }

    private static TranslatingSeed Train(TranslateRun run, CancellationToken cancellation)
    {
        var (record, model) = SentenceRun.Train(run.Run, null, cancellation);
        var regime = run.Run.Regime;
        var test = new WordTest(regime.CreateTask(), Grammar.Default, regime.Spec(regime.Longest), run.TestSentences, new RandomSource(TestSeed));
        var right = test.Run(model);
        var words = Count.Sum([right[WordKind.Subject], right[WordKind.Companion], right[WordKind.Plain]]);
        return new TranslatingSeed(
            record,
            right[WordKind.Subject],
            right[WordKind.Companion],
            test.RunExchanged(model, WordKind.Companion),
            right[WordKind.Verb],
            right[WordKind.Predicate],
            words,
            test.AdjointRatio(model));
    }

    private sealed record TranslateRun(RunSettings Run, int TestSentences);
}
