using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>What linear probes are trained and tested on.</summary>
/// <param name="Spec">What sentences look like; half are singular and half plural.</param>
internal sealed record ProbeSettings(SentenceSpec Spec)
{
    /// <summary>The sentences that probes learn from.</summary>
    public int TrainingSentences { get; init; } = 512;

    /// <summary>The sentences that they are tested on, with other subjects.</summary>
    public int TestSentences { get; init; } = 256;

    /// <summary>The share of nouns that are subjects in the test alone, so that a probe cannot know them by heart.</summary>
    public double HeldOutNouns { get; init; } = 0.25;

    /// <summary>The probe's penalty, see <see cref="LogisticProbe"/>.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Where sentences, the split of the nouns and the shuffling of labels come from.</summary>
    public ulong Seed { get; init; } = 1;
}
