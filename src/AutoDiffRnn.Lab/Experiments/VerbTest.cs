using System.Numerics;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// A fixed set of sentences of one kind, half of them singular and half plural, and how often a model prefers the right form of the verb: its
/// logit is
/// above that of the other form. A guess is right in half of them, and a model that decides by the nearest noun in those without an attractor.
/// </summary>
internal sealed class VerbTest
{
    private const int Chunk = 64;

    private readonly SentenceTask _task;
    private readonly IReadOnlyList<Sentence> _sentences;

    /// <summary>Draws the sentences.</summary>
    public VerbTest(SentenceTask task, Grammar grammar, SentenceSpec spec, int count, RandomSource random)
        : this(task, [.. Enumerable.Range(0, count).Select(i => grammar.Write(spec with { Number = (GrammaticalNumber)(i % 2) }, random))])
    {
    }

    /// <summary>Takes sentences of one length.</summary>
    public VerbTest(SentenceTask task, IReadOnlyList<Sentence> sentences)
    {
        _task = task;
        _sentences = sentences;
    }

    /// <summary>The sentences.</summary>
    public IReadOnlyList<Sentence> Sentences => _sentences;

    /// <summary>Right answers of always saying the number that is more frequent.</summary>
    public Count Majority
    {
        get
        {
            var singular = _sentences.Count(sentence => sentence.Number == GrammaticalNumber.Singular);
            return new Count(Math.Max(singular, _sentences.Count - singular), _sentences.Count);
        }
    }

    /// <summary>Right answers of saying the number of the noun that stands nearest before the verb.</summary>
    public Count NearestNoun => new(_sentences.Count(sentence => sentence.NearestNoun == sentence.Number), _sentences.Count);

    /// <summary>Right answers of a model.</summary>
    public Count Run<T>(SequenceModel<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = _task.VerbAskedAt(_sentences[0]) + 1;
        var (run, batch) = (new SequenceRun<T>(model, steps, Chunk), new SentenceBatch(steps, Chunk));
        var right = 0;
        foreach (var chunk in _sentences.Chunk(Chunk))
        {
            batch.Fill(_task, chunk, LossAt.Verb);
            run.Load(batch.Tokens, batch.Steps, chunk.Length);
            run.Forward();
            var scored = run.Score(model.Head(_task.Head), batch.Targets);
            for (var i = 0; i < scored.Count; i++)
                right += IsRight(scored.Logits(i), chunk[i].Number) ? 1 : 0;
        }

        return new Count(right, _sentences.Count);
    }

    private bool IsRight<T>(ReadOnlySpan<T> logits, GrammaticalNumber number) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => logits[_task.VerbForm(number)] > logits[_task.VerbForm(1 - number)];
}
