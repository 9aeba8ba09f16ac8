using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Tests.Training;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("elman", "adam")]
    [InlineData("gru", "sgd")]
    [InlineData("lstm", "adamw")]
    public void ARunThatStoppedAnywhere_GoesOnToTheSameFile(string cell, string optimizer)
    {
        using var folder = new TempFolder();
        var settings = Toys.Settings(cell, optimizer);
        var straight = Begin(settings);
        TrainTo(straight, 50);
        RunCheckpoint.Save(folder.File("straight"), straight);

        // A stream of 44 characters is 6 or 7 segments: update 3 is in the middle of the first pass, one of 6 and 7 at its end, 13 in a later one.
        foreach (var stop in (int[])[0, 3, 6, 7, 13])
        {
            var path = folder.File($"stop{stop}");
            var first = Begin(settings);
            TrainTo(first, stop);
            RunCheckpoint.Save(path, first);
            var second = Resume(path, settings);
            TrainTo(second, 50);
            RunCheckpoint.Save(path, second);

            Assert.Equal(File.ReadAllBytes(folder.File("straight")), File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void LookingAtHeldOutText_DoesNotChangeTheRun()
    {
        using var folder = new TempFolder();
        var (often, never) = (Begin(Toys.Settings()), Begin(Toys.Settings()));
        var evaluation = new Evaluation(often.Trainer.Network, often.Corpus.HeldOut, "toy.txt");
        for (var i = 0; i < 10; i++)
        {
            often.Trainer.Update();
            evaluation.BitsPerCharacter(1);
        }

        TrainTo(never, 10);

        Assert.Equal(never.Trainer.Network.Weights.Values.ToArray(), often.Trainer.Network.Weights.Values.ToArray());
    }

    [Fact]
    public void AnotherText_IsRefused()
    {
        using var folder = new TempFolder();
        RunCheckpoint.Save(folder.File("run"), Begin(Toys.Settings()));
        var header = RunHeader.Read("--resume", folder.File("run"));

        // The same characters and the same length: only the order differs.
        var other = Toys.Corpus(Toys.Text(150, seed: 2));
        var error = Assert.Throws<LabException>(() => RunCheckpoint.Resume("--resume", header, header.Settings, other));

        Assert.Equal("LAB024", error.Id);
    }

    [Fact]
    public void WhenTrainingDiverges_TheFileKeepsTheLastGoodState()
    {
        using var folder = new TempFolder();
        var path = folder.File("run");
        var run = Begin(Toys.Settings());
        TrainTo(run, 5);
        RunCheckpoint.Save(path, run);
        var good = File.ReadAllBytes(path);

        var loop = new TrainingLoop(run, new TrainingLimits(60, null), path, () => false);
        var view = new PoisonAt(run, 12);
        var error = Assert.Throws<LabException>(() => loop.Run(view));

        Assert.Equal("LAB040", error.Id);
        Assert.Contains("update 13 ", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(path));
    }

    private static TrainingRun Begin(TrainingSettings settings) => new(settings, Toys.Corpus(Toys.Text(150)));

    private static TrainingRun Resume(string path, TrainingSettings settings)
        => RunCheckpoint.Resume("--resume", RunHeader.Read("--resume", path), settings, Toys.Corpus(Toys.Text(150)));

    private static void TrainTo(TrainingRun run, int updates)
    {
        while (run.Trainer.Updates < updates)
            run.Trainer.Update();
    }

    /// <summary>Spoils a weight after some update.</summary>
    private sealed class PoisonAt(TrainingRun run, long update) : IProgressView
    {
        public void Show(long updates)
        {
            if (updates == update)
                run.Trainer.Network.Weights["by"].Span[0] = float.NaN;
        }

        public void Report(TrainingReport report)
        {
        }
    }
}
