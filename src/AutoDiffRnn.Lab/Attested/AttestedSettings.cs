using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>What a model learns from attested sentences.</summary>
internal enum AttestedTask
{
    /// <summary>It reads the words before the verb and says the verb's number.</summary>
    Number,

    /// <summary>
    /// It says the next word at each, and is right where the attested form of the verb is likelier than its form of the other number.
    /// </summary>
    Language,
}

/// <summary>What <see cref="AttestedExperiment"/> does.</summary>
internal sealed record AttestedSettings
{
    /// <summary>The model.</summary>
    public ModelSettings Model { get; init; } = new(new CellSettings("Elman"), Hidden: 50, Embedding: 32);

    /// <summary>What it learns.</summary>
    public AttestedTask Task { get; init; }

    /// <summary>The first seed; the others follow it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many networks are trained.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>How often all sentences are read.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Sentences of an update, B.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Adam's learning rate.</summary>
    public double LearningRate { get; init; } = 0.003;

    /// <summary>The largest norm of all gradients together.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Whether only pairs are used whose text has a licence of its own.</summary>
    public bool GumOnly { get; init; }

    /// <summary>The runs, one for each seed.</summary>
    public IReadOnlyList<AttestedRun> CreateRuns()
        => [.. Enumerable.Range(0, Seeds).Select(i => new AttestedRun(this with { Seeds = 1, Seed = Seed + (ulong)i }))];

    /// <summary>The pairs of a part that are used.</summary>
    public IReadOnlyList<AttestedPair> Select(IReadOnlyList<AttestedPair> pairs)
        => GumOnly ? [.. pairs.Where(pair => pair.Source.StartsWith("gum-", StringComparison.Ordinal))] : pairs;
}

/// <summary>One network: settings with one seed.</summary>
internal sealed record AttestedRun(AttestedSettings Settings);
