using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Surgery;

/// <summary>Runs a model over the last word of sentences only, the one at which the verb is asked for, from states that may be anybody's.</summary>
internal sealed class LastWord
{
    private readonly SequenceRun<double> _run;
    private readonly int[] _tokens;
    private readonly int[] _targets;
    private readonly SentenceTask _task;

    /// <summary>Prepares the last words of sentences.</summary>
    public LastWord(SequenceModel<double> model, SentenceTask task, IReadOnlyList<Sentence> sentences)
    {
        _task = task;
        _run = new SequenceRun<double>(model, 1, sentences.Count);
        _tokens = [.. sentences.Select(sentence => task.Input(sentence, task.VerbAskedAt(sentence)))];
        _targets = [.. sentences.Select(sentence => task.VerbForm(sentence.Number))];
    }

    /// <summary>The number of the verb that the model prefers for each sentence, after its joint state was set.</summary>
    /// <param name="states">For each sentence the joint state before its last word.</param>
    public GrammaticalNumber[] Answers(IReadOnlyList<double[]> states)
    {
        _run.Load(_tokens, 1, _tokens.Length);
        for (var example = 0; example < states.Count; example++)
        {
            var offset = 0;
            foreach (var state in _run.Model.Cell.Cell.States)
            {
                states[example].AsSpan(offset, state.Length).CopyTo(_run.Tape.Initial(state.Name)[0, example]);
                offset += state.Length;
            }
        }

        _run.Forward();
        var scored = _run.Score(_run.Model.Head(_task.Head), _targets);
        var answers = new GrammaticalNumber[_tokens.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var logits = scored.Logits(i);
            var isPlural = logits[_task.VerbForm(GrammaticalNumber.Plural)] > logits[_task.VerbForm(GrammaticalNumber.Singular)];
            answers[i] = isPlural ? GrammaticalNumber.Plural : GrammaticalNumber.Singular;
        }

        return answers;
    }
}
