using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// What is left at each word of the difference between twins, sentences that differ in the subject's number alone: ‖s_k(cats) − s_k(cat)‖ over
/// all states
/// of the cell together.
/// </summary>
internal static class Gap
{
    /// <summary>Measures the gap.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">What it was trained for.</param>
    /// <param name="twins">Pairs of one length.</param>
    /// <returns>For each word up to where the verb is asked for, the gap of each pair.</returns>
    public static double[][] Measure(SequenceModel<float> model, SentenceTask task, IReadOnlyList<(Sentence Singular, Sentence Plural)> twins)
    {
        var count = twins.Count;
        var batch = new SentenceBatch(task.Length(twins[0].Singular, LossAt.Verb), 2 * count);
        batch.Fill(task, [.. twins.Select(pair => pair.Singular), .. twins.Select(pair => pair.Plural)], LossAt.Verb);
        var run = new SequenceRun<float>(model, batch.Steps, 2 * count);
        run.Load(batch.Tokens, batch.Steps, 2 * count);
        run.Forward();
        var gaps = new double[batch.Steps][];
        for (var step = 0; step < gaps.Length; step++)
            gaps[step] = [.. Enumerable.Range(0, count).Select(pair => Distance(run, step, pair, pair + count))];
        return gaps;
    }

    private static double Distance(SequenceRun<float> run, int step, int first, int second)
    {
        var sum = 0.0;
        foreach (var state in run.Model.Cell.Cell.States)
        {
            var values = run.Tape.State(state.Name);
            var (one, other) = (values[step, first].ToArray(), values[step, second].ToArray());
            for (var i = 0; i < one.Length; i++)
                sum += Math.Pow((double)one[i] - other[i], 2);
        }

        return Math.Sqrt(sum);
    }
}
