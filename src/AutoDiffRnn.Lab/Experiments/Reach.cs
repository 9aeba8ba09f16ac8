using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// How far back the answer at the verb reaches: r(n) = ‖∂m/∂s_{t−n}‖ / ‖∂m/∂s_t‖ for each sentence, where m = logit(were) − logit(was) and s
/// are all states
/// of the cell together. The states at t − n are taken as the beginning of a sequence of n steps, so that a gradient with respect to one of
/// them holds the
/// others fixed.
/// </summary>
internal static class Reach
{
    /// <summary>Measures r(n) for n from 0 to <paramref name="lags"/>.</summary>
    /// <param name="model">The model. Its output layer reads a state; if it reads an output, r(n) is relative to lag 1.</param>
    /// <param name="task">What it was trained for.</param>
    /// <param name="sentences">Sentences of one length.</param>
    /// <param name="lags">The longest lag; at most the position of the verb.</param>
    /// <returns>By lag, and there for each sentence.</returns>
    public static double[][] Measure(SequenceModel<float> model, SentenceTask task, IReadOnlyList<Sentence> sentences, int lags)
    {
        var exact = new SequenceModel<double>(model.Settings, model.Words, model.Heads);
        exact.CopyFrom(model);
        var batch = new SentenceBatch(task.Length(sentences[0], LossAt.Verb), sentences.Count);
        batch.Fill(task, sentences, LossAt.Verb);
        var run = new SequenceRun<double>(exact, batch.Steps, sentences.Count);
        run.Load(batch.Tokens, batch.Steps, sentences.Count);
        run.Forward();
        var norms = new double[lags + 1][];
        for (var lag = 0; lag <= lags; lag++)
            norms[lag] = lag == 0 ? AtTheVerb(run, task) : Before(run, task, lag);
        var first = norms[0].Any(norm => norm > 0) ? norms[0] : norms[1];
        return [.. norms.Select(lag => lag.Select((norm, example) => norm / first[example]).ToArray())];
    }

    /// <summary>The norm of the rows of the output layer: ∂m/∂s_t, if a state is read.</summary>
    private static double[] AtTheVerb(SequenceRun<double> run, SentenceTask task)
    {
        var isState = run.Model.Cell.Cell.States.Any(state => state.Name == run.Model.Kind.Read);
        var direction = Direction(run.Model, task);
        return [.. Enumerable.Repeat(isState ? Norm(direction) : 0, run.Tape.Batch)];
    }

    private static double[] Before(SequenceRun<double> run, SentenceTask task, int lag)
    {
        var (from, model) = (run.Tape, run.Model);
        var tape = model.Cell.CreateTape(lag, from.Batch);
        var first = from.Steps - lag;
        foreach (var state in model.Cell.Cell.States)
        {
            for (var example = 0; example < from.Batch; example++)
                (first == 0 ? from.Initial(state.Name)[0, example] : from.State(state.Name)[first - 1, example]).CopyTo(tape.Initial(state.Name)[0, example]);
        }

        var direction = Direction(model, task);
        for (var example = 0; example < from.Batch; example++)
        {
            for (var step = 0; step < lag; step++)
                from.Input(model.Kind.Input)[first + step, example].CopyTo(tape.Input(model.Kind.Input)[step, example]);
            direction.CopyTo(tape.Seed(model.Kind.Read)[lag - 1, example]);
        }

        model.Cell.Forward(tape);
        model.Cell.Backward(tape, GradientsOf.InitialStates);
        var norms = new double[from.Batch];
        for (var example = 0; example < norms.Length; example++)
        {
            foreach (var state in model.Cell.Cell.States)
                norms[example] += Math.Pow(Norm(tape.InitialGradient(state.Name)[0, example]), 2);
            norms[example] = Math.Sqrt(norms[example]);
        }

        return norms;
    }

    /// <summary>∂m by what the output layer reads: the difference of the rows of its weight for the two forms of the verb.</summary>
    private static double[] Direction(SequenceModel<double> model, SentenceTask task)
    {
        var weight = model.Readouts[model.Head(task.Head)].Weights.Wy;
        var (plural, singular) = (task.VerbForm(GrammaticalNumber.Plural), task.VerbForm(GrammaticalNumber.Singular));
        return [.. Enumerable.Range(0, weight.Columns).Select(column => weight[plural, column] - weight[singular, column])];
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return Math.Sqrt(sum);
    }
}
