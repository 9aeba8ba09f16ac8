namespace AutoDiffRnn.Lab.Sentences;

/// <summary>One word of a sentence.</summary>
/// <param name="English">The English form.</param>
/// <param name="French">Its translation in this place.</param>
/// <param name="Kind">What it is in the sentence.</param>
internal readonly record struct SentenceWord(string English, string French, WordKind Kind);

/// <summary>What a word is in its sentence.</summary>
internal enum WordKind
{
    /// <summary>An article, whose French form depends on the word after it.</summary>
    Article,

    /// <summary>The subject.</summary>
    Subject,

    /// <summary>Another noun.</summary>
    Noun,

    /// <summary>An adjective before the main verb.</summary>
    Adjective,

    /// <summary>A verb in the relative clause.</summary>
    InnerVerb,

    /// <summary>The verb that agrees with the subject from afar.</summary>
    Verb,

    /// <summary>The adjective after the verb.</summary>
    Predicate,

    /// <summary>The noun after the predicate.</summary>
    Companion,

    /// <summary>Any word that never changes, and punctuation.</summary>
    Plain,
}

/// <summary>A sentence with what is known of it.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Number">The subject's number.</param>
/// <param name="SubjectAt">The subject's position.</param>
/// <param name="VerbAt">The verb's position.</param>
/// <param name="NounsBetween">The numbers of the nouns between the two, in order.</param>
internal sealed record Sentence(
    IReadOnlyList<SentenceWord> Words, Noun Subject, GrammaticalNumber Number, int SubjectAt, int VerbAt, IReadOnlyList<GrammaticalNumber> NounsBetween)
{
    /// <summary>The position of the verb minus that of its subject.</summary>
    public int Distance => VerbAt - SubjectAt;

    /// <summary>How many nouns between have the other number.</summary>
    public int Attractors => NounsBetween.Count(number => number != Number);

    /// <summary>The number of the noun that is nearest before the verb: the subject's if none stands between.</summary>
    public GrammaticalNumber NearestNoun => NounsBetween.Count == 0 ? Number : NounsBetween[^1];

    /// <summary>The first position of a kind of word, or −1.</summary>
    public int PositionOf(WordKind kind)
    {
        for (var position = 0; position < Words.Count; position++)
        {
            if (Words[position].Kind == kind)
                return position;
        }

        return -1;
    }

    /// <summary>The English words with spaces between them.</summary>
    public override string ToString() => string.Join(' ', Words.Select(word => word.English));

    /// <summary>The French words with spaces between them.</summary>
    public string ToFrench() => string.Join(' ', Words.Select(word => word.French));
}
