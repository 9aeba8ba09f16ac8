using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Sentences;

public class SentenceTaskTests
{
    private static readonly SentenceSpec _long = new(Filling.Adjectives, 10) { HasCompanion = true, HasTellingPredicate = true };

    [Fact]
    public void NextWord_IsAskedForTheVerb_AtTheWordBeforeIt()
    {
        var task = NextWordTask.Default;
        var (singular, plural) = Grammar.Default.WriteTwins(_long, new RandomSource(1));

        Assert.Equal(singular.VerbAt, task.Length(singular, LossAt.Verb));
        Assert.Equal(task.VerbForm(GrammaticalNumber.Singular), task.Target(singular, task.VerbAskedAt(singular), LossAt.Verb));
        Assert.Equal(task.VerbForm(GrammaticalNumber.Plural), task.Target(plural, task.VerbAskedAt(plural), LossAt.Verb));
        var scored = Enumerable.Range(0, task.Length(singular, LossAt.Verb)).Where(at => task.Target(singular, at, LossAt.Verb) != SentenceTask.NotScored);
        Assert.Equal([singular.VerbAt - 1], scored);
    }

    [Fact]
    public void NextWord_AtEveryWord_IsTheWordThatFollows()
    {
        var task = NextWordTask.Default;
        var sentence = Grammar.Default.Write(_long, new RandomSource(1));

        var targets = Enumerable.Range(0, task.Length(sentence, LossAt.EveryWord)).Select(at => task.Outputs[task.Target(sentence, at, LossAt.EveryWord)]);

        Assert.Equal(sentence.Words.Skip(1).Select(word => word.English), targets);
    }

    [Fact]
    public void Translation_ReadsTwinsAlike_ButForTheNoun()
    {
        var task = TranslationTask.Default;
        var (singular, plural) = Grammar.Default.WriteTwins(_long, new RandomSource(1));

        var differ = Enumerable.Range(0, singular.Words.Count).Where(at => task.Input(singular, at) != task.Input(plural, at));

        Assert.Equal([singular.SubjectAt], differ);
        Assert.Equal(TranslationTask.Copula, task.Inputs[task.Input(singular, singular.VerbAt)]);
    }

    [Fact]
    public void Translation_ScoresNeitherArticlesNorTheAdjectivesBetween_UnlessAsked()
    {
        var sentence = Grammar.Default.Write(_long, new RandomSource(1));

        Assert.Equal([WordKind.Article, WordKind.Adjective], NotScored(TranslationTask.Default));
        Assert.Equal([WordKind.Article], NotScored(new TranslationTask(Lexicon.Default, scoresAdjectives: true)));

        IEnumerable<WordKind> NotScored(TranslationTask task) => Enumerable.Range(0, sentence.Words.Count)
            .Where(at => task.Target(sentence, at, LossAt.EveryWord) == SentenceTask.NotScored).Select(at => sentence.Words[at].Kind).Distinct();
    }

    [Fact]
    public void TheLastAdjective_TellsGenderAndNumber()
    {
        var random = new RandomSource(1);
        for (var i = 0; i < 200; i++)
        {
            var (singular, plural) = Grammar.Default.WriteTwins(_long, random);
            var at = singular.PositionOf(WordKind.Predicate);
            Assert.NotEqual(singular.Words[at].French, plural.Words[at].French);
        }
    }

    [Fact]
    public void ABatch_TakesSentencesOfOneLengthOnly()
    {
        var (batch, random) = (new SentenceBatch(20, 2), new RandomSource(1));
        Sentence[] sentences = [Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 4), random), Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 5), random)];

        Assert.Throws<ArgumentException>(() => batch.Fill(NextWordTask.Default, sentences, LossAt.Verb));
    }
}
