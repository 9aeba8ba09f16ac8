namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>The generated network: the objective by a runner, the gradient by a tape.</summary>
internal sealed class GeneratedDiagonal : IDiagonalPeer
{
    private readonly DiagonalProblem _problem;
    private readonly Network<double> _network;
    private readonly Tape<double> _tape;
    private readonly Runner<double> _runner;

    public GeneratedDiagonal(DiagonalProblem problem)
    {
        _problem = problem;
        _network = problem.Layers == 2 ? new DiagonalModel2Network<double>(DiagonalProblem.Width) : new DiagonalModel4Network<double>(DiagonalProblem.Width);
        problem.Weights.CopyTo(_network.Weights.Span);
        _tape = _network.CreateTape(problem.Steps, 1);
        _runner = _network.CreateRunner(1, problem.Steps);
        foreach (var tape in new[] { _tape, _runner.Window })
        {
            tape.Input("x").CopyFrom(problem.X.AsSpan(0, problem.Steps * DiagonalProblem.Width));
            tape.Input("next").CopyFrom(problem.X.AsSpan(DiagonalProblem.Width));
        }

        _tape.Seed("score").Fill(problem.Seed);
    }

    public string Name => "generated";

    public double Objective()
    {
        _network.Prepare();
        _runner.Reset();
        _runner.Run();
        return Loss(_runner.Window);
    }

    public double Gradient(Span<double> gradient)
    {
        _network.Gradients.Clear();
        _network.Forward(_tape);
        _network.Backward(_tape);
        _network.Gradients.Values.CopyTo(gradient);
        return Loss(_tape);
    }

    private double Loss(Tape<double> tape)
    {
        var scores = tape.Output("score");
        var sum = 0.0;
        for (var t = 0; t < _problem.Steps; t++)
            sum += scores[t, 0][0];
        return sum * _problem.Seed;
    }
}
