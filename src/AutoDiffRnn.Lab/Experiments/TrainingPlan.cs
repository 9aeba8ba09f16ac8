using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What all runs of an experiment have in common.</summary>
internal sealed record TrainingPlan
{
    /// <summary>The first seed; the others follow it. Every arm has the same ones, so that they can be compared in pairs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seeds.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>The most updates of a run.</summary>
    public int Updates { get; init; } = 2000;

    /// <summary>Sentences of an update, B.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>The updates between two evaluations.</summary>
    public int EvaluateEvery { get; init; } = 100;

    /// <summary>Whether a run ends when it has learned.</summary>
    public bool EndsWhenLearned { get; init; } = true;

    /// <summary>The distances that are tested beside those that were trained.</summary>
    public IReadOnlyList<int> TestDistances { get; init; } = [];

    /// <summary>The sentences of each test.</summary>
    public int TestSentences { get; init; } = 128;

    /// <summary>The runs of an arm, one for each seed.</summary>
    public IEnumerable<RunSettings> Runs(string experiment, string arm, ModelSettings model, Regime regime)
        => Enumerable.Range(0, Seeds).Select(i => new RunSettings
        {
            Experiment = experiment,
            Arm = arm,
            Model = model,
            Regime = regime,
            Seed = Seed + (ulong)i,
            Updates = Updates,
            Batch = Batch,
            LearningRate = LearningRate,
            EvaluateEvery = EvaluateEvery,
            EndsWhenLearned = EndsWhenLearned,
            TestDistances = TestDistances,
            TestAttractors = [0, 1, int.MaxValue],
            TestSentences = TestSentences,
        });
}
