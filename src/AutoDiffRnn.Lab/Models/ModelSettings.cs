namespace AutoDiffRnn.Lab.Models;

/// <summary>A model: words → vectors → a recurrent cell → output layers.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Hidden">The size of its states, H.</param>
/// <param name="Embedding">The size of a word's vector, D.</param>
internal sealed record ModelSettings(CellSettings Cell, int Hidden = 32, int Embedding = 16)
{
    /// <summary>
    /// Whether the words' vectors are learned; otherwise they stay as they were drawn, and only the input weights tell words apart.
    /// </summary>
    public bool LearnsWords { get; init; } = true;
}

/// <summary>An output layer: its name, and how many words it chooses from.</summary>
internal readonly record struct HeadSettings(string Name, int Words);
