using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Remedies;

/// <summary>Something that is said to help against vanishing or exploding gradients.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Idea">What is done, in words.</param>
/// <param name="Cell">The cell, with its first values.</param>
internal sealed record Remedy(string Name, string Idea, CellSettings Cell)
{
    /// <summary>The largest norm of all gradients together; null for no limit.</summary>
    public double? Clip { get; init; } = 1;

    /// <summary>Whether shorter distances are trained, too.</summary>
    public bool MixesLengths { get; init; }

    private static readonly CellSettings _plain = new("Elman") { Recurrent = RecurrentStart.Glorot };

    private static readonly CellSettings _leaky = new("LeakyRnn")
    {
        Recurrent = RecurrentStart.Glorot,
        Constants = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["alpha"] = 0.1 },
    };

    /// <summary>All remedies; the first is none, and the others differ from it in what they name.</summary>
    public static IReadOnlyList<Remedy> All { get; } =
    [
        new("none", "a tanh network as it comes: Glorot's first values, no clipping", _plain) { Clip = null },
        new("clipping", "gradients with a norm above 1 are scaled down", _plain),
        new("orthogonal start", "recurrent weights begin as a rotation, which keeps lengths", new CellSettings("Elman")),
        new("identity start", "recurrent weights begin as the identity", new CellSettings("Elman") { Recurrent = RecurrentStart.Identity }),
        new("identity start, ReLU", "the same with max(0, ·), whose slope is 1, for tanh", new("Irnn") { Recurrent = RecurrentStart.Identity }),
        new("leaky units", "each unit keeps 90 % of its value from step to step", _leaky),
        new("gating: GRU", "a gate chooses between the old value and a new one", new CellSettings("Gru")),
        new("gating: LSTM", "a memory behind three gates", new CellSettings("Lstm") { ForgetBias = 0 }),
        new("forget bias 1", "the forget gate begins at 0.73", new CellSettings("Lstm") { ForgetBias = 1 }),
        new("forget bias 2", "the forget gate begins at 0.88", new CellSettings("Lstm") { ForgetBias = 2 }),
        new("forget bias 4", "the forget gate begins at 0.98", new CellSettings("Lstm") { ForgetBias = 4 }),
        new("layer norm", "an LSTM whose sums are normalised", new CellSettings("LayerNormLstm") { ForgetBias = 1 }),
        new("mixed lengths", "the plain network, clipped, also trained on all shorter distances", _plain) { MixesLengths = true },
    ];

}

/// <summary>What <see cref="RemedyExperiment"/> does.</summary>
internal sealed record RemedySettings
{
    /// <summary>The remedies.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = Remedy.All;

    /// <summary>The first seed; the others follow it. All remedies have the same.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many networks are trained with each remedy.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>The most updates of each.</summary>
    public int Updates { get; init; } = 1500;

    /// <summary>The distance from noun to verb.</summary>
    public int Distance { get; init; } = 20;

    /// <summary>H.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>The runs, seed by seed and within a seed remedy by remedy, so that an interrupted experiment has whole seeds.</summary>
    public IReadOnlyList<RemedyRun> CreateRuns()
        => [.. Enumerable.Range(0, Seeds).SelectMany(i => Remedies.Select(
            remedy => new RemedyRun(remedy.Name, TrainingOf(remedy, Seed + (ulong)i), Distance)))];

    /// <summary>What a remedy's networks are trained on.</summary>
    public Regime RegimeOf(Remedy remedy)
        => new(TaskKind.NextWord, Filling.Adjectives, remedy.MixesLengths ? [.. Enumerable.Range(2, Distance - 1)] : [Distance], LossAt.Verb);

    private RunSettings TrainingOf(Remedy remedy, ulong seed) => new()
    {
        Experiment = "remedies",
        Arm = remedy.Name,
        Model = new ModelSettings(remedy.Cell, Hidden),
        Regime = RegimeOf(remedy),
        Seed = seed,
        Updates = Updates,
        Clip = remedy.Clip ?? double.MaxValue,
    };
}

/// <summary>One network with one remedy.</summary>
internal sealed record RemedyRun(string Remedy, RunSettings Training, int Distance);
