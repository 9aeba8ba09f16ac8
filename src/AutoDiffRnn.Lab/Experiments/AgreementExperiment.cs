using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What guessing scores, at one distance.</summary>
/// <param name="Distance">The distance.</param>
/// <param name="Attractors">How many nouns between have the other number at least, as it was asked for.</param>
/// <param name="Majority">Right answers of always saying the more frequent number.</param>
/// <param name="NearestNoun">Right answers of following the nearest noun before the verb.</param>
internal sealed record AgreementBaseline(int Distance, int Attractors, Count Majority, Count NearestNoun);

/// <summary>What <see cref="AgreementExperiment"/> found.</summary>
internal sealed record AgreementResult(
    AgreementSettings Settings,
    IReadOnlyList<ArmEvidence> Arms,
    IReadOnlyList<AgreementBaseline> Baselines,
    IReadOnlyList<StartEvidence> Starts,
    IReadOnlyList<TimelineEvidence> Timelines)
{
    /// <summary>
    /// What the verdict on claim 5 is computed from, for a cell and two arms that differ in the cut alone; null if they are not among those that ran.
    /// </summary>
    /// <param name="cell">The cell's label.</param>
    /// <param name="spread">The distances that were trained.</param>
    /// <param name="loss">Where the loss was.</param>
    public EndEvidence? End(string cell, Spread spread, LossAt loss)
    {
        var (full, cut) = (Arm(cell, spread, loss, isCut: false), Arm(cell, spread, loss, isCut: true));
        return Starts.FirstOrDefault(start => start.Cell == cell) is { } start && full is not null && cut is not null
            ? new EndEvidence(cell, full.Regime, start.Slopes, Settings.CutAt, FarAccuracy(full), FarAccuracy(cut))
            : null;
    }

    private ArmEvidence? Arm(string cell, Spread spread, LossAt loss, bool isCut)
        => Arms.FirstOrDefault(arm => arm.Cell == cell && arm.Arm == AgreementSettings.ArmName(spread, loss, isCut));

    private double[] FarAccuracy(ArmEvidence arm)
        => [.. arm.Seeds.Select(seed => seed.Final.First(accuracy => accuracy.Distance == Settings.Longest && accuracy.Attractors == 0).Right.Share)];
}

/// <summary>How far gradients reach in a cell before training.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Slopes">The slope of log₁₀ r(n) a word, of each seed.</param>
/// <param name="Curve">r(n) of the first seed: median and quartiles over sentences.</param>
internal sealed record StartEvidence(string Cell, IReadOnlyList<double> Slopes, LagCurve Curve);

/// <summary>
/// Trains models to say <c>was</c> or <c>were</c>, and asks what decides whether they learn it: the cell, the distances, where the loss is, and
/// how far the
/// gradient reaches.
/// </summary>
internal sealed class AgreementExperiment(AgreementSettings settings, RunStore? store = null, int workers = 2)
{
    private const string Name = "agreement";

    /// <summary>Does all runs; finished ones are found in the store.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished runs are in the store.</exception>
    public AgreementResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var show = progress ?? NoProgress.Instance;
        var arms = (from model in settings.Models from arm in settings.Arms select (Model: model, arm.Name, arm.Regime)).ToList();
        var runs = arms.SelectMany(arm => settings.Plan.Runs(Name, arm.Name, arm.Model, arm.Regime)).ToList();
        var queue = new RunQueue(store, workers);
        var records = queue.Run(
            runs, run => $"{Name}, {run.Model.Cell.Label}, {run.Arm}, seed {run.Seed}", (run, token) => SentenceRun.Train(run, null, token).Record, show, cancellation);
        var seeds = records.Chunk(settings.Plan.Seeds).ToList();
        var watched = settings.HasTimelines ? arms.Where(arm => arm.Name == arms[0].Name).ToList() : [];
        var timelines = queue.Run(
            [.. watched.Select(arm => new TimelineSettings(settings.Plan.Runs(Name, arm.Name, arm.Model, arm.Regime).First()))],
            timeline => $"{Name}, {timeline.Run.Model.Cell.Label}, while it learns",
            Timeline.Measure,
            show,
            cancellation);
        return new AgreementResult(
            settings,
            [.. arms.Select((arm, i) => ToEvidence(arm.Model, arm.Name, arm.Regime, seeds[i]))],
            Baselines(),
            [.. settings.Models.Select(Start)],
            timelines);
    }

    private ArmEvidence ToEvidence(ModelSettings model, string arm, Regime regime, IEnumerable<RunRecord> records) => new(
        Name,
        arm,
        model.Cell.Label,
        regime.Describe(),
        settings.Plan.Updates,
        [.. records.Select(record => new SeedEvidence((int)record.Seed, record.LearnedAt, record.Final))]);

    /// <summary>r(n) before training, for each seed that the arms have.</summary>
    private StartEvidence Start(ModelSettings model)
    {
        var regime = settings.RegimeOf(Spread.One, LossAt.Verb, isCut: false);
        var curves = settings.Plan.Runs(Name, "", model, regime).Select(ReachBeforeTraining.Of).ToList();
        return new StartEvidence(model.Cell.Label, [.. curves.Select(curve => curve.Slope)], curves[0].Curve);
    }

    private List<AgreementBaseline> Baselines()
    {
        var baselines = new List<AgreementBaseline>();
        var regime = settings.RegimeOf(Spread.One, LossAt.Verb, isCut: false);
        foreach (var distance in settings.Plan.TestDistances.Append(settings.Longest).Distinct().Order())
        {
            if (distance < SentenceSpec.LeastDistance(settings.Filling))
                continue;
            foreach (var attractors in settings.Filling == Filling.Prepositions ? new[] { 0, 1, int.MaxValue } : [0])
            {
                var test = SentenceRun.FinalTest(regime, distance, attractors, settings.Plan.TestSentences);
                baselines.Add(new AgreementBaseline(distance, test.Sentences[0].Attractors, test.Majority, test.NearestNoun));
            }
        }

        return baselines;
    }
}
