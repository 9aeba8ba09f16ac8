using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Models;

public class SequenceModelTests
{
    [Theory]
    [InlineData("elman")]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void GradientsOfAllParts_AgreeWithDifferences(string cell)
    {
        var (model, run, batch) = SmallRun<double>(cell, LossAt.EveryWord);
        model.ClearGradients();
        Loss(run, batch);
        run.Backward(1);

        for (var part = 0; part < model.Parts.Count; part++)
        {
            var gradients = model.PartGradients[part].Values.ToArray();
            foreach (var at in Enumerable.Range(0, gradients.Length).OrderByDescending(at => Math.Abs(gradients[at])).Take(3))
                Assert.Equal(Difference(model, run, batch, part, at), gradients[at], 1e-6 * Math.Max(1, Math.Abs(gradients[at])));
        }
    }

    [Fact]
    public void AnUpdate_AllocatesNothing()
    {
        var (model, run, batch) = SmallRun<float>("lstm", LossAt.EveryWord);
        var trainer = new ModelTrainer<float>(model);
        for (var i = 0; i < 3; i++)
            Update();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Update();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Update()
        {
            run.Load(batch.Tokens, batch.Steps, 3);
            model.ClearGradients();
            run.Forward();
            run.Score(0, batch.Targets);
            run.Backward(1);
            trainer.Step(0.01, 1);
        }
    }

    [Fact]
    public void TheForgetBias_IsSetOnTheForgetGateAlone()
    {
        var model = new SequenceModel<float>(new ModelSettings(new CellSettings("lstm") { ForgetBias = 4 }, 3, 2), NextWordTask.Default, 1);

        Assert.Equal([0, 0, 0, 4, 4, 4, 0, 0, 0, 0, 0, 0], model.Cell.Weights["b"].Values.ToArray());
        Assert.Equal(
            "LAB054",
            Assert.Throws<LabException>(() => new SequenceModel<float>(new ModelSettings(new CellSettings("gru") { ForgetBias = 4 }), NextWordTask.Default, 1)).Id);
    }

    [Fact]
    public void RecurrentMatrices_StartOrthogonalTimesTheGain()
    {
        var settings = new ModelSettings(new CellSettings("elman") { RecurrentGain = 1.5, InputGain = 0 }, 8, 4);
        var model = new SequenceModel<double>(settings, NextWordTask.Default, 1);

        var row = model.Cell.Weights["Wh"].Values[..8].ToArray();
        Assert.Equal(2.25, row.Sum(value => value * value), 1e-12);
        Assert.All(model.Cell.Weights["Wx"].Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void WordsThatAreNotLearned_StayAsTheyWere_WhileTheRestLearns()
    {
        var settings = new ModelSettings(new CellSettings("elman"), 4, 3) { LearnsWords = false };
        var (model, run, batch) = SmallRun<float>("elman", LossAt.EveryWord, settings);
        var (words, cell) = (model.Embedding.Weights.Values.ToArray(), model.Cell.Weights.Values.ToArray());
        Loss(run, batch);
        run.Backward(1);

        new ModelTrainer<float>(model).Step(0.1, 1);

        Assert.Equal(words, model.Embedding.Weights.Values.ToArray());
        Assert.NotEqual(cell, model.Cell.Weights.Values.ToArray());
    }

    [Fact]
    public void ClippedGradients_AreScaledTogether()
    {
        var (model, run, batch) = SmallRun<double>("elman", LossAt.EveryWord);
        Loss(run, batch);
        run.Backward(1000);
        var first = model.PartGradients.Select(part => part.Values.ToArray()).ToList();

        var norm = new ModelTrainer<double>(model).Step(0, clip: 1);

        Assert.True(norm > 1);
        for (var part = 0; part < first.Count; part++)
            Assert.All(first[part].Zip(model.PartGradients[part].Values.ToArray()), pair => Assert.Equal(pair.First / norm, pair.Second, 1e-12));
    }

    [Fact]
    public void AModelComesBackFromItsFile_AndNoOtherDoes()
    {
        using var folder = new TempFolder();
        var (model, _, _) = SmallRun<float>("gru", LossAt.Verb);
        ModelCheckpoint.Save(folder.File("model.safetensors"), model);
        var other = new SequenceModel<float>(model.Settings, model.Words, model.Heads);

        ModelCheckpoint.Load(folder.File("model.safetensors"), other);

        for (var part = 0; part < model.Parts.Count; part++)
            Assert.Equal(model.Parts[part].Values.ToArray(), other.Parts[part].Values.ToArray());
        var larger = new SequenceModel<float>(model.Settings with { Hidden = 5 }, model.Words, model.Heads);
        Assert.Equal("LAB055", Assert.Throws<LabException>(() => ModelCheckpoint.Load(folder.File("model.safetensors"), larger)).Id);
    }

    internal static (SequenceModel<T> Model, SequenceRun<T> Run, SentenceBatch Batch) SmallRun<T>(string cell, LossAt loss, ModelSettings? settings = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (task, random) = (NextWordTask.Default, new RandomSource(7));
        var model = new SequenceModel<T>(settings ?? new ModelSettings(new CellSettings(cell), 4, 3), task, 1);
        var batch = new SentenceBatch(12, 3);
        batch.Fill(task, Enumerable.Range(0, 3).Select(_ => Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 6), random)), loss);
        var run = new SequenceRun<T>(model, batch.Steps, 3);
        run.Load(batch.Tokens, batch.Steps, 3);
        return (model, run, batch);
    }

    internal static double Loss<T>(SequenceRun<T> run, SentenceBatch batch) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        run.Load(batch.Tokens, batch.Steps, batch.Sentences.Count);
        run.Forward();
        return run.Score(0, batch.Targets).TotalLoss;
    }

    private static double Difference(SequenceModel<double> model, SequenceRun<double> run, SentenceBatch batch, int part, int at)
    {
        const double Step = 1e-5;
        var weight = model.Parts[part].Values[at];
        model.Parts[part].Span[at] = weight + Step;
        var up = Loss(run, batch);
        model.Parts[part].Span[at] = weight - Step;
        var down = Loss(run, batch);
        model.Parts[part].Span[at] = weight;
        return (up - down) / (2 * Step);
    }
}
