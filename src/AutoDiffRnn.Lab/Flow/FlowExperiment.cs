using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>What was measured.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Flows">The model untrained and, if it was trained, trained.</param>
/// <param name="Strips">Of a model of sentences the strips of one of them, in both numbers, by the model at the end.</param>
/// <param name="Subnormals">How many subnormal numbers were among the adjoints.</param>
internal sealed record FlowResult(FlowSettings Settings, IReadOnlyList<FlowEvidence> Flows, IReadOnlyList<SentenceStrip> Strips, long Subnormals);

/// <summary>How gradients flow in one cell, on sentences or on a text, before and after training.</summary>
internal sealed class FlowExperiment(FlowSettings settings)
{
    private const ulong BatchSeed = 404;
    private const ulong StripSeed = 405;
    private const double LearningRate = 0.003;

    /// <summary>Measures.</summary>
    /// <exception cref="Errors.LabException">The cell does not fit or was generated without its step, or the text cannot be read or is too
    /// short.</exception>
    public FlowResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        progress ??= NoProgress.Instance;
        return settings.Text is { } path ? OnText(path, progress, cancellation) : OnSentences(progress, cancellation);
    }

    private FlowResult OnSentences(IRunProgress progress, CancellationToken cancellation)
    {
        var (task, random) = (settings.Regime.CreateTask(), new RandomSource(BatchSeed + settings.Seed));
        var spec = settings.Regime.Spec(settings.Distance);
        var loss = settings.Regime.Loss;
        List<FlowBatch> batches = [.. Enumerable.Range(0, settings.Batches).Select(_ => FlowBatch.OfSentences(task, Draw(spec, random), loss))];
        var model = new SequenceModel<float>(settings.Model, task, settings.Seed);
        var (flows, subnormals) = Measure(model, batches, () => model = Train(), progress, cancellation);
        return new FlowResult(settings, flows, Strips(model, task), subnormals);

        SequenceModel<float> Train() => SentenceRun.Train(
            new RunSettings
            {
                Experiment = "flow",
                Arm = "flow",
                Model = settings.Model,
                Regime = settings.Regime,
                Seed = settings.Seed,
                Updates = settings.Updates,
            },
            cancellation: cancellation).Model;
    }

    private List<Sentence> Draw(SentenceSpec spec, RandomSource random)
        => [.. Enumerable.Range(0, settings.Batch).Select(i => Grammar.Default.Write(spec with { Number = (GrammaticalNumber)(i % 2) }, random))];

    private FlowResult OnText(string path, IRunProgress progress, CancellationToken cancellation)
    {
        var corpus = Corpus.Load(path);
        var characters = corpus.Training.ToArray();
        if (characters.Length <= settings.TextLength)
            throw Errors.LabErrors.TextTooShort(corpus.Name, characters.Length, settings.TextLength, 1);
        var random = new RandomSource(BatchSeed + settings.Seed);
        var (steps, size) = (settings.TextLength, settings.Batch);
        List<FlowBatch> batches = [.. Enumerable.Range(0, settings.Batches).Select(_ => FlowBatch.OfText(characters, steps, size, random))];
        var model = new SequenceModel<float>(settings.Model, corpus.Vocabulary.Count, [new HeadSettings("next", corpus.Vocabulary.Count)]);
        model.Initialize(new RandomSource(settings.Seed));
        var (flows, subnormals) = Measure(model, batches, Train, progress, cancellation);
        return new FlowResult(settings, flows, [], subnormals);

        SequenceModel<float> Train()
        {
            var (run, trainer) = (new SequenceRun<float>(model, settings.TextLength, settings.Batch), new ModelTrainer<float>(model));
            for (var update = 0; update < settings.Updates; update++)
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = FlowBatch.OfText(characters, settings.TextLength, settings.Batch, random);
                run.Load(batch.Tokens, batch.Steps, batch.Batch);
                model.ClearGradients();
                run.Forward();
                run.Score(0, batch.Targets);
                run.Backward(1f / batch.Tokens.Length);
                trainer.Step(LearningRate, clip: 1);
            }

            return model;
        }
    }

    private (List<FlowEvidence> Flows, long Subnormals) Measure(
        SequenceModel<float> model, List<FlowBatch> batches, Func<SequenceModel<float>> train, IRunProgress progress, CancellationToken cancellation)
    {
        var parts = settings.Updates > 0 ? 3 : 1;
        var before = new FlowMeasurement(DoubleModel.Of(model), batches[0].Steps, settings.Batch);
        var flows = new List<FlowEvidence> { before.Of("untrained", batches, cancellation) };
        var subnormals = before.Subnormals;
        progress.Show(1, parts, "measured untrained");
        if (settings.Updates == 0)
            return (flows, subnormals);
        var trained = train();
        progress.Show(2, parts, "trained");
        var after = new FlowMeasurement(DoubleModel.Of(trained), batches[0].Steps, settings.Batch);
        flows.Add(after.Of("trained", batches, cancellation));
        progress.Show(3, parts, "measured trained");
        return (flows, subnormals + after.Subnormals);
    }

    /// <summary>The same sentence in both numbers, at a distance that was trained.</summary>
    private List<SentenceStrip> Strips(SequenceModel<float> model, SentenceTask task)
    {
        var spec = settings.Regime.Spec(settings.Regime.Longest);
        var (exact, random) = (DoubleModel.Of(model), new RandomSource(StripSeed + settings.Seed));
        var (singular, plural) = Grammar.Default.WriteTwins(spec with { Number = null, Attractors = null }, random);
        return [SentenceStrips.Of(exact, task, singular, random), SentenceStrips.Of(exact, task, plural, random)];
    }
}
