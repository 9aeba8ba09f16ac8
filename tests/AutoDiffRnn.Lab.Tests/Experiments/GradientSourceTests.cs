using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Tests.Models;

namespace AutoDiffRnn.Lab.Tests.Experiments;

public class GradientSourceTests
{
    [Theory]
    [InlineData("elman", nameof(LossAt.Verb), 1)]
    [InlineData("elman", nameof(LossAt.EveryWord), 2)]
    [InlineData("lstm", nameof(LossAt.EveryWord), 3)]
    public void ACutGradient_IsThatOfTheLastSteps_WithTheStatesBeforeThemHeldFixed(string cell, string loss, int lag)
    {
        var (model, run, batch) = SequenceModelTests.SmallRun<double>(cell, Enum.Parse<LossAt>(loss));
        var gradients = Gradients(model, run, batch, new CutGradient<double>(run, lag));

        var order = Enumerable.Range(0, gradients.Length).OrderByDescending(at => Math.Abs(gradients[at])).ToList();
        foreach (var at in order.Take(4).Append(order[gradients.Length / 2]))
            Assert.Equal(WindowDifference(model, run, batch, lag, at), gradients[at], 1e-6 * Math.Max(1, Math.Abs(gradients[at])));
    }

    [Theory]
    [InlineData(nameof(LossAt.Verb))]
    [InlineData(nameof(LossAt.EveryWord))]
    public void ACutBeyondTheBeginning_CutsNothing(string loss)
    {
        var (model, run, batch) = SequenceModelTests.SmallRun<double>("lstm", Enum.Parse<LossAt>(loss));
        var full = Gradients(model, run, batch, null);
        var words = model.Embedding.Gradients.Values.ToArray();

        var cut = Gradients(model, run, batch, new CutGradient<double>(run, 99));

        Assert.All(full.Zip(cut), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(words.Zip(model.Embedding.Gradients.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void ACut_ChangesTheGradient()
    {
        var (model, run, batch) = SequenceModelTests.SmallRun<double>("elman", LossAt.EveryWord);

        Assert.NotEqual(Gradients(model, run, batch, null), Gradients(model, run, batch, new CutGradient<double>(run, 2)));
    }

    [Fact]
    public void BothRoles_AddUpToTheWhole_AndOtherWeightsKeepTheirs()
    {
        var (model, run, batch) = SequenceModelTests.SmallRun<double>("elman", LossAt.EveryWord);
        var full = Gradients(model, run, batch, null);
        var words = model.Embedding.Gradients.Values.ToArray();
        var withoutNow = Gradients(model, run, batch, new RoleCutGradient<double>(run, new RoleCut("Wh", LagPart.Now)));
        var withoutLater = Gradients(model, run, batch, new RoleCutGradient<double>(run, new RoleCut("Wh", LagPart.Later)));
        var lagZero = Gradients(model, run, batch, new CutGradient<double>(run, 1));

        var view = model.Cell.Gradients["Wh"];
        for (var at = 0; at < full.Length; at++)
        {
            var isCut = at >= view.Offset && at < view.Offset + view.Info.Length;
            Assert.Equal(isCut ? full[at] : 2 * full[at], withoutNow[at] + withoutLater[at], 1e-12);
            if (isCut)
                Assert.Equal(lagZero[at], withoutLater[at], 1e-12);
        }

        Gradients(model, run, batch, new RoleCutGradient<double>(run, new RoleCut("Wh", LagPart.Now)));
        Assert.Equal(words, model.Embedding.Gradients.Values.ToArray());
        Assert.True(view.Info.Length > 0 && lagZero.AsSpan(view.Offset, view.Info.Length).ContainsAnyExcept(0.0));
    }

    [Fact]
    public void Reach_IsTheProductOfTheStepsJacobians()
    {
        var task = NextWordTask.Default;
        var model = new SequenceModel<float>(new ModelSettings(new CellSettings("elman"), 4, 3), task, 1);
        var sentence = Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 6), new RandomSource(1));

        var reach = Reach.Measure(model, task, [sentence], 3);

        var exact = new SequenceModel<double>(model.Settings, model.Words, model.Heads);
        exact.CopyFrom(model);
        var batch = new SentenceBatch(10, 1);
        batch.Fill(task, [sentence], LossAt.Verb);
        var run = new SequenceRun<double>(exact, batch.Steps, 1);
        run.Load(batch.Tokens, batch.Steps, 1);
        run.Forward();
        var (wy, wh) = (exact.Readouts[0].Weights.Wy, exact.Cell.Weights["Wh"]);
        var adjoint = Enumerable.Range(0, 4).Select(i => wy[task.VerbForm(GrammaticalNumber.Plural), i] - wy[task.VerbForm(GrammaticalNumber.Singular), i]).ToArray();
        var first = Norm(adjoint);
        for (var lag = 0; lag <= 3; lag++)
        {
            Assert.Equal(Norm(adjoint) / first, reach[lag][0], 1e-9);
            var h = run.Tape.State("h")[batch.Steps - 1 - lag, 0].ToArray();
            adjoint = [.. Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, 4).Sum(i => wh[i, j] * (1 - h[i] * h[i]) * adjoint[i]))];
        }

        static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
    }

    [Fact]
    public void TheGapBetweenTwins_OpensAtTheNoun()
    {
        var twins = Grammar.Default.WriteTwins(new SentenceSpec(Filling.Adjectives, 6), new RandomSource(1));
        var model = new SequenceModel<float>(new ModelSettings(new CellSettings("lstm"), 4, 3), NextWordTask.Default, 1);

        var gaps = Gap.Measure(model, NextWordTask.Default, [twins]);

        Assert.Equal(0, gaps[0][0]);
        Assert.All(gaps.Skip(1), gap => Assert.True(gap[0] > 0));
    }

    private static double[] Gradients(SequenceModel<double> model, SequenceRun<double> run, SentenceBatch batch, IGradientSource<double>? source)
    {
        model.ClearGradients();
        SequenceModelTests.Loss(run, batch);
        run.Backward(1, source);
        return model.Cell.Gradients.Values.ToArray();
    }

    /// <summary>The difference quotient of the losses when a weight changes in the last steps before each loss alone.</summary>
    private static double WindowDifference(SequenceModel<double> model, SequenceRun<double> run, SentenceBatch batch, int lag, int at)
    {
        const double Step = 1e-5;
        SequenceModelTests.Loss(run, batch);
        var states = model.Cell.Cell.States.ToDictionary(state => state.Name, state => run.Tape.State(state.Name).ToArray());
        var weight = model.Cell.Weights.Values[at];
        model.Cell.Weights.Span[at] = weight + Step;
        var up = WindowLoss(model, batch, states, lag);
        model.Cell.Weights.Span[at] = weight - Step;
        var down = WindowLoss(model, batch, states, lag);
        model.Cell.Weights.Span[at] = weight;
        return (up - down) / (2 * Step);
    }

    private static double WindowLoss(SequenceModel<double> model, SentenceBatch batch, Dictionary<string, double[]> states, int lag)
    {
        var (sum, count) = (0.0, batch.Sentences.Count);
        for (var step = 0; step < batch.Steps; step++)
        {
            var length = Math.Min(lag, step + 1);
            var first = step - length + 1;
            var run = new SequenceRun<double>(model, length, count);
            run.Load(batch.Tokens.Slice(first * count, length * count), length, count);
            foreach (var state in model.Cell.Cell.States)
            {
                if (first > 0)
                    run.Tape.Initial(state.Name).CopyFrom(states[state.Name].AsSpan((first - 1) * count * state.Length, count * state.Length));
            }

            run.Forward();
            var targets = Enumerable.Repeat(SentenceTask.NotScored, length * count).ToArray();
            batch.Targets.Slice(step * count, count).CopyTo(targets.AsSpan((length - 1) * count));
            sum += run.Score(0, targets).TotalLoss;
        }

        return sum;
    }
}
