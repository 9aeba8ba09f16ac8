namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>The generated network of a problem's cell. Forward runs without a tape, with its weights packed in each call.</summary>
internal sealed class Generated : Contender
{
    /// <summary>What it is called in tables.</summary>
    public const string Title = "generated";

    private readonly Network<float> _network;
    private readonly Tape<float> _tape;
    private readonly Runner<float> _runner;
    private Tape<float> _last;

    /// <summary>Copies the problem's numbers.</summary>
    public Generated(Problem problem)
    {
        var (steps, batch, _, _) = problem.Shape;
        _network = problem.Cell.CreateNetwork(problem.Shape);
        problem.Weights.CopyTo(_network.Weights.Span);
        _tape = _network.CreateTape(steps, batch);
        _tape.Input("x").CopyFrom(problem.Inputs);
        _tape.Seed("h").CopyFrom(problem.Seeds);
        _runner = _network.CreateRunner(batch, steps);
        _runner.Window.Input("x").CopyFrom(problem.Inputs);
        _last = _tape;
    }

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    public override (long Moved, long Held)? TapeBytes
    {
        get
        {
            var cost = _network.Cost(_tape.Steps, _tape.Batch);
            return (cost.Both.BytesMoved, cost.TapeBytes);
        }
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        _runner.Reset();
        _network.Prepare();
        _runner.Run();
        _last = _runner.Window;
    }

    /// <inheritdoc/>
    public override void ForwardAndBackward()
    {
        _network.Gradients.Clear();
        _network.Forward(_tape);
        _network.Backward(_tape);
        _last = _tape;
    }

    /// <inheritdoc/>
    public override float[] States() => _last.State("h").ToArray();

    /// <inheritdoc/>
    public override float[] Gradient(string weight) => _network.Gradients[weight].Values.ToArray();
}
