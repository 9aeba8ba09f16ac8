using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>What <see cref="FlowExperiment"/> measures.</summary>
internal sealed record FlowSettings
{
    /// <summary>The model.</summary>
    public ModelSettings Model { get; init; } = new(new CellSettings("Elman"));

    /// <summary>What it is trained on.</summary>
    public Regime Regime { get; init; } = new(TaskKind.NextWord, Filling.Adjectives, [2, 3, 4, 5, 6], LossAt.EveryWord);

    /// <summary>The distance of the sentences on which gradients are measured; strips are of the longest that is trained.</summary>
    public int Distance { get; init; } = 20;

    /// <summary>A text to learn the next character of, in the place of sentences; null for sentences.</summary>
    public string? Text { get; init; }

    /// <summary>T of a text; sentences have their own length.</summary>
    public int TextLength { get; init; } = 24;

    /// <summary>Where first values and what is read come from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The most updates after which the model is measured again, fewer if it has learned its sentences before; 0 to measure it untrained only.
    /// </summary>
    public int Updates { get; init; } = 4000;

    /// <summary>B.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>How many batches shares are summed over.</summary>
    public int Batches { get; init; } = 4;
}
