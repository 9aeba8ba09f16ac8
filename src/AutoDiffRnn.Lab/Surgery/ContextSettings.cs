using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Surgery;

/// <summary>What <see cref="ContextExperiment"/> does.</summary>
internal sealed record ContextSettings
{
    /// <summary>The model.</summary>
    public ModelSettings Model { get; init; } = new(new CellSettings("Elman"));

    /// <summary>What it is trained on.</summary>
    public Regime Regime { get; init; } = new(TaskKind.NextWord, Filling.Adjectives, [2, 3, 4, 5, 6], LossAt.EveryWord);

    /// <summary>The first seed; the others follow it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many networks are trained.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>The updates of each.</summary>
    public int Updates { get; init; } = 4000;

    /// <summary>The updates between two looks whether a network fails.</summary>
    public int EvaluateEvery { get; init; } = 50;

    /// <summary>The distance at which it should be right.</summary>
    public int ShortDistance { get; init; } = 5;

    /// <summary>The distance at which it should be wrong.</summary>
    public int LongDistance { get; init; } = 80;

    /// <summary>What counts as right at the short distance: at least this share.</summary>
    public double RightFrom { get; init; } = 0.95;

    /// <summary>What counts as wrong at the long distance: at most this share.</summary>
    public double WrongUpTo { get; init; } = 0.75;

    /// <summary>The sentences of each test and of surgery.</summary>
    public int Sentences { get; init; } = 256;

    /// <summary>The short sentences among which donors are looked for.</summary>
    public int Donors { get; init; } = 2048;

    /// <summary>The sentences that probes and the new output layer learn from.</summary>
    public int ProbeSentences { get; init; } = 512;

    /// <summary>The runs, one for each seed.</summary>
    public IReadOnlyList<ContextRun> CreateRuns() => [.. Enumerable.Range(0, Seeds).Select(i => new ContextRun(this, Seed + (ulong)i))];

    /// <summary>What the probes of a seed are trained and tested on.</summary>
    public ProbeSettings Probe(ulong seed)
        => new(Regime.Spec(LongDistance)) { TrainingSentences = ProbeSentences, TestSentences = Sentences, Seed = seed };
}

/// <summary>One of the networks.</summary>
internal sealed record ContextRun(ContextSettings Settings, ulong Seed)
{
    /// <summary>How it is trained: until the trained distances are learned, or to the last update.</summary>
    public RunSettings Training => new()
    {
        Experiment = "surgery",
        Arm = "context",
        Model = Settings.Model,
        Regime = Settings.Regime,
        Seed = Seed,
        Updates = Settings.Updates,
        EvaluateEvery = Settings.EvaluateEvery,
        TestSentences = Settings.Sentences,
    };
}
