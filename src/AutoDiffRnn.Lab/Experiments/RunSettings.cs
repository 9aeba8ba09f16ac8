using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>One training run: everything that its result depends on.</summary>
internal sealed record RunSettings
{
    /// <summary>The experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>The arm of it.</summary>
    public required string Arm { get; init; }

    /// <summary>The model.</summary>
    public required ModelSettings Model { get; init; }

    /// <summary>What it is trained on.</summary>
    public required Regime Regime { get; init; }

    /// <summary>Where first values and training sentences come from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The most updates.</summary>
    public int Updates { get; init; } = 2000;

    /// <summary>Sentences of an update, B.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>The largest norm of all gradients together.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>The updates between two evaluations.</summary>
    public int EvaluateEvery { get; init; } = 50;

    /// <summary>Whether training ends when the task counts as learned: at the third evaluation in a row with at least 95 % right.</summary>
    public bool EndsWhenLearned { get; init; } = true;

    /// <summary>The distances that are tested at the end.</summary>
    public IReadOnlyList<int> TestDistances { get; init; } = [];

    /// <summary>How many of the nouns between have the other number in the tests at the end; one test for each.</summary>
    public IReadOnlyList<int> TestAttractors { get; init; } = [0];

    /// <summary>The sentences of each test.</summary>
    public int TestSentences { get; init; } = 128;
}
