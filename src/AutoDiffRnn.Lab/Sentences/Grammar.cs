namespace AutoDiffRnn.Lab.Sentences;

/// <summary>
/// Writes sentences such as <c>the cat , gray , and happy , was hungry .</c>, with the distance from the subject to its verb exactly as asked, and
/// beside each word its translation: <c>le chat , gris , et heureux , était affamé .</c>
/// </summary>
internal sealed class Grammar
{
    /// <summary>The prepositions between a noun and the next; the first stands before a companion.</summary>
    public static IReadOnlyList<string> Prepositions { get; } = ["with", "behind", "under"];

    private readonly Lexicon _lexicon;
    private readonly Noun[] _subjects;
    private readonly Adjective[] _tellingAdjectives;
    private readonly FunctionWord[] _prepositions;
    private readonly SentenceWriter _writer;

    /// <summary>Makes the grammar.</summary>
    /// <param name="lexicon">The words.</param>
    /// <param name="subjects">The nouns that may be subjects, to hold others out; null for all that are animate.</param>
    public Grammar(Lexicon lexicon, IEnumerable<Noun>? subjects = null)
    {
        _lexicon = lexicon;
        _subjects = [.. subjects ?? lexicon.Nouns.Where(noun => noun.IsAnimate)];
        _tellingAdjectives = [.. lexicon.Adjectives.Where(adjective => adjective.French.TellsGenderAndNumber)];
        _prepositions = [.. Prepositions.Select(lexicon.Function)];
        _writer = new SentenceWriter(lexicon);
    }

    /// <summary>The grammar over the lexicon that comes with the program.</summary>
    public static Grammar Default { get; } = new(Lexicon.Default);

    /// <summary>The nouns that may be subjects.</summary>
    public IReadOnlyList<Noun> Subjects => _subjects;

    /// <summary>Splits the animate nouns by lemma: a part to learn from, and the rest, of which the first grammar never makes a subject.</summary>
    /// <param name="lexicon">The words.</param>
    /// <param name="heldOut">How many nouns to hold out.</param>
    /// <param name="random">Which they are.</param>
    public static (Grammar Known, Grammar HeldOut) Split(Lexicon lexicon, int heldOut, RandomSource random)
    {
        var nouns = lexicon.Nouns.Where(noun => noun.IsAnimate).ToArray();
        random.Shuffle<Noun>(nouns);
        return (new Grammar(lexicon, nouns[heldOut..]), new Grammar(lexicon, nouns[..heldOut]));
    }

    /// <summary>Writes a sentence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The filling cannot be so short.</exception>
    public Sentence Write(SentenceSpec spec, RandomSource random)
    {
        var number = spec.Number ?? DrawNumber(random);
        return _writer.Write(Plan(spec, number, random), number);
    }

    /// <summary>Writes two sentences that differ in the subject's number, and in what agrees with it, alone.</summary>
    /// <exception cref="ArgumentException">Attractors are asked for, whose number cannot be the other one in both.</exception>
    public (Sentence Singular, Sentence Plural) WriteTwins(SentenceSpec spec, RandomSource random)
    {
        if (spec.Attractors is not null)
            throw new ArgumentException("Twins share the nouns between, so a number of attractors cannot hold for both.", nameof(spec));
        var plan = Plan(spec, GrammaticalNumber.Singular, random);
        return (_writer.Write(plan, GrammaticalNumber.Singular), _writer.Write(plan, GrammaticalNumber.Plural));
    }

    private SentencePlan Plan(SentenceSpec spec, GrammaticalNumber number, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Distance, SentenceSpec.LeastDistance(spec.Filling));
        var plan = new SentencePlan
        {
            Spec = spec,
            Subject = Draw(_subjects, random),
            Predicate = spec.HasTellingPredicate ? Draw(_tellingAdjectives, random) : Draw(_lexicon.Adjectives, random),
            Companion = spec.HasCompanion ? new PlannedNoun(_prepositions[0], Draw(_lexicon.Nouns, random), DrawNumber(random)) : null,
        };
        return spec.Filling switch
        {
            Filling.Prepositions => plan with { Nouns = DrawNouns(spec, number, random) },
            _ => plan with { Adjectives = DrawAdjectives(SentenceWriter.WordsOfAdjectives(spec), random) },
        };
    }

    /// <summary>
    /// Adjectives that fill exactly so many words: k of them with <c>, and</c> between take 3k − 2, and each <c>very</c> one more.
    /// </summary>
    private (Adjective, int)[] DrawAdjectives(int words, RandomSource random)
    {
        if (words == 0)
            return [];
        var adjectives = new (Adjective Adjective, int Verys)[(words + 2) / 3];
        for (var i = 0; i < adjectives.Length; i++)
            adjectives[i] = (Draw(_lexicon.Adjectives, random), 0);
        for (var rest = (words + 2) % 3; rest > 0; rest--)
            adjectives[random.NextInt(adjectives.Length)].Verys++;
        return adjectives;
    }

    /// <summary>
    /// Nouns that fill exactly the words between: each takes three with preposition and article; the rest are an adjective and <c>very</c>.
    /// </summary>
    private PlannedNoun[] DrawNouns(SentenceSpec spec, GrammaticalNumber number, RandomSource random)
    {
        var words = spec.Distance - 1;
        var nouns = new PlannedNoun[words / 3];
        for (var i = 0; i < nouns.Length; i++)
        {
            var isAttractor = spec.Attractors is { } attractors ? nouns.Length - i <= attractors : random.NextInt(2) == 1;
            nouns[i] = new PlannedNoun(Draw(_prepositions, random), Draw(_lexicon.Nouns, random), isAttractor ? Other(number) : number);
        }

        var rest = words % 3;
        if (rest > 0)
        {
            var at = random.NextInt(nouns.Length);
            nouns[at] = nouns[at] with { Adjective = Draw(_lexicon.Adjectives, random), IsVery = rest == 2 };
        }

        return nouns;
    }

    private static GrammaticalNumber DrawNumber(RandomSource random) => (GrammaticalNumber)random.NextInt(2);

    private static GrammaticalNumber Other(GrammaticalNumber number) => 1 - number;

    private static TItem Draw<TItem>(IReadOnlyList<TItem> items, RandomSource random) => items[random.NextInt(items.Count)];
}
