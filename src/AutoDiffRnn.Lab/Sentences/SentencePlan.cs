namespace AutoDiffRnn.Lab.Sentences;

/// <summary>All that was drawn for a sentence but the subject's number: the same plan in both numbers makes a pair of twins.</summary>
internal sealed record SentencePlan
{
    /// <summary>What the sentence was to look like.</summary>
    public required SentenceSpec Spec { get; init; }

    /// <summary>The subject.</summary>
    public required Noun Subject { get; init; }

    /// <summary>The adjectives between, each with how many times <c>very</c> stands before it.</summary>
    public IReadOnlyList<(Adjective Adjective, int Verys)> Adjectives { get; init; } = [];

    /// <summary>The nouns between.</summary>
    public IReadOnlyList<PlannedNoun> Nouns { get; init; } = [];

    /// <summary>The adjective after the verb.</summary>
    public required Adjective Predicate { get; init; }

    /// <summary>The noun after it.</summary>
    public PlannedNoun? Companion { get; init; }
}

/// <summary>A noun with its preposition.</summary>
/// <param name="Preposition">The preposition.</param>
/// <param name="Noun">The noun.</param>
/// <param name="Number">Its number.</param>
/// <param name="Adjective">An adjective before it.</param>
/// <param name="IsVery">Whether <c>very</c> stands before the adjective.</param>
internal sealed record PlannedNoun(FunctionWord Preposition, Noun Noun, GrammaticalNumber Number, Adjective? Adjective = null, bool IsVery = false);
