using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Surgery;

/// <summary>
/// Short sentences whose verb a model gets right, with the state that the model hands to the last word before it is asked. They are found by their
/// last
/// words, so that a donor has just read what the patient has.
/// </summary>
internal sealed class DonorPool
{
    /// <summary>How many words before the verb are compared.</summary>
    public const int ComparedWords = 2;

    private readonly Dictionary<(GrammaticalNumber, string), List<double[]>> _byWords = [];
    private readonly SentenceTask _task;

    /// <summary>Runs the model over many short sentences and keeps those that it gets right.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">Its task.</param>
    /// <param name="spec">What donors look like.</param>
    /// <param name="sentences">How many are tried, half of them singular and half plural.</param>
    /// <param name="random">Where they come from.</param>
    public DonorPool(SequenceModel<double> model, SentenceTask task, SentenceSpec spec, int sentences, RandomSource random)
    {
        _task = task;
        List<Sentence> donors = [.. Enumerable.Range(0, sentences)
            .Select(i => Grammar.Default.Write(spec with { Number = (GrammaticalNumber)(i % 2) }, random))];
        var handedAt = task.VerbAskedAt(donors[0]) - 1;
        var states = ReadStates.Of(model, task, donors, [handedAt]).Select(held => held[0].State).ToList();
        var answers = new LastWord(model, task, donors).Answers(states);
        for (var i = 0; i < donors.Count; i++)
        {
            if (answers[i] != donors[i].Number)
                continue;
            Size++;
            for (var words = 0; words <= ComparedWords; words++)
                Add((donors[i].Number, LastWords(donors[i], words)), states[i]);
        }
    }

    /// <summary>How many donors there are.</summary>
    public int Size { get; private set; }

    /// <summary>A donor of a number whose last words are the patient's: as many of them as there is a donor for.</summary>
    /// <returns>The state that is handed to the last word, and how many last words agree; null if there is no donor of that number.</returns>
    public (double[] State, int Words)? Find(Sentence patient, GrammaticalNumber number, RandomSource random)
    {
        for (var words = ComparedWords; words >= 0; words--)
        {
            if (_byWords.TryGetValue((number, LastWords(patient, words)), out var fitting))
                return (fitting[random.NextInt(fitting.Count)], words);
        }

        return null;
    }

    /// <summary>The last words that are read before the verb is asked for.</summary>
    private string LastWords(Sentence sentence, int count)
    {
        var end = _task.VerbAskedAt(sentence) + 1;
        var words = Enumerable.Range(Math.Max(0, end - count), Math.Min(count, end));
        return string.Join(' ', words.Select(position => _task.Inputs[_task.Input(sentence, position)]));
    }

    private void Add((GrammaticalNumber, string) key, double[] state)
    {
        if (!_byWords.TryGetValue(key, out var states))
            _byWords[key] = states = [];
        states.Add(state);
    }
}
