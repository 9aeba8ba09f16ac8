using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Experiments;

public class ExperimentTests
{
    private static readonly TrainingPlan _plan = new() { Seeds = 2, Updates = 20, EvaluateEvery = 10, TestDistances = [3, 8], TestSentences = 16 };

    [Fact]
    public void Agreement_HasAnArmForEachCombination_WithItsRegime()
    {
        var settings = new AgreementSettings
        {
            Plan = _plan,
            Models = [new ModelSettings(new CellSettings("Elman"), 6, 4), new ModelSettings(new CellSettings("Lstm") { ForgetBias = 4 }, 6, 4)],
            Longest = 7,
            CutAt = 2,
        };

        var result = new AgreementExperiment(settings).Run();

        Assert.Equal(16, result.Arms.Count);
        Assert.Equal(16, result.Arms.Select(arm => (arm.Cell, arm.Regime)).Distinct().Count());
        Assert.All(result.Arms, arm => Assert.Equal([1, 2], arm.Seeds.Select(seed => seed.Seed)));
        Assert.Equal(["elman", "lstm, forget bias 4"], result.Timelines.Select(timeline => timeline.Cell));
        Assert.Equal([0, 10, 20], result.Timelines[0].Points.Select(point => point.Update));
        var end = result.End("elman", Spread.Mixed, LossAt.Verb)!;
        Assert.Equal((2, 2, 2, 2), (end.Slopes.Count, end.FullGradient.Count, end.CutGradient.Count, end.CutAt));
        Assert.All(end.Slopes, slope => Assert.True(slope < 0));
        Assert.Null(result.End("elman", Spread.Short, LossAt.Verb));
    }

    [Fact]
    public void Prepositions_AreTestedByAttractors_BesideTheNearestNoun()
    {
        var settings = new AgreementSettings
        {
            Plan = _plan,
            Models = [new ModelSettings(new CellSettings("Elman"), 6, 4)],
            Filling = Filling.Prepositions,
            Shortest = 4,
            Longest = 7,
            Spreads = [Spread.One],
            Losses = [LossAt.Verb],
            Cuts = [false],
            HasTimelines = false,
        };

        var result = new AgreementExperiment(settings).Run();

        Assert.Equal([(7, 0), (7, 1), (7, 2), (8, 0), (8, 1), (8, 2)], result.Arms.Single().Seeds[0].Final.Select(test => (test.Distance, test.Attractors)));
        Assert.All(result.Baselines, baseline => Assert.Equal(baseline.Attractors == 0 ? 1 : 0, baseline.NearestNoun.Share));
        Assert.Empty(result.Timelines);
    }

    [Fact]
    public void Translation_GetsWordsRight_ThatNeedNoMemory()
    {
        var settings = new TranslateSettings
        {
            Plan = _plan with { Seeds = 1, Updates = 300, LearningRate = 0.01 },
            Models = [new ModelSettings(new CellSettings("Elman"), 32, 16)],
            Distances = [9],
            TestSentences = 64,
        };

        var result = new TranslateExperiment(settings).Run();

        var seed = result.Models.Single().Seeds.Single();
        Assert.True(seed.Early.Share > 0.9 && seed.Late.Share > 0.9 && seed.Exchanged.Share > 0.9 && seed.Words.Share > 0.9);
        Assert.Equal(0.5, seed.Verb.Share, 0.2);
        Assert.InRange(seed.AdjointRatio, 0, 1);
        var failing = Assert.Single(result.Beginning(result.Models[0], []).Seeds);
        Assert.Equal(seed.Words, failing.Words);
        Assert.Equal(seed.Exchanged, Assert.Single(result.Now(result.Models[0]).Seeds).Exchanged);
    }
}
