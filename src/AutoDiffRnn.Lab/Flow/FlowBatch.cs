using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>What is read while gradients are measured.</summary>
/// <param name="Tokens">The words or characters, <c>[T, B]</c>.</param>
/// <param name="Targets">What is asked for at each, <c>[T, B]</c>, or <see cref="SentenceTask.NotScored"/>.</param>
/// <param name="Batch">B.</param>
/// <param name="Up">For each example what the margin at the last step is for.</param>
/// <param name="Down">For each example what it is against; null for the likeliest of the others.</param>
internal sealed record FlowBatch(int[] Tokens, int[] Targets, int Batch, int[] Up, int[]? Down)
{
    /// <summary>T.</summary>
    public int Steps => Tokens.Length / Batch;

    /// <summary>
    /// Sentences up to the word at which the verb is asked for; the margin there is logit(were) − logit(was), or the French forms'.
    /// </summary>
    public static FlowBatch OfSentences(SentenceTask task, IReadOnlyList<Sentence> sentences, LossAt loss)
    {
        var (steps, batch) = (task.VerbAskedAt(sentences[0]) + 1, sentences.Count);
        var (tokens, targets) = (new int[steps * batch], new int[steps * batch]);
        for (var row = 0; row < tokens.Length; row++)
        {
            tokens[row] = task.Input(sentences[row % batch], row / batch);
            targets[row] = task.Target(sentences[row % batch], row / batch, loss);
        }

        int[] Form(GrammaticalNumber number) => [.. Enumerable.Repeat(task.VerbForm(number), batch)];
        return new FlowBatch(tokens, targets, batch, Form(GrammaticalNumber.Plural), Form(GrammaticalNumber.Singular));
    }

    /// <summary>Pieces of a text from random places; the margin at the end is for the character that follows, against the likeliest other.</summary>
    public static FlowBatch OfText(int[] characters, int steps, int batch, RandomSource random)
    {
        var (tokens, targets, next) = (new int[steps * batch], new int[steps * batch], new int[batch]);
        for (var example = 0; example < batch; example++)
        {
            var begin = random.NextInt(characters.Length - steps);
            for (var step = 0; step < steps; step++)
            {
                tokens[step * batch + example] = characters[begin + step];
                targets[step * batch + example] = characters[begin + step + 1];
            }

            next[example] = characters[begin + steps];
        }

        return new FlowBatch(tokens, targets, batch, next, null);
    }
}
