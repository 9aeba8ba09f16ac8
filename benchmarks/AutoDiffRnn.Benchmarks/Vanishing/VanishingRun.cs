using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Vanishing;

/// <summary>A generated network after its forward pass, with the seeds of a <see cref="VanishingPass"/>.</summary>
internal sealed class VanishingRun
{
    private const double SmallestNormal = 1.17549435e-38;

    private readonly Network<float> _network;
    private readonly Tape<float> _tape;

    /// <summary>Runs the network forward.</summary>
    public VanishingRun(Problem problem, VanishingPass pass)
    {
        var (steps, batch, _, units) = problem.Shape;
        _network = problem.Cell.CreateNetwork(problem.Shape);
        _network.Weights.Initialize(new RandomSource(seed: 20));
        _tape = _network.CreateTape(steps, batch);
        _tape.Input("x").CopyFrom(problem.Inputs);
        var first = pass.OnlyLastStep ? (steps - 1) * batch * units : 0;
        _tape.Seed("h").CopyFrom([.. problem.Seeds.Select((seed, index) => index < first ? 0 : pass.SeedScale * seed)]);
        _network.Forward(_tape);
    }

    /// <summary>What is timed.</summary>
    public void Backward()
    {
        _network.Gradients.Clear();
        _network.Backward(_tape);
    }

    /// <summary>The part of the steps in which the root mean square of h's adjoint is no normal float any more.</summary>
    public double SubnormalShare()
    {
        _network.Backward(_tape, GradientsOf.AdjointNorms);
        var elements = Math.Sqrt(_tape.Batch * _tape.State("h").Width);
        return Enumerable.Range(0, _tape.Steps).Count(step => _tape.AdjointNorm("h", step) < elements * SmallestNormal) / (double)_tape.Steps;
    }
}
