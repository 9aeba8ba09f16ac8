using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>What one network did with the development part.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Updates">The updates that it was trained for.</param>
/// <param name="Right">For each pair whether it was right; null where it could not be asked, because it does not know both forms of the verb.</param>
internal sealed record AttestedRecord(ulong Seed, int Updates, IReadOnlyList<bool?> Right);

/// <summary>
/// A cell that learns from sentences that people wrote, and is tested on others by distance and attractors. The set is small: it is a check against
/// reality,
/// and no way to rank cells.
/// </summary>
internal sealed class AttestedExperiment(AttestedSettings settings, RunStore? store = null, int workers = 2)
{
    private const int Chunk = 64;

    /// <summary>Trains and tests all networks; finished ones are found in the store.</summary>
    public AttestedResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var records = new RunQueue(store, workers).Run(
            settings.CreateRuns(),
            run => $"real, {run.Settings.Model.Cell.Label}, seed {run.Settings.Seed}",
            Run,
            progress ?? NoProgress.Instance,
            cancellation);
        return new AttestedResult(settings, settings.Select(AttestedPair.Development), records);
    }

    private static AttestedRecord Run(AttestedRun run, CancellationToken cancellation)
    {
        var settings = run.Settings;
        var pairs = settings.Select(AttestedPair.Training);
        var words = new AttestedWords(Sentences(pairs));
        var (examples, head) = settings.Task == AttestedTask.Number
            ? ([.. pairs.Select(pair => AttestedExample.OfNumber(pair, words))], new HeadSettings("number", 2))
            : (Sentences(pairs).Select(tokens => AttestedExample.OfSentence(tokens, words)).ToList(), new HeadSettings("next", words.Count));
        var model = new SequenceModel<float>(settings.Model, words.Count, [head]);
        model.Initialize(new RandomSource(settings.Seed));
        var updates = Train(settings, model, examples, cancellation);
        return new AttestedRecord(settings.Seed, updates, Test(settings, model, words));
    }

    /// <summary>The sentences of pairs, each once.</summary>
    private static IEnumerable<IReadOnlyList<string>> Sentences(IReadOnlyList<AttestedPair> pairs)
        => pairs.Select(pair => pair.Tokens).DistinctBy(tokens => string.Join(' ', tokens), StringComparer.Ordinal);

    private static int Train(AttestedSettings settings, SequenceModel<float> model, List<AttestedExample> examples, CancellationToken cancellation)
    {
        var longest = examples.Max(example => example.Tokens.Length);
        var (run, batch) = (new SequenceRun<float>(model, longest, settings.Batch), new AttestedBatch(longest, settings.Batch));
        var (trainer, random) = (new ModelTrainer<float>(model), new RandomSource(settings.Seed ^ 0xA77E57ED));
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            foreach (var chosen in Batches(examples, settings.Batch, random))
            {
                cancellation.ThrowIfCancellationRequested();
                batch.Fill(chosen);
                run.Load(batch.Tokens, batch.Steps, batch.Count);
                model.ClearGradients();
                run.Forward();
                var scored = run.Score(0, batch.Targets);
                run.Backward(1f / scored.Count);
                trainer.Step(settings.LearningRate, settings.Clip);
            }
        }

        return (int)trainer.Steps;
    }

    /// <summary>All examples in a random order, those of a batch of about one length.</summary>
    private static AttestedExample[][] Batches(List<AttestedExample> examples, int size, RandomSource random)
    {
        const int BatchesTogether = 16;
        var order = examples.ToArray();
        random.Shuffle<AttestedExample>(order);
        var batches = order.Chunk(size * BatchesTogether)
            .SelectMany(part => part.OrderBy(example => example.Tokens.Length).Chunk(size)).ToArray();
        random.Shuffle<AttestedExample[]>(batches);
        return batches;
    }

    private static List<bool?> Test(AttestedSettings settings, SequenceModel<float> model, AttestedWords words)
    {
        var pairs = settings.Select(AttestedPair.Development);
        var longest = pairs.Max(pair => pair.VerbAt);
        var (run, batch, right) = (new SequenceRun<float>(model, longest, Chunk), new AttestedBatch(longest, Chunk), new List<bool?>());
        foreach (var chunk in pairs.Chunk(Chunk))
        {
            batch.Fill([.. chunk.Select(pair => settings.Task == AttestedTask.Number
                ? AttestedExample.OfNumber(pair, words)
                : AttestedExample.OfVerb(pair, words))]);
            run.Load(batch.Tokens, batch.Steps, batch.Count);
            run.Forward();
            var scored = run.Score(0, batch.Targets);
            var answers = new bool?[chunk.Length];
            for (var i = 0; i < scored.Count; i++)
            {
                var example = scored.Rows[i] % batch.Count;
                answers[example] = IsRight(settings.Task, chunk[example], words, scored.Logits(i));
            }

            right.AddRange(answers);
        }

        return right;
    }

    private static bool? IsRight(AttestedTask task, AttestedPair pair, AttestedWords words, ReadOnlySpan<float> logits)
    {
        if (task == AttestedTask.Number)
            return logits[(int)pair.Number] > logits[1 - (int)pair.Number];
        return words.Knows(pair.VerbForm) && words.Knows(pair.OtherForm) ? logits[words[pair.VerbForm]] > logits[words[pair.OtherForm]] : null;
    }
}
