using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Training;

/// <summary>What one update measured.</summary>
/// <param name="Loss">The mean loss of the segment before the update, in nats a character.</param>
/// <param name="GradientNorm">The norm of all gradients before clipping. If it is not finite, the weights were left as they were.</param>
internal readonly record struct UpdateResult(double Loss, double GradientNorm);

/// <summary>
/// Truncated backpropagation through time: an update runs one segment of all streams forward and backward, changes the weights, and
/// hands the states on to the next segment. Gradients end where a segment begins; states do not.
/// </summary>
internal sealed class Trainer
{
    private readonly TrainingSettings _settings;
    private readonly TrainingStreams _streams;
    private readonly RandomSource _random;
    private readonly LearningRateSchedule _schedule;
    private readonly Tape<float> _tape;
    private readonly int[] _tokens;
    private readonly int[] _targets;
    private readonly float[] _losses;

    /// <summary>Makes a trainer whose optimiser and streams are at their beginning; a checkpoint can set them elsewhere.</summary>
    public Trainer(Network<float> network, TrainingStreams streams, RandomSource random, TrainingSettings settings)
    {
        var size = settings.Length * settings.Batch;
        Network = network;
        Optimizer = settings.CreateOptimizer(network.Weights);
        _settings = settings;
        _streams = streams;
        _random = random;
        _schedule = settings.CreateSchedule();
        _tokens = new int[size];
        _targets = new int[size];
        _losses = new float[size];
        _tape = network.CreateTape(settings.Length, settings.Batch);
        _tape.Seed("loss").Fill(1f / size); // The loss of an update is the mean over its characters.
        States = network.Cell.States.ToDictionary(state => state.Name, state => new float[settings.Batch * state.Length], StringComparer.Ordinal);
    }

    /// <summary>The network that is trained.</summary>
    public Network<float> Network { get; }

    /// <summary>The rule that changes its weights.</summary>
    public Optimizer<float> Optimizer { get; }

    /// <summary>The states that the next segment starts from, <c>[B, H]</c> for each name: read and written by checkpoints.</summary>
    public IReadOnlyDictionary<string, float[]> States { get; }

    /// <summary>The number of updates that were done.</summary>
    public long Updates => Optimizer.Steps;

    /// <summary>The learning rate of the next update.</summary>
    public double LearningRate => _schedule.At(Updates);

    /// <summary>Does one update.</summary>
    public UpdateResult Update()
    {
        ReadSegment();
        Network.Gradients.Clear();
        Network.Forward(_tape);
        Network.Backward(_tape);
        var norm = GradientClipping.ByGlobalNorm(Network.Gradients, _settings.Clip);
        if (double.IsFinite(norm))
            Optimizer.Step(Network.Weights, Network.Gradients, LearningRate);
        KeepStates();
        return new UpdateResult(MeanLoss(), norm);
    }

    private void ReadSegment()
    {
        var isNewPass = _streams.Next(_tokens, _targets, _random);
        _tape.Index("token").CopyFrom(_tokens);
        _tape.Index("next").CopyFrom(_targets);
        foreach (var (name, values) in States)
        {
            if (isNewPass)
                Array.Clear(values);
            _tape.Initial(name).CopyFrom(values);
        }
    }

    private void KeepStates()
    {
        foreach (var (name, values) in States)
        {
            var series = _tape.State(name);
            for (var example = 0; example < series.Batch; example++)
                series[series.Steps - 1, example].CopyTo(values.AsSpan(example * series.Width, series.Width));
        }
    }

    private double MeanLoss()
    {
        _tape.Output("loss").CopyTo(_losses);
        var sum = 0.0;
        foreach (var loss in _losses)
            sum += loss;
        return sum / _losses.Length;
    }
}
