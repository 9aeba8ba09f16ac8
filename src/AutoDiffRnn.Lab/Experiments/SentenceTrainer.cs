using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>Trains a model on sentences of a regime: each update draws one of its distances and B sentences.</summary>
internal sealed class SentenceTrainer
{
    private readonly RunSettings _settings;
    private readonly Grammar _grammar;
    private readonly SentenceTask _task;
    private readonly RandomSource _random;
    private readonly SentenceBatch _batch;
    private readonly SequenceRun<float> _run;
    private readonly ModelTrainer<float> _trainer;
    private readonly IGradientSource<float>? _source;

    /// <summary>Makes a model with first values, and its trainer. The same seed gives the same first values and sentences in every arm.</summary>
    public SentenceTrainer(RunSettings settings, Grammar grammar)
    {
        _settings = settings;
        _grammar = grammar;
        _task = settings.Regime.CreateTask();
        _random = new RandomSource(settings.Seed ^ 0x5E47E4CE5);
        Model = new SequenceModel<float>(settings.Model, _task, settings.Seed);
        var longest = grammar.Write(settings.Regime.Spec(settings.Regime.Longest), new RandomSource(0));
        var steps = _task.Length(longest, settings.Regime.Loss);
        _batch = new SentenceBatch(steps, settings.Batch);
        _run = new SequenceRun<float>(Model, steps, settings.Batch);
        _trainer = new ModelTrainer<float>(Model);
        _source = GradientSources.For(settings.Regime, _run);
    }

    /// <summary>The model.</summary>
    public SequenceModel<float> Model { get; }

    /// <summary>The updates that were done.</summary>
    public int Updates => (int)_trainer.Steps;

    /// <summary>Does one update.</summary>
    /// <returns>The mean over the sentences of the summed loss of their scored words, in nats.</returns>
    public double Update()
    {
        var distances = _settings.Regime.Distances;
        var spec = _settings.Regime.Spec(distances[_random.NextInt(distances.Count)]);
        _batch.Fill(_task, Draw(spec), _settings.Regime.Loss);
        _run.Load(_batch.Tokens, _batch.Steps, _settings.Batch);
        Model.ClearGradients();
        _run.Forward();
        var loss = _run.Score(0, _batch.Targets).TotalLoss / _settings.Batch;
        _run.Backward(1f / _settings.Batch, _source);
        _trainer.Step(_settings.LearningRate, _settings.Clip);
        return loss;
    }

    private IEnumerable<Sentence> Draw(SentenceSpec spec)
    {
        for (var i = 0; i < _settings.Batch; i++)
            yield return _grammar.Write(spec, _random);
    }
}
