using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// A fixed set of sentences of one length, and how often the likeliest output of a model is the right one, by what the word is in the sentence.
/// </summary>
internal sealed class WordTest
{
    private readonly SentenceTask _task;
    private readonly Sentence[] _sentences;
    private readonly SentenceBatch _batch;

    /// <summary>Draws the sentences.</summary>
    public WordTest(SentenceTask task, Grammar grammar, SentenceSpec spec, int count, RandomSource random)
    {
        _task = task;
        _sentences = [.. Enumerable.Range(0, count).Select(i => grammar.Write(spec with { Number = (GrammaticalNumber)(i % 2) }, random))];
        _batch = new SentenceBatch(task.Length(_sentences[0], LossAt.EveryWord), count);
        _batch.Fill(task, _sentences, LossAt.EveryWord);
    }

    /// <summary>Right answers at the words of each kind that is scored.</summary>
    public IReadOnlyDictionary<WordKind, Count> Run(SequenceModel<float> model)
    {
        var run = Forward(model);
        var scored = run.Score(model.Head(_task.Head), _batch.Targets);
        var counts = new SortedDictionary<WordKind, Count>();
        for (var i = 0; i < scored.Count; i++)
        {
            var (position, example) = Math.DivRem(scored.Rows[i], _sentences.Length);
            var kind = _sentences[example].Words[position].Kind;
            var before = counts.GetValueOrDefault(kind);
            counts[kind] = new Count(before.Hits + (scored.Best(i) == scored.Target(i) ? 1 : 0), before.Of + 1);
        }

        return counts;
    }

    /// <summary>
    /// Right answers at one word after the states that are handed to it were exchanged for those that the next sentence's word gets at that place.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The word; each sentence has it at the same place, not at the beginning.</param>
    public Count RunExchanged(SequenceModel<float> model, WordKind kind)
    {
        var run = Forward(model);
        var (position, count) = (_sentences[0].PositionOf(kind), _sentences.Length);
        var one = new SequenceRun<float>(model, 1, count);
        one.Load(_batch.Tokens.Slice(position * count, count), 1, count);
        foreach (var state in model.Cell.Cell.States)
        {
            for (var example = 0; example < count; example++)
                run.Tape.State(state.Name)[position - 1, (example + 1) % count].CopyTo(one.Tape.Initial(state.Name)[0, example]);
        }

        one.Forward();
        var scored = one.Score(model.Head(_task.Head), _batch.Targets.Slice(position * count, count));
        return new Count(Enumerable.Range(0, scored.Count).Count(i => scored.Best(i) == scored.Target(i)), scored.Count);
    }

    /// <summary>
    /// How much of the adjoint passes the nonlinearity of a word's own step, for a cell whose state is tanh of what the weights add up:
    /// ‖(1 − h²) ⊙ ∂L/∂h‖ / ‖∂L/∂h‖, where L is the loss of that step alone. The median over all scored words.
    /// </summary>
    public double AdjointRatio(SequenceModel<float> model)
    {
        var run = Forward(model);
        var scored = run.Score(model.Head(_task.Head), _batch.Targets);
        model.ClearGradients();
        run.Backward(1);
        var seeds = run.Tape.Seed(model.Kind.Read);
        var states = run.ReadValues;
        var ratios = new double[scored.Count];
        for (var i = 0; i < ratios.Length; i++)
        {
            var (step, example) = Math.DivRem(scored.Rows[i], _sentences.Length);
            ratios[i] = Ratio(seeds[step, example], states[step, example]);
        }

        return Sample.Median(ratios);
    }

    private static double Ratio(ReadOnlySpan<float> adjoint, ReadOnlySpan<float> state)
    {
        var (before, after) = (0.0, 0.0);
        for (var i = 0; i < state.Length; i++)
        {
            after += Math.Pow(adjoint[i], 2);
            before += Math.Pow(adjoint[i] * (1 - (double)state[i] * state[i]), 2);
        }

        return Math.Sqrt(before / after);
    }

    private SequenceRun<float> Forward(SequenceModel<float> model)
    {
        var run = new SequenceRun<float>(model, _batch.Steps, _sentences.Length);
        run.Load(_batch.Tokens, _batch.Steps, _sentences.Length);
        run.Forward();
        return run;
    }
}
