using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>One training run with its evaluations: from settings to a record, the same each time.</summary>
internal static class SentenceRun
{
    /// <summary>What an evaluation needs to count as a success.</summary>
    public const double Threshold = 0.95;

    /// <summary>How many successes in a row it takes until a task counts as learned.</summary>
    public const int InARow = 3;

    private const ulong EvaluationSeed = 101;
    private const ulong TestSeed = 202;

    /// <summary>Trains a model.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="watch">Called after each evaluation with the model and the update.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <returns>The record, and the model at the end.</returns>
    public static (RunRecord Record, SequenceModel<float> Model) Train(
        RunSettings settings, Action<SequenceModel<float>, EvaluationPoint>? watch = null, CancellationToken cancellation = default)
    {
        var trainer = new SentenceTrainer(settings, Grammar.Default);
        var evaluations = Tests(settings, settings.Regime.Distances.Distinct().Order(), EvaluationSeed);
        var (points, inARow, learnedAt, losses) = (new List<EvaluationPoint>(), 0, (int?)null, 0.0);
        for (var update = 1; update <= settings.Updates && !(settings.EndsWhenLearned && learnedAt is not null); update++)
        {
            cancellation.ThrowIfCancellationRequested();
            losses += trainer.Update();
            if (update % settings.EvaluateEvery != 0)
                continue;
            var point = new EvaluationPoint(update, losses / settings.EvaluateEvery, Count.Sum(evaluations.Select(test => test.Run(trainer.Model))));
            points.Add(point);
            watch?.Invoke(trainer.Model, point);
            inARow = point.Right.Share >= Threshold ? inARow + 1 : 0;
            learnedAt ??= inARow == InARow ? update : null;
            losses = 0;
        }

        var final = FinalTests(settings, trainer.Model);
        var isPassed = Count.Sum(final.Where(test => test.IsTrained).Select(test => test.Right)).Share >= Threshold;
        return (new RunRecord(settings.Arm, settings.Seed, trainer.Updates, isPassed ? learnedAt : null, points, final), trainer.Model);
    }

    /// <summary>The trained distances that are evaluated: few of many, evenly spread, the shortest and the longest among them.</summary>
    private static List<VerbTest> Tests(RunSettings settings, IEnumerable<int> distances, ulong seed)
    {
        var task = settings.Regime.CreateTask();
        var all = distances.ToArray();
        var few = all.Length <= 4 ? all : [all[0], all[all.Length / 3], all[2 * all.Length / 3], all[^1]];
        var count = Math.Max(16, settings.TestSentences / few.Length);
        return [.. few.Select(distance => new VerbTest(task, Grammar.Default, settings.Regime.Spec(distance), count, new RandomSource(seed + (ulong)distance)))];
    }

    /// <summary>The test at the end at one distance: the same sentences for every model and arm.</summary>
    /// <param name="regime">What the model is asked.</param>
    /// <param name="distance">The distance.</param>
    /// <param name="attractors">How many of the nouns between have the other number.</param>
    /// <param name="sentences">How many sentences.</param>
    public static VerbTest FinalTest(Regime regime, int distance, int attractors, int sentences) => new(
        regime.CreateTask(), Grammar.Default, regime.Spec(distance) with { Attractors = attractors }, sentences, new RandomSource(TestSeed + (ulong)distance));

    private static List<DistanceAccuracy> FinalTests(RunSettings settings, SequenceModel<float> model)
    {
        var (regime, results) = (settings.Regime, new List<DistanceAccuracy>());
        var least = SentenceSpec.LeastDistance(regime.Filling);
        foreach (var distance in regime.Distances.Concat(settings.TestDistances).Where(distance => distance >= least).Distinct().Order())
        {
            foreach (var asked in regime.Filling == Filling.Prepositions ? settings.TestAttractors : [0])
            {
                var test = FinalTest(regime, distance, asked, settings.TestSentences);
                var attractors = test.Sentences[0].Attractors;
                if (!results.Any(result => result.Distance == distance && result.Attractors == attractors))
                    results.Add(new DistanceAccuracy(distance, attractors, regime.Distances.Contains(distance), test.Run(model)));
            }
        }

        return results;
    }
}
