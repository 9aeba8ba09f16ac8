using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Answer;

/// <summary>
/// An untrained model in double precision and a batch of sentences that it says the next word of: what is true of gradients whatever was learned is
/// measured here.
/// </summary>
internal sealed class MeasuredBatch
{
    private readonly SentenceBatch _batch;

    /// <summary>Makes a model with first values, and its sentences.</summary>
    /// <param name="settings">The model.</param>
    /// <param name="seed">Where first values and sentences come from.</param>
    /// <param name="distance">The words from noun to verb.</param>
    /// <param name="sentences">How many sentences, B.</param>
    public MeasuredBatch(ModelSettings settings, ulong seed, int distance = 12, int sentences = 8)
    {
        var task = NextWordTask.Default;
        var random = new RandomSource(seed);
        var spec = new SentenceSpec(Filling.Adjectives, distance);
        var drawn = Enumerable.Range(0, sentences).Select(_ => Grammar.Default.Write(spec, random)).ToArray();
        Model = new SequenceModel<double>(settings, task, seed);
        _batch = new SentenceBatch(task.Length(drawn[0], LossAt.EveryWord), sentences);
        _batch.Fill(task, drawn, LossAt.EveryWord);
        Run = new SequenceRun<double>(Model, _batch.Steps, sentences);
        Flow = FlowOf.Model(Model, _batch.Steps, sentences);
        Run.Load(_batch.Tokens, _batch.Steps, sentences);
    }

    /// <summary>The model.</summary>
    public SequenceModel<double> Model { get; }

    /// <summary>The model over the sentences.</summary>
    public SequenceRun<double> Run { get; }

    /// <summary>The gradient flow of its cell.</summary>
    public GradientFlow<double> Flow { get; }

    /// <summary>Runs the model with the weights that it has now.</summary>
    /// <returns>The loss, summed over all words, in nats.</returns>
    public double Forward()
    {
        Run.Load(_batch.Tokens, _batch.Steps, Run.Tape.Batch);
        Run.Forward();
        return Run.Score(0, _batch.Targets).TotalLoss;
    }

    /// <summary>Runs the model forward and back. The seeds of the loss are then on the tape, and the gradients in the model.</summary>
    public void Backward()
    {
        Forward();
        Model.ClearGradients();
        Run.Backward(1);
    }
}
