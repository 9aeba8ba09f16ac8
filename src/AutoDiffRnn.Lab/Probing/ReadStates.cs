using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>What a model holds after a word of a sentence.</summary>
/// <param name="State">The joint state: all states of the cell, one after the other in the order of the cell.</param>
/// <param name="Read">What output layers read of it.</param>
/// <param name="Word">The vector of the word itself.</param>
internal sealed record ReadState(double[] State, double[] Read, double[] Word);

/// <summary>Runs sentences of one length through a model and keeps what it holds after each word.</summary>
internal static class ReadStates
{
    private const int Chunk = 64;

    /// <summary>Reads sentences up to the word at which the form of the verb is asked for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">What it reads.</param>
    /// <param name="sentences">Sentences of one length.</param>
    /// <param name="positions">The words after which to look; null for all.</param>
    /// <returns>For each sentence and each of the positions what the model holds.</returns>
    public static IReadOnlyList<ReadState[]> Of(
        SequenceModel<double> model, SentenceTask task, IReadOnlyList<Sentence> sentences, IReadOnlyList<int>? positions = null)
    {
        var steps = task.VerbAskedAt(sentences[0]) + 1;
        var looked = positions ?? [.. Enumerable.Range(0, steps)];
        var (run, batch) = (new SequenceRun<double>(model, steps, Chunk), new SentenceBatch(steps, Chunk));
        var result = new List<ReadState[]>();
        foreach (var chunk in sentences.Chunk(Chunk))
        {
            batch.Fill(task, chunk, LossAt.Verb);
            run.Load(batch.Tokens, batch.Steps, chunk.Length);
            run.Forward();
            for (var example = 0; example < chunk.Length; example++)
                result.Add([.. looked.Select(position => At(run, position, example))]);
        }

        return result;
    }

    private static ReadState At(SequenceRun<double> run, int step, int example) => new(
        Joint(run.Model, name => run.Tape.State(name)[step, example].ToArray()),
        run.ReadValues[step, example].ToArray(),
        run.Tape.Input(run.Model.Kind.Input)[step, example].ToArray());

    private static double[] Joint(SequenceModel<double> model, Func<string, double[]> state)
        => [.. model.Cell.Cell.States.SelectMany(value => state(value.Name))];
}
