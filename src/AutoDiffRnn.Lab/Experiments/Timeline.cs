using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>A run that is watched while it learns.</summary>
/// <param name="Run">The run.</param>
internal sealed record TimelineSettings(RunSettings Run);

/// <summary>Reach, gap and accuracy of one network at each evaluation, at the longest distance that it is trained on.</summary>
internal static class Timeline
{
    private const int Twins = 32;
    private const ulong TwinSeed = 404;

    /// <summary>Trains the network and measures.</summary>
    public static TimelineEvidence Measure(TimelineSettings settings, CancellationToken cancellation)
    {
        var regime = settings.Run.Regime;
        var (task, random) = (regime.CreateTask(), new RandomSource(TwinSeed));
        var twins = Enumerable.Range(0, Twins).Select(_ => Grammar.Default.WriteTwins(regime.Spec(regime.Longest), random)).ToList();
        var points = new List<TimelinePoint>();
        var start = new SequenceModel<float>(settings.Run.Model, task, settings.Run.Seed);
        points.Add(Point(0, start, new VerbTest(task, [.. twins.Select(pair => pair.Singular), .. twins.Select(pair => pair.Plural)]).Run(start).Share));
        SentenceRun.Train(settings.Run, (model, point) => points.Add(Point(point.Update, model, point.Right.Share)), cancellation);
        return new TimelineEvidence(settings.Run.Model.Cell.Label, regime.Describe(), points);

        TimelinePoint Point(int update, SequenceModel<float> model, double accuracy) => new(
            update, Sample.Median(ReachBeforeTraining.Measure(model, regime)[^1]), Sample.Median(Gap.Measure(model, task, twins)[^1]), accuracy);
    }
}
