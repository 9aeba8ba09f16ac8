using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>Words to read, and at each what is asked for.</summary>
/// <param name="Tokens">The words.</param>
/// <param name="Targets">What is asked for at each, or <see cref="SentenceTask.NotScored"/>.</param>
internal sealed record AttestedExample(int[] Tokens, int[] Targets)
{
    /// <summary>The words before the verb; asked for at the last one is the number.</summary>
    public static AttestedExample OfNumber(AttestedPair pair, AttestedWords words)
    {
        var example = UpToVerb(pair, words);
        example.Targets[^1] = (int)pair.Number;
        return example;
    }

    /// <summary>The words before the verb; asked for at the last one is the verb.</summary>
    public static AttestedExample OfVerb(AttestedPair pair, AttestedWords words)
    {
        var example = UpToVerb(pair, words);
        example.Targets[^1] = words[pair.VerbForm];
        return example;
    }

    /// <summary>All words of a sentence but the last; asked for at each is the next.</summary>
    public static AttestedExample OfSentence(IReadOnlyList<string> tokens, AttestedWords words)
        => new([.. tokens.SkipLast(1).Select(token => words[token])], [.. tokens.Skip(1).Select(token => words[token])]);

    private static AttestedExample UpToVerb(AttestedPair pair, AttestedWords words)
    {
        var targets = new int[pair.VerbAt];
        Array.Fill(targets, SentenceTask.NotScored);
        return new AttestedExample([.. pair.Tokens.Take(pair.VerbAt).Select(token => words[token])], targets);
    }
}

/// <summary>Examples side by side, <c>[T, B]</c>: after the end of a shorter one stands any word, and nothing is asked for.</summary>
internal sealed class AttestedBatch(int maxSteps, int maxBatch)
{
    private readonly int[] _tokens = new int[maxSteps * maxBatch];
    private readonly int[] _targets = new int[maxSteps * maxBatch];

    /// <summary>T: the words of the longest example.</summary>
    public int Steps { get; private set; }

    /// <summary>B.</summary>
    public int Count { get; private set; }

    /// <summary>The words.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Steps * Count);

    /// <summary>What is asked for.</summary>
    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Steps * Count);

    /// <summary>Takes other examples.</summary>
    public void Fill(IReadOnlyList<AttestedExample> examples)
    {
        (Steps, Count) = (examples.Max(example => example.Tokens.Length), examples.Count);
        for (var b = 0; b < Count; b++)
        {
            for (var step = 0; step < Steps; step++)
            {
                var isThere = step < examples[b].Tokens.Length;
                _tokens[step * Count + b] = isThere ? examples[b].Tokens[step] : 0;
                _targets[step * Count + b] = isThere ? examples[b].Targets[step] : SentenceTask.NotScored;
            }
        }
    }
}
