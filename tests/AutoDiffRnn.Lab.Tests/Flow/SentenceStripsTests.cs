using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Tests.Surgery;

namespace AutoDiffRnn.Lab.Tests.Flow;

public sealed class SentenceStripsTests
{
    /// <summary>
    /// The latch listens to the subject alone; its gradient there is tiny, because tanh is saturated, which is why it is a contrast only.
    /// </summary>
    [Fact]
    public void Of_ALatch_ColoursTheSubjectAlone()
    {
        var random = new RandomSource(1);
        var sentence = Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 8) { Number = GrammaticalNumber.Singular }, random);

        var strip = SentenceStrips.Of(Latch.Create(keeps: 2, drift: 0), NextWordTask.Default, sentence, random);

        Assert.Equal(sentence.VerbAt, strip.Words.Count);
        Assert.Equal(sentence.Subject.English.Singular, strip.Words[sentence.SubjectAt].Text);
        Assert.Equal(4 * 0.9575, strip.Words[sentence.SubjectAt].Change, 0.01); // From −2h to 2h; h = tanh(2h) at 0.9575.
        Assert.All(strip.Words.Where((_, position) => position != sentence.SubjectAt), word => Assert.Equal(0, word.Change, 0.01));
        Assert.True(strip.Words[sentence.SubjectAt].Gradient < 0.01);
    }

    [Fact]
    public void Of_ASentenceWithAClause_ExchangesItsVerbForTheOtherNumber()
    {
        var random = new RandomSource(1);
        var sentence = Grammar.Default.Write(new SentenceSpec(Filling.RelativeClause, 8), random);
        var model = Latch.Create(keeps: 2, drift: 0);
        model.Embedding.Weights["E"][NextWordTask.Default.Inputs["were"], 0] = 2;
        model.Embedding.Weights["E"][NextWordTask.Default.Inputs["was"], 0] = -2;

        var strip = SentenceStrips.Of(model, NextWordTask.Default, sentence, random);

        Assert.True(Math.Abs(strip.Words[sentence.PositionOf(WordKind.InnerVerb)].Change) > 3);
    }

    /// <summary>Translation reads the copula without its number: there is no other form to exchange it for.</summary>
    [Fact]
    public void Of_AWordWithoutAnother_HasNoChange()
    {
        var random = new RandomSource(1);
        var sentence = Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 4), random);
        var model = new SequenceModel<double>(new(new("Elman"), 4, 4), TranslationTask.Default, 1);

        var strip = SentenceStrips.Of(model, TranslationTask.Default, sentence, random);

        Assert.True(double.IsNaN(strip.Words[sentence.VerbAt].Change));
        Assert.False(double.IsNaN(strip.Words[sentence.SubjectAt].Change));
    }
}
