using AutoDiffRnn.Lab.Text;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Tests.Training;

public sealed class TrainerTests
{
    [Theory]
    [InlineData("elman")]
    [InlineData("gru")]
    [InlineData("lstm")]
    public void ATextThatRepeats_IsSoonKnown(string cell)
    {
        var settings = Toys.Settings(cell) with { Hidden = 16, LearningRate = 0.03, Updates = 150, Length = 10 };
        var run = new TrainingRun(settings, Toys.Corpus(string.Concat(Enumerable.Repeat("abcabd", 100))));

        var first = run.Trainer.Update().Loss;
        for (var i = 1; i < settings.Updates - 1; i++)
            run.Trainer.Update();

        Assert.InRange(first, 0.8, 3.5);
        Assert.InRange(run.Trainer.Update().Loss, 0, 0.1);
    }

    [Fact]
    public void WithoutLearning_SegmentsLoseWhatOneLongRunLoses()
    {
        const int Segments = 4;
        var settings = Toys.Settings("lstm") with { Optimizer = "sgd", LearningRate = 1e-30 };
        var run = new TrainingRun(settings, Toys.Corpus(Toys.Text(400)));

        var losses = Enumerable.Range(0, Segments).Select(_ => run.Trainer.Update().Loss).ToArray();

        Assert.Equal(new StreamPosition(1, run.Streams.Position.Offset, Segments), run.Streams.Position);
        var whole = LossesInOneGo(run, Segments * settings.Length).Chunk(settings.Length * settings.Batch);
        var expected = whole.Select(segment => segment.Average(loss => (double)loss));
        Assert.Equal(expected, losses, (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Fact]
    public void ANewPass_BeginsFromZeroStates()
    {
        var settings = Toys.Settings() with { Optimizer = "sgd", LearningRate = 1e-30, Length = 1, Batch = 1 };
        var run = new TrainingRun(settings, Toys.Corpus("abcd"));

        // Of the three characters to train on two are followed by one: every other update begins a pass.
        var losses = Enumerable.Range(0, 4).Select(_ => run.Trainer.Update().Loss).ToArray();

        Assert.Single(losses.Where((_, i) => i % 2 == 0).Distinct());
        Assert.Contains(run.Trainer.States["h"], value => value != 0);
    }

    [Fact]
    public void AGradientThatIsNotFinite_LeavesTheWeightsAsTheyAre()
    {
        var run = new TrainingRun(Toys.Settings(), Toys.Corpus(Toys.Text(400)));
        run.Trainer.Network.Weights["by"].Span[0] = float.NaN;
        var before = run.Trainer.Network.Weights.Values.ToArray();

        var result = run.Trainer.Update();

        Assert.False(double.IsFinite(result.GradientNorm));
        Assert.Equal(before, run.Trainer.Network.Weights.Values.ToArray());
        Assert.Equal(0, run.Trainer.Updates);
    }

    [Fact]
    public void TheForgetGateOfAnLstm_StartsOpen()
    {
        var bias = new TrainingRun(Toys.Settings("lstm"), Toys.Corpus(Toys.Text(400))).Trainer.Network.Weights["b"].Values.ToArray();

        Assert.Equal([0, 1, 0, 0], bias.Chunk(7).Select(gate => gate.Distinct().Single()));
    }

    private static float[] LossesInOneGo(TrainingRun run, int steps)
    {
        var (settings, streamLength) = (run.Settings, (run.Corpus.Training.Length - 1) / run.Settings.Batch);
        var tape = run.Trainer.Network.CreateTape(steps, settings.Batch);
        for (var step = 0; step < steps; step++)
        {
            for (var stream = 0; stream < settings.Batch; stream++)
            {
                var at = stream * streamLength + run.Streams.Position.Offset + step;
                tape.Index("token")[step, stream][0] = run.Corpus.Training.Span[at];
                tape.Index("next")[step, stream][0] = run.Corpus.Training.Span[at + 1];
            }
        }

        run.Trainer.Network.Forward(tape);
        return tape.Output("loss").ToArray();
    }
}
