namespace AutoDiffRnn.Benchmarks;

/// <summary>A network with seeded weights, inputs and seeds, ready to run.</summary>
internal sealed class Training
{
    private readonly Network<float> _network;
    private readonly Tape<float> _tape;

    /// <summary>Fills <paramref name="network"/>, whose input is called x and whose state to be seeded is h.</summary>
    public Training(Network<float> network, SequenceShape shape)
    {
        _network = network;
        network.Weights.Initialize(new RandomSource(seed: 20));
        _tape = network.CreateTape(shape.T, shape.B);
        _tape.Input("x").CopyFrom(Numbers.Uniform(shape.T * shape.B * shape.I));
        _tape.Seed("h").CopyFrom(Numbers.Uniform(shape.T * shape.B * shape.H));
    }

    /// <summary>The states after each step, to be compared.</summary>
    public float[] States => _tape.State("h").ToArray();

    /// <summary>Runs all steps.</summary>
    public void Forward() => _network.Forward(_tape);

    /// <summary>Runs all steps both ways, with new gradients of the weights.</summary>
    public void ForwardAndBackward()
    {
        _network.Gradients.Clear();
        _network.Forward(_tape);
        _network.Backward(_tape);
    }
}
