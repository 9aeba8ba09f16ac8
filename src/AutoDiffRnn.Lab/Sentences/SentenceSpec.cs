namespace AutoDiffRnn.Lab.Sentences;

/// <summary>What stands between the subject and its verb.</summary>
internal enum Filling
{
    /// <summary><c>the cat , gray , and happy , was …</c>: the noun is the only cue to its number.</summary>
    Adjectives,

    /// <summary><c>the cat , which was gray , and happy , was …</c>: the relative clause repeats the number near the noun.</summary>
    RelativeClause,

    /// <summary><c>the cat behind the dogs was …</c>: other nouns stand nearer to the verb; those of the other number are attractors.</summary>
    Prepositions,
}

/// <summary>What a sentence is to look like; what is not said is drawn.</summary>
/// <param name="Filling">What stands between noun and verb.</param>
/// <param name="Distance">
/// The position of the verb minus that of its subject: 1 is a neighbour. From 1 for adjectives, from 4 for the others.
/// </param>
internal sealed record SentenceSpec(Filling Filling, int Distance)
{
    /// <summary>The number of the subject; null draws it.</summary>
    public GrammaticalNumber? Number { get; init; }

    /// <summary>
    /// How many of the nouns between have the other number: the last ones have it, the others the subject's; null draws the number of each.
    /// More than there are nouns means all.
    /// </summary>
    public int? Attractors { get; init; }

    /// <summary>Whether another noun follows the predicate: <c>was hungry with the dogs .</c></summary>
    public bool HasCompanion { get; init; }

    /// <summary>Whether the predicate is an adjective whose four French forms differ, so that its form tells gender and number.</summary>
    public bool HasTellingPredicate { get; init; }

    /// <summary>The least distance at which a filling can be written.</summary>
    public static int LeastDistance(Filling filling) => filling switch
    {
        Filling.Adjectives => 1,
        _ => 4,
    };
}
