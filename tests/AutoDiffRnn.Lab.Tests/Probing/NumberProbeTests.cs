using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Tests.Surgery;

namespace AutoDiffRnn.Lab.Tests.Probing;

public sealed class NumberProbeTests
{
    private const int SubjectAt = 1;

    private static readonly NextWordTask _task = NextWordTask.Default;

    /// <summary>
    /// Vectors of words are random and long, so that a noun tells its number to who knows the noun, and to nobody else. Nouns are split: nothing
    /// can be
    /// read.
    /// </summary>
    [Fact]
    public void Run_OnAnUntrainedModel_CannotReadNounsThatTheProbeHasNotSeen()
    {
        var model = Untrained(embedding: 100);
        var point = new NumberProbe(Settings(Filling.Adjectives), _task).Run(model, model, [SubjectAt])[0];

        Assert.InRange(point.WordAlone.Share, 0.25, 0.75);
        Assert.InRange(point.Trained.Share, 0.25, 0.75);
        Assert.Equal(point.Trained, point.Untrained);
    }

    [Fact]
    public void Run_WhereTheClauseRepeatsTheNumber_ReadsItFromThatWordAlone()
    {
        var settings = Settings(Filling.RelativeClause);
        var sentence = Grammar.Default.Write(settings.Spec, new RandomSource(1));
        var model = Untrained();

        var point = new NumberProbe(settings, _task).Run(model, model, [sentence.PositionOf(WordKind.InnerVerb)])[0];

        Assert.Equal(1, point.WordAlone.Share);
        Assert.Equal(1, point.Trained.Share);
        Assert.InRange(point.Shuffled.Share, 0.2, 0.8);
        Assert.Equal(point.WordAlone, point.Control);
    }

    /// <summary>The latch knows the number at every word; the word before the verb does not.</summary>
    [Fact]
    public void Run_OnAModelThatKeepsTheNumber_ReadsItAtTheVerb()
    {
        var probe = new NumberProbe(Settings(Filling.Adjectives), _task);

        var point = probe.Run(Latch.Create(keeps: 2, drift: 0), Untrained(), [probe.VerbAskedAt])[0];

        Assert.Equal(1, point.Trained.Share);
        Assert.InRange(point.WordAlone.Share, 0.3, 0.7);
    }

    [Fact]
    public void NewOutputLayer_WhereTheModelsOwnSaysTheOpposite_ReadsTheStateAsItIs()
    {
        var model = Latch.Create(keeps: 2, drift: 0, says: -1);
        var settings = Settings(Filling.Adjectives);

        Assert.Equal(1, NewOutputLayer.Test(model, _task, settings).Share);
    }

    private static ProbeSettings Settings(Filling filling)
        => new(new SentenceSpec(filling, 12)) { TrainingSentences = 200, TestSentences = 100, Seed = 4 };

    private static SequenceModel<double> Untrained(int embedding = 6)
        => new(new ModelSettings(new CellSettings("Elman"), Hidden: 8, embedding), _task, 1);
}
