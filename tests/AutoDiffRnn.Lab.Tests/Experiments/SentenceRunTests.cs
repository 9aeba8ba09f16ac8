using System.Text.Json;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Experiments;

public class SentenceRunTests
{
    [Fact]
    public void AShortDistance_IsLearned_AndTrainingEndsThere()
    {
        var record = SentenceRun.Train(Settings("gru", distance: 2, updates: 1000)).Record;

        Assert.Equal(record.Updates, record.LearnedAt);
        Assert.InRange(record.Updates, 3 * 25, 975);
        Assert.All(record.Evaluations.TakeLast(3), point => Assert.True(point.Right.Share >= SentenceRun.Threshold));
        Assert.Contains(record.Final, test => test is { Distance: 2, IsTrained: true } && test.Right.Share >= SentenceRun.Threshold);
        Assert.Contains(record.Final, test => test is { Distance: 9, IsTrained: false });
    }

    [Fact]
    public void RunsSideBySide_AreTheSameBits_AsOneAfterTheOther_AndIdenticalArmsDoNotDiffer()
    {
        var arms = new[] { "a", "b" }.SelectMany(arm => new ulong[] { 1, 2 }.Select(seed => Settings("lstm", 3, 60) with { Arm = arm, Seed = seed })).ToList();

        var (one, two) = (Records(1), Records(2));

        Assert.Equal(one, two);
        Assert.Equal(one[0].Replace("\"a\"", "\"b\"", StringComparison.Ordinal), one[2]);
        Assert.NotEqual(one[0], one[1]);

        List<string> Records(int workers) => [.. new RunQueue(null, workers)
            .Run(arms, run => "", (run, token) => SentenceRun.Train(run, null, token).Record, NoProgress.Instance, CancellationToken.None)
            .Select(record => JsonSerializer.Serialize(record, RunStore.Format))];
    }

    [Fact]
    public void AModelThatPrefersNothing_IsNotRight_AndGuessesScoreWhatTheyShould()
    {
        var task = NextWordTask.Default;
        var spec = new SentenceSpec(Filling.Prepositions, 8) { Attractors = int.MaxValue };
        var test = new VerbTest(task, Grammar.Default, spec, 10, new RandomSource(1));
        var model = new SequenceModel<float>(new ModelSettings(new CellSettings("elman"), 4, 3), task.Inputs.Count, [new HeadSettings(task.Head, task.Outputs.Count)]);

        Assert.Equal(0, test.Run(model).Hits);
        Assert.Equal(0.5, test.Majority.Share);
        Assert.Equal(0, test.NearestNoun.Hits);
        model.Readouts[0].Weights.c.Span[task.VerbForm(GrammaticalNumber.Plural)] = 1;
        Assert.Equal(5, test.Run(model).Hits);
    }

    [Fact]
    public void ARegimeSays_WhatDecidesItsResult()
    {
        var regime = new Regime(TaskKind.NextWord, Filling.Adjectives, [3, 4, 5], LossAt.Verb) { CutAt = 2 };

        Assert.Equal("adjectives between noun and verb; distances 3 to 5 mixed; loss at the verb only; gradient cut at lag 2", regime.Describe());
        Assert.EndsWith("full gradient, without Wh's gradient at lags above 0", (regime with { CutAt = null, RoleCut = new RoleCut("Wh", LagPart.Later) }).Describe(), StringComparison.Ordinal);
        Assert.Contains("distance 7 only", (regime with { Distances = [7] }).Describe(), StringComparison.Ordinal);
        Assert.Contains("distances 3, 9 mixed", (regime with { Distances = [3, 9] }).Describe(), StringComparison.Ordinal);
    }

    internal static RunSettings Settings(string cell, int distance, int updates) => new()
    {
        Experiment = "test",
        Arm = "a",
        Model = new ModelSettings(new CellSettings(cell), 16, 8),
        Regime = new Regime(TaskKind.NextWord, Filling.Adjectives, [distance], LossAt.Verb),
        Seed = 1,
        Updates = updates,
        EvaluateEvery = 25,
        LearningRate = 0.01,
        TestDistances = [9],
        TestSentences = 64,
    };
}
