namespace AutoDiffRnn.Lab.Sentences;

/// <summary>Sentences of one length side by side: what a model reads and what it is asked, <c>[T, B]</c> each.</summary>
internal sealed class SentenceBatch
{
    private readonly int[] _tokens;
    private readonly int[] _targets;
    private readonly List<Sentence> _sentences = [];

    /// <summary>Makes a batch with room for so many words and sentences.</summary>
    public SentenceBatch(int maxSteps, int maxBatch)
    {
        _tokens = new int[maxSteps * maxBatch];
        _targets = new int[maxSteps * maxBatch];
    }

    /// <summary>The number of words of each sentence that are read, T.</summary>
    public int Steps { get; private set; }

    /// <summary>The sentences, B of them.</summary>
    public IReadOnlyList<Sentence> Sentences => _sentences;

    /// <summary>The words that are read.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Steps * _sentences.Count);

    /// <summary>The words that are asked for, or <see cref="SentenceTask.NotScored"/>.</summary>
    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Steps * _sentences.Count);

    /// <summary>The positions at which the verb's form is asked for, the same in all sentences.</summary>
    public int VerbAskedAt { get; private set; }

    /// <summary>Takes other sentences.</summary>
    /// <exception cref="ArgumentException">They are not of one length.</exception>
    public void Fill(SentenceTask task, IEnumerable<Sentence> sentences, LossAt loss)
    {
        _sentences.Clear();
        _sentences.AddRange(sentences);
        Steps = task.Length(_sentences[0], loss);
        VerbAskedAt = task.VerbAskedAt(_sentences[0]);
        for (var example = 0; example < _sentences.Count; example++)
        {
            var sentence = _sentences[example];
            if (task.Length(sentence, loss) != Steps || task.VerbAskedAt(sentence) != VerbAskedAt)
                throw new ArgumentException("The sentences of a batch are of one length, with the verb at one place.", nameof(sentences));
            for (var step = 0; step < Steps; step++)
            {
                _tokens[step * _sentences.Count + example] = task.Input(sentence, step);
                _targets[step * _sentences.Count + example] = task.Target(sentence, step, loss);
            }
        }
    }
}
