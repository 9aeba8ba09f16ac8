namespace AutoDiffRnn.Lab.Sentences;

/// <summary>
/// Translates word by word from English to French. The copula is read as one word without number, so that its French form needs memory, and so does
/// the predicate's. <c>the</c> is not scored, since its French form needs the next word. Adjectives before the verb are not scored either unless
/// that is asked for: their forms would repeat the subject's number and gender all along the sentence.
/// </summary>
internal sealed class TranslationTask : SentenceTask
{
    /// <summary>The copula as it is read: the same for both numbers.</summary>
    public const string Copula = "was/were";

    private readonly bool _scoresAdjectives;
    private readonly int[] _verbForms;

    /// <summary>Makes the task over a lexicon.</summary>
    /// <param name="lexicon">The words.</param>
    /// <param name="scoresAdjectives">Whether the adjectives before the verb are scored, too.</param>
    public TranslationTask(Lexicon lexicon, bool scoresAdjectives = false)
    {
        _scoresAdjectives = scoresAdjectives;
        var was = lexicon.Verb("was").French;
        Inputs = new WordList(EnglishWords(lexicon, [Copula]));
        Outputs = new WordList(FrenchWords(lexicon));
        _verbForms = [Outputs[was.Singular], Outputs[was.Plural]];
    }

    /// <summary>The task over the lexicon that comes with the program, adjectives before the verb not scored.</summary>
    public static TranslationTask Default { get; } = new(Lexicon.Default);

    /// <inheritdoc/>
    public override WordList Inputs { get; }

    /// <inheritdoc/>
    public override WordList Outputs { get; }

    /// <inheritdoc/>
    public override string Head => "french";

    /// <summary>The whole sentence, or up to the verb.</summary>
    public override int Length(Sentence sentence, LossAt loss) => loss == LossAt.Verb ? sentence.VerbAt + 1 : sentence.Words.Count;

    /// <inheritdoc/>
    public override int Input(Sentence sentence, int position)
    {
        var word = sentence.Words[position];
        return Inputs[word.Kind is WordKind.Verb or WordKind.InnerVerb ? Copula : word.English];
    }

    /// <inheritdoc/>
    public override int Target(Sentence sentence, int position, LossAt loss)
    {
        var word = sentence.Words[position];
        var isScored = loss == LossAt.Verb ? word.Kind == WordKind.Verb : word.Kind switch
        {
            WordKind.Article => false,
            WordKind.Adjective or WordKind.InnerVerb => _scoresAdjectives,
            _ => true,
        };
        return isScored ? Outputs[word.French] : NotScored;
    }

    /// <inheritdoc/>
    public override int VerbAskedAt(Sentence sentence) => sentence.VerbAt;

    /// <inheritdoc/>
    public override int VerbForm(GrammaticalNumber number) => _verbForms[(int)number];

    private static IEnumerable<string> FrenchWords(Lexicon lexicon)
    {
        var was = lexicon.Verb("was").French;
        var plain = (string[])["which", "and", "very", .. Grammar.Prepositions];
        return
        [
            ",", ".", was.Singular, was.Plural,
            .. plain.Select(word => lexicon.Function(word).French.Masculine.Singular),
            .. lexicon.Nouns.SelectMany(noun => new[] { noun.French.Singular, noun.French.Plural }),
            .. lexicon.Adjectives.SelectMany(adjective => AllForms(adjective.French)),
        ];
    }

    private static IEnumerable<string> AllForms(FrenchForms forms)
        => [forms.Masculine.Singular, forms.Feminine.Singular, forms.Masculine.Plural, forms.Feminine.Plural];
}
