namespace AutoDiffRnn.Lab.Sentences;

/// <summary>Turns a plan into words, for the subject's number.</summary>
internal sealed class SentenceWriter(Lexicon lexicon)
{
    private static readonly SentenceWord _comma = new(",", ",", WordKind.Plain);
    private static readonly SentenceWord _stop = new(".", ".", WordKind.Plain);

    private readonly FunctionWord _the = lexicon.Function("the");
    private readonly SentenceWord _which = Plain(lexicon.Function("which"));
    private readonly SentenceWord _and = Plain(lexicon.Function("and"));
    private readonly SentenceWord _very = Plain(lexicon.Function("very"));
    private readonly Verb _was = lexicon.Verb("was");

    /// <summary>
    /// How many words between noun and verb are adjectives with what joins them. Where there is room they stand between commas, and after
    /// <c>which was</c> in a relative clause; a bare adjective is set without commas.
    /// </summary>
    public static int WordsOfAdjectives(SentenceSpec spec)
    {
        var words = spec.Distance - 1 - WordsOfClause(spec);
        return HasCommas(spec) ? words - 2 : words;
    }

    /// <summary>Writes the sentence.</summary>
    public Sentence Write(SentencePlan plan, GrammaticalNumber number)
    {
        var (gender, words) = (plan.Subject.Gender, new List<SentenceWord>(plan.Spec.Distance + 8));
        AddNoun(words, plan.Subject, number, WordKind.Subject);
        if (plan.Spec.Filling == Filling.Prepositions)
        {
            foreach (var noun in plan.Nouns)
                AddPhrase(words, noun, WordKind.Noun);
        }
        else
            AddClause(words, plan, gender, number);

        var verbAt = words.Count;
        words.Add(Agreeing(_was, number, WordKind.Verb));
        words.Add(Agreeing(plan.Predicate, gender, number, WordKind.Predicate));
        if (plan.Companion is { } companion)
            AddPhrase(words, companion, WordKind.Companion);
        words.Add(_stop);
        return new Sentence(words, plan.Subject, number, 1, verbAt, [.. plan.Nouns.Select(noun => noun.Number)]);
    }

    /// <summary>There is room for commas if at least one word stands between them.</summary>
    private static bool HasCommas(SentenceSpec spec) => spec.Distance - 1 - WordsOfClause(spec) >= 3;

    /// <summary>The words <c>which was</c>.</summary>
    private static int WordsOfClause(SentenceSpec spec) => spec.Filling == Filling.RelativeClause ? 2 : 0;

    private void AddClause(List<SentenceWord> words, SentencePlan plan, Gender gender, GrammaticalNumber number)
    {
        var hasCommas = HasCommas(plan.Spec);
        if (hasCommas)
            words.Add(_comma);
        if (plan.Spec.Filling == Filling.RelativeClause)
        {
            words.Add(_which);
            words.Add(Agreeing(_was, number, WordKind.InnerVerb));
        }

        for (var i = 0; i < plan.Adjectives.Count; i++)
        {
            if (i > 0)
                words.AddRange([_comma, _and]);
            for (var very = 0; very < plan.Adjectives[i].Verys; very++)
                words.Add(_very);
            words.Add(Agreeing(plan.Adjectives[i].Adjective, gender, number, WordKind.Adjective));
        }

        if (hasCommas)
            words.Add(_comma);
    }

    private void AddPhrase(List<SentenceWord> words, PlannedNoun phrase, WordKind kind)
    {
        words.Add(Plain(phrase.Preposition));
        words.Add(Article(phrase.Noun, phrase.Number));
        if (phrase.IsVery)
            words.Add(_very);
        if (phrase.Adjective is { } adjective)
            words.Add(Agreeing(adjective, phrase.Noun.Gender, phrase.Number, WordKind.Adjective));
        words.Add(Form(phrase.Noun, phrase.Number, kind));
    }

    private void AddNoun(List<SentenceWord> words, Noun noun, GrammaticalNumber number, WordKind kind)
    {
        words.Add(Article(noun, number));
        words.Add(Form(noun, number, kind));
    }

    private SentenceWord Article(Noun noun, GrammaticalNumber number) => new(_the.English, _the.French[noun.Gender, number], WordKind.Article);

    private static SentenceWord Form(Noun noun, GrammaticalNumber number, WordKind kind) => new(noun.English[number], noun.French[number], kind);

    private static SentenceWord Agreeing(Verb verb, GrammaticalNumber number, WordKind kind) => new(verb.English[number], verb.French[number], kind);

    private static SentenceWord Agreeing(Adjective adjective, Gender gender, GrammaticalNumber number, WordKind kind)
        => new(adjective.English, adjective.French[gender, number], kind);

    private static SentenceWord Plain(FunctionWord word) => new(word.English, word.French[Gender.Masculine, GrammaticalNumber.Singular], WordKind.Plain);
}
