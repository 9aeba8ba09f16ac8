using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Remedies;

/// <summary>How a network carries the subject's number, at one moment of its training.</summary>
/// <param name="Reach">log₁₀ of the median of r(n) over sentences, at the lag of the subject.</param>
/// <param name="Slope">The slope of log₁₀ of the median of r(n) a word, from lag 0 to the subject.</param>
/// <param name="Gap">The median gap of twin sentences at the verb, over the median gap at the subject.</param>
internal sealed record Carrying(double Reach, double Slope, double Gap);

/// <summary>What one network did.</summary>
/// <param name="Remedy">Its remedy.</param>
/// <param name="Start">How it carried the number before training.</param>
/// <param name="End">How it does after it.</param>
/// <param name="Training">The training.</param>
internal sealed record RemedyRecord(string Remedy, Carrying Start, Carrying End, RunRecord Training);

/// <summary>What all networks did.</summary>
internal sealed record RemedyResult(RemedySettings Settings, IReadOnlyList<RemedyRecord> Records)
{
    /// <summary>
    /// Dose and response: r(n) at the start, for the lag of the subject, against the updates until the task was learned, over all networks. Those
    /// that never learned come after all others.
    /// </summary>
    public RankCorrelation DoseAndResponse => RankCorrelation.Of(
        [.. Records.Select(record => record.Start.Reach)], [.. Records.Select(record => record.Training.LearnedAt ?? double.PositiveInfinity)]);

    /// <summary>How many networks with a remedy had not learned by an update.</summary>
    public Survival SurvivalOf(Remedy remedy) => Survival.Of([.. Of(remedy).Select(record => record.Training.LearnedAt is { } update
        ? new Duration(update, true)
        : new Duration(record.Training.Updates, false))]);

    /// <summary>The networks with a remedy.</summary>
    public IReadOnlyList<RemedyRecord> Of(Remedy remedy) => [.. Records.Where(record => record.Remedy == remedy.Name)];

    /// <summary>The training runs, as the report draws them.</summary>
    public IReadOnlyList<ArmEvidence> ToEvidence() => [.. Settings.Remedies.Select(remedy => new ArmEvidence(
        "remedies", remedy.Name, remedy.Cell.Label, Settings.RegimeOf(remedy).Describe(), Settings.Updates,
        [.. Of(remedy).Select(record => new SeedEvidence((int)record.Training.Seed, record.Training.LearnedAt, record.Training.Final))]))];
}

/// <summary>
/// What each remedy does to how far the gradient reaches, to how well the state keeps the number, and to how soon the task is learned. All remedies
/// have the
/// same task and seeds.
/// </summary>
internal sealed class RemedyExperiment(RemedySettings settings, RunStore? store = null, int workers = 2)
{
    private const int Sentences = 32;
    private const ulong MeasuringSeed = 9001;

    /// <summary>Trains and measures all networks; finished ones are found in the store.</summary>
    public RemedyResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var records = new RunQueue(store, workers).Run(
            settings.CreateRuns(), run => $"{run.Remedy}, seed {run.Training.Seed}", Run, progress ?? NoProgress.Instance, cancellation);
        return new RemedyResult(settings, records);
    }

    private static RemedyRecord Run(RemedyRun run, CancellationToken cancellation)
    {
        var task = run.Training.Regime.CreateTask();
        var start = Measure(new SequenceModel<float>(run.Training.Model, task, run.Training.Seed), task, run);
        var (record, model) = SentenceRun.Train(run.Training, cancellation: cancellation);
        return new RemedyRecord(run.Remedy, start, Measure(model, task, run), record);
    }

    /// <summary>Measures on sentences that are the same for all networks.</summary>
    private static Carrying Measure(SequenceModel<float> model, SentenceTask task, RemedyRun run)
    {
        var random = new RandomSource(MeasuringSeed);
        var spec = run.Training.Regime.Spec(run.Distance);
        List<(Sentence Singular, Sentence Plural)> twins = [.. Enumerable.Range(0, Sentences).Select(_ => Grammar.Default.WriteTwins(spec, random))];
        List<Sentence> sentences = [.. twins.Select((pair, i) => i % 2 == 0 ? pair.Singular : pair.Plural)];

        var lag = task.VerbAskedAt(sentences[0]) - sentences[0].SubjectAt;
        double[] curve = [.. Reach.Measure(model, task, sentences, lag).Select(atLag => Math.Log10(Sample.Median(atLag)))];
        var gaps = Gap.Measure(model, task, twins);
        var atSubject = Sample.Median(gaps[sentences[0].SubjectAt]);
        return new Carrying(curve[^1], SlopeOf(curve), Sample.Median(gaps[^1]) / atSubject);
    }

    /// <summary>The slope over the lags at which anything arrives; −∞ if nothing does from the second lag on.</summary>
    private static double SlopeOf(double[] curve) => curve.Count(double.IsFinite) < 2 ? double.NegativeInfinity : StraightLine.Fit(curve).Slope;
}
