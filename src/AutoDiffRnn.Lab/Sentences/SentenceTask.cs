namespace AutoDiffRnn.Lab.Sentences;

/// <summary>At which words a model is asked, and so has a loss.</summary>
internal enum LossAt
{
    /// <summary>At the verb alone.</summary>
    Verb,

    /// <summary>At every word that the task scores.</summary>
    EveryWord,
}

/// <summary>
/// What a model reads and what it is asked: the words that go in, the words that come out, and which of them counts at each position.
/// </summary>
internal abstract class SentenceTask
{
    /// <summary>No word is asked for at this position.</summary>
    public const int NotScored = -1;

    /// <summary>The words that go in.</summary>
    public abstract WordList Inputs { get; }

    /// <summary>The words that come out.</summary>
    public abstract WordList Outputs { get; }

    /// <summary>The name of the output layer.</summary>
    public abstract string Head { get; }

    /// <summary>How many words of a sentence are read when the loss is at <paramref name="loss"/>.</summary>
    public abstract int Length(Sentence sentence, LossAt loss);

    /// <summary>The number of the word that is read at a position.</summary>
    public abstract int Input(Sentence sentence, int position);

    /// <summary>The number of the word that is asked for at a position, or <see cref="NotScored"/>.</summary>
    public abstract int Target(Sentence sentence, int position, LossAt loss);

    /// <summary>The position at which the form of the verb is asked for.</summary>
    public abstract int VerbAskedAt(Sentence sentence);

    /// <summary>The output for a verb of the given number: the two whose logits are compared.</summary>
    public abstract int VerbForm(GrammaticalNumber number);

    /// <summary>All words of the lexicon that sentences are written of, in a fixed order; <paramref name="copula"/> stands for the verb.</summary>
    protected static IEnumerable<string> EnglishWords(Lexicon lexicon, IEnumerable<string> copula) =>
    [
        ",", ".", "the", "which", "and", "very", .. Grammar.Prepositions, .. copula,
        .. lexicon.Nouns.SelectMany(noun => new[] { noun.English.Singular, noun.English.Plural }),
        .. lexicon.Adjectives.Select(adjective => adjective.English),
    ];
}

/// <summary>Reads a sentence and says the next word: at the last word before the verb, <c>was</c> or <c>were</c>.</summary>
internal sealed class NextWordTask : SentenceTask
{
    private readonly int[] _verbForms;

    /// <summary>Makes the task over a lexicon.</summary>
    public NextWordTask(Lexicon lexicon)
    {
        var was = lexicon.Verb("was").English;
        Inputs = new WordList(EnglishWords(lexicon, [was.Singular, was.Plural]));
        _verbForms = [Inputs[was.Singular], Inputs[was.Plural]];
    }

    /// <summary>The task over the lexicon that comes with the program.</summary>
    public static NextWordTask Default { get; } = new(Lexicon.Default);

    /// <inheritdoc/>
    public override WordList Inputs { get; }

    /// <inheritdoc/>
    public override WordList Outputs => Inputs;

    /// <inheritdoc/>
    public override string Head => "next";

    /// <summary>Up to the word before the verb, or before the last word.</summary>
    public override int Length(Sentence sentence, LossAt loss) => loss == LossAt.Verb ? sentence.VerbAt : sentence.Words.Count - 1;

    /// <inheritdoc/>
    public override int Input(Sentence sentence, int position) => Inputs[sentence.Words[position].English];

    /// <inheritdoc/>
    public override int Target(Sentence sentence, int position, LossAt loss)
        => loss == LossAt.Verb && position + 1 != sentence.VerbAt ? NotScored : Outputs[sentence.Words[position + 1].English];

    /// <inheritdoc/>
    public override int VerbAskedAt(Sentence sentence) => sentence.VerbAt - 1;

    /// <inheritdoc/>
    public override int VerbForm(GrammaticalNumber number) => _verbForms[(int)number];
}
