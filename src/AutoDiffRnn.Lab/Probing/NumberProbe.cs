using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>How well the subject's number can be read after one word, by a linear probe.</summary>
/// <param name="Position">The word's position.</param>
/// <param name="Word">The word in one of the sentences.</param>
/// <param name="Trained">From the joint state of the model.</param>
/// <param name="Untrained">From the joint state of a model with the same first values that has learned nothing.</param>
/// <param name="Shuffled">From the joint state, by a probe whose labels were shuffled so that they tell nothing: what a probe finds where there is
/// nothing.</param>
/// <param name="WordAlone">From the vector of the word alone.</param>
internal sealed record ProbePoint(int Position, string Word, Count Trained, Count Untrained, Count Shuffled, Count WordAlone)
{
    /// <summary>The best of the three controls.</summary>
    public Count Control => new[] { Untrained, Shuffled, WordAlone }.MaxBy(count => count.Share);
}

/// <summary>
/// Asks of a model's states: what is the subject's number? Linear probes learn from sentences with some nouns as subjects, and are tested on
/// sentences with
/// others, each position by itself.
/// </summary>
internal sealed class NumberProbe
{
    private readonly ProbeSettings _settings;
    private readonly SentenceTask _task;
    private readonly List<Sentence> _training;
    private readonly List<Sentence> _test;
    private readonly bool[] _trainingLabels;
    private readonly bool[] _testLabels;
    private readonly bool[] _shuffled;

    /// <summary>Draws the sentences.</summary>
    public NumberProbe(ProbeSettings settings, SentenceTask task)
    {
        var random = new RandomSource(settings.Seed);
        var nouns = Grammar.Default.Subjects.Count;
        var heldOut = Math.Clamp((int)Math.Round(settings.HeldOutNouns * nouns), 1, nouns - 1);
        var (known, others) = Grammar.Split(Lexicon.Default, heldOut, random);
        (_settings, _task) = (settings, task);
        _training = Draw(known, settings.TrainingSentences, random);
        _test = Draw(others, settings.TestSentences, random);
        (_trainingLabels, _testLabels) = (Labels(_training), Labels(_test));
        _shuffled = Shuffled(_trainingLabels, random);
    }

    /// <summary>The position at which the form of the verb is asked for: the last one that can be probed.</summary>
    public int VerbAskedAt => _task.VerbAskedAt(_test[0]);

    /// <summary>Probes a model.</summary>
    /// <param name="trained">The model.</param>
    /// <param name="untrained">The same model before it learned.</param>
    /// <param name="positions">The words after which to probe; null for all.</param>
    /// <param name="cancellation">Ends it between two positions.</param>
    public IReadOnlyList<ProbePoint> Run(
        SequenceModel<double> trained,
        SequenceModel<double> untrained,
        IReadOnlyList<int>? positions = null,
        CancellationToken cancellation = default)
    {
        var looked = positions ?? [.. Enumerable.Range(0, VerbAskedAt + 1)];
        var after = (Training: ReadStates.Of(trained, _task, _training, looked), Test: ReadStates.Of(trained, _task, _test, looked));
        var before = (Training: ReadStates.Of(untrained, _task, _training, looked), Test: ReadStates.Of(untrained, _task, _test, looked));
        var points = new List<ProbePoint>();
        for (var i = 0; i < looked.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            points.Add(new ProbePoint(
                looked[i],
                _test[0].Words[looked[i]].English,
                Read(after, i, held => held.State, _trainingLabels),
                Read(before, i, held => held.State, _trainingLabels),
                Read(after, i, held => held.State, _shuffled),
                Read(after, i, held => held.Word, _trainingLabels)));
        }

        return points;
    }

    /// <summary>
    /// Labels that tell nothing of the true ones: of each number exactly half are called plural. An ordinary shuffle agrees a little with the truth
    /// or with
    /// its opposite, and where the state tells the number clearly, a probe would find that little and be right, or wrong, nearly always.
    /// </summary>
    private static bool[] Shuffled(bool[] labels, RandomSource random)
    {
        var shuffled = new bool[labels.Length];
        foreach (var number in new[] { false, true })
        {
            var places = Enumerable.Range(0, labels.Length).Where(i => labels[i] == number).ToArray();
            random.Shuffle<int>(places);
            foreach (var place in places.Take(places.Length / 2))
                shuffled[place] = true;
        }

        return shuffled;
    }

    private Count Read(
        (IReadOnlyList<ReadState[]> Training, IReadOnlyList<ReadState[]> Test) states,
        int position,
        Func<ReadState, double[]> features,
        bool[] labels)
    {
        var probe = LogisticProbe.Train([.. states.Training.Select(held => features(held[position]))], labels, _settings.Penalty);
        return probe.Test([.. states.Test.Select(held => features(held[position]))], _testLabels);
    }

    private List<Sentence> Draw(Grammar grammar, int count, RandomSource random)
        => [.. Enumerable.Range(0, count).Select(i => grammar.Write(_settings.Spec with { Number = (GrammaticalNumber)(i % 2) }, random))];

    private static bool[] Labels(List<Sentence> sentences) => [.. sentences.Select(sentence => sentence.Number == GrammaticalNumber.Plural)];
}
