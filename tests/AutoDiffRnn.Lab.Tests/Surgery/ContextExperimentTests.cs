using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Surgery;

namespace AutoDiffRnn.Lab.Tests.Surgery;

public sealed class ContextExperimentTests
{
    private static readonly ContextSettings _settings = new()
    {
        Model = new ModelSettings(new CellSettings("Elman"), Hidden: 8, Embedding: 6),
        Regime = new Regime(TaskKind.NextWord, Filling.Adjectives, [2], LossAt.Verb),
        Seeds = 2,
        Updates = 40,
        EvaluateEvery = 20,
        ShortDistance = 2,
        LongDistance = 12,
        Sentences = 32,
        Donors = 200,
        ProbeSentences = 60,
    };

    [Fact]
    public void Run_WhereNoNetworkLearnsTheShortDistance_HasNoCheckpointAndSaysWhatItSaw()
    {
        var result = new ContextExperiment(_settings with { RightFrom = 2 }).Run();

        Assert.Empty(result.ToEvidence().Checkpoints);
        Assert.Equal([20, 40], result.Seeds[0].Looks.Select(look => look.Update));
        Assert.Equal(32, result.Seeds[1].Looks[0].Long.Of);
    }

    /// <summary>What counts as failing is set so that every network does.</summary>
    [Fact]
    public void Run_OnFailingNetworks_ExaminesTheLastCheckpoint()
    {
        var result = new ContextExperiment(_settings with { RightFrom = 0, WrongUpTo = 1 }).Run();

        var checkpoint = result.ToEvidence().Checkpoints[0];
        Assert.Equal(40, checkpoint.Updates);
        Assert.Equal(result.Seeds[0].Looks[^1].Short, checkpoint.Short);
        Assert.Equal(result.Seeds[0].Surgery!.Before, checkpoint.Long);
        Assert.Equal(32, checkpoint.Probe.Of);
        Assert.Equal(32, checkpoint.NewOutput.Of);
    }

    [Fact]
    public void Run_WithAStore_FindsWhatItHasDone()
    {
        using var folder = new TempFolder();
        var settings = _settings with { RightFrom = 0, WrongUpTo = 1 };
        var first = new ContextExperiment(settings, new RunStore(folder.Path)).Run();
        var written = Directory.GetFiles(folder.Path).ToDictionary(path => path, File.GetLastWriteTimeUtc);

        var second = new ContextExperiment(settings, new RunStore(folder.Path)).Run();

        Assert.Equal(2, written.Count);
        Assert.All(Directory.GetFiles(folder.Path), path => Assert.Equal(written[path], File.GetLastWriteTimeUtc(path)));
        Assert.Equal(first.ToEvidence().Checkpoints, second.ToEvidence().Checkpoints);
    }
}
