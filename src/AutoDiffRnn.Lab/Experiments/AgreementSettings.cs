using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>Which distances a model is trained on.</summary>
internal enum Spread
{
    /// <summary>Short and long ones, mixed.</summary>
    Mixed,

    /// <summary>The longest alone.</summary>
    One,

    /// <summary>Short ones alone.</summary>
    Short,
}

/// <summary>What <see cref="AgreementExperiment"/> does: all combinations of what is listed.</summary>
internal sealed record AgreementSettings
{
    /// <summary>What all runs have in common.</summary>
    public TrainingPlan Plan { get; init; } = new() { TestDistances = [3, 6, 10, 20, 40, 80, 150] };

    /// <summary>The models.</summary>
    public IReadOnlyList<ModelSettings> Models { get; init; } =
    [
        new(new CellSettings("Elman")),
        new(new CellSettings("Gru")),
        new(new CellSettings("Lstm") { ForgetBias = 1 }),
        new(new CellSettings("Lstm") { ForgetBias = 4 }),
    ];

    /// <summary>What stands between noun and verb.</summary>
    public Filling Filling { get; init; } = Filling.Adjectives;

    /// <summary>The shortest distance that is trained.</summary>
    public int Shortest { get; init; } = 3;

    /// <summary>The longest of the short distances.</summary>
    public int LongestShort { get; init; } = 6;

    /// <summary>The longest distance that is trained.</summary>
    public int Longest { get; init; } = 20;

    /// <summary>The lag from which on gradients are cut, in arms that cut them.</summary>
    public int CutAt { get; init; } = 6;

    /// <summary>The distances.</summary>
    public IReadOnlyList<Spread> Spreads { get; init; } = [Spread.Mixed, Spread.One];

    /// <summary>Where the loss is.</summary>
    public IReadOnlyList<LossAt> Losses { get; init; } = [LossAt.Verb, LossAt.EveryWord];

    /// <summary>Whether gradients are cut.</summary>
    public IReadOnlyList<bool> Cuts { get; init; } = [false, true];

    /// <summary>Whether a run of each model is watched while it learns.</summary>
    public bool HasTimelines { get; init; } = true;

    /// <summary>The name of an arm.</summary>
    public static string ArmName(Spread spread, LossAt loss, bool isCut)
    {
        var distances = spread switch
        {
            Spread.Mixed => "short and long",
            Spread.One => "one distance",
            _ => "short only",
        };
        return $"{distances}, loss at {(loss == LossAt.Verb ? "the verb" : "every word")}, {(isCut ? "gradient cut" : "full gradient")}";
    }

    /// <summary>The regime of an arm.</summary>
    public Regime RegimeOf(Spread spread, LossAt loss, bool isCut)
    {
        int[] distances = spread switch
        {
            Spread.Mixed => [.. Enumerable.Range(Shortest, Longest - Shortest + 1)],
            Spread.One => [Longest],
            _ => [.. Enumerable.Range(Shortest, LongestShort - Shortest + 1)],
        };
        return new Regime(TaskKind.NextWord, Filling, distances, loss) { CutAt = isCut ? CutAt : null };
    }

    /// <summary>All arms with their regimes.</summary>
    public IEnumerable<(string Name, Regime Regime)> Arms
        => from spread in Spreads
           from loss in Losses
           from isCut in Cuts
           select (ArmName(spread, loss, isCut), RegimeOf(spread, loss, isCut));
}
