namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>
/// A run over T steps in which each step may have weights of its own: step t is a network that is run for one step, from the states
/// that the step before it reached, and the adjoints are handed back in the same way. With one network for all steps it is the ordinary run.
/// </summary>
internal sealed class StepChain
{
    private readonly Network<double>[] _networks;
    private readonly Tape<double>[] _tapes;
    private readonly int _batch;

    /// <summary>Makes a chain; entries of <paramref name="networks"/>, one for each step, may be the same object.</summary>
    public StepChain(IReadOnlyList<Network<double>> networks, int batch)
    {
        _networks = [.. networks];
        _batch = batch;
        _tapes = [.. networks.Select(network => network.CreateTape(1, batch))];
    }

    /// <summary>The inputs of one step, to be filled before <see cref="Forward"/>.</summary>
    public Series<double> Input(int step, string name) => _tapes[step].Input(name);

    /// <summary>The states after a step.</summary>
    public Series<double> State(int step, string name) => _tapes[step].State(name);

    /// <summary>Runs all steps from states of zero.</summary>
    public void Forward()
    {
        for (var step = 0; step < _tapes.Length; step++)
        {
            foreach (var state in _networks[step].Cell.States)
            {
                if (step > 0)
                    Copy(_tapes[step - 1].State(state.Name), _tapes[step].Initial(state.Name));
            }

            _networks[step].Forward(_tapes[step]);
        }
    }

    /// <summary>
    /// Goes back from a random direction of length 1, for each example another one, in the joint state after the last step.
    /// </summary>
    /// <returns>For each lag from 0 to T and each example, ‖∂L/∂s‖ for the joint state s that many steps before the last.</returns>
    public double[][] AdjointNorms(RandomSource random)
    {
        var norms = new double[_tapes.Length + 1][];
        norms[0] = SeedLast(random);
        for (var lag = 1; lag <= _tapes.Length; lag++)
        {
            var step = _tapes.Length - lag;
            var tape = _tapes[step];
            _networks[step].Backward(tape, GradientsOf.InitialStates);
            var squares = new double[_batch];
            foreach (var state in _networks[step].Cell.States)
            {
                var handedBack = tape.InitialGradient(state.Name);
                for (var example = 0; example < _batch; example++)
                    squares[example] += SquaredNorm(handedBack[0, example]);
                if (step > 0)
                    Copy(handedBack, _tapes[step - 1].Seed(state.Name));
            }

            norms[lag] = Array.ConvertAll(squares, Math.Sqrt);
        }

        return norms;
    }

    private double[] SeedLast(RandomSource random)
    {
        var (tape, states) = (_tapes[^1], _networks[^1].Cell.States.ToList());
        for (var example = 0; example < _batch; example++)
        {
            var square = 0.0;
            foreach (var state in states)
            {
                var seed = tape.Seed(state.Name)[0, example];
                foreach (ref var element in seed)
                    element = random.NextNormal();
                square += SquaredNorm(seed);
            }

            foreach (var state in states)
            {
                foreach (ref var element in tape.Seed(state.Name)[0, example])
                    element /= Math.Sqrt(square);
            }
        }

        return [.. Enumerable.Repeat(1.0, _batch)];
    }

    private void Copy(Series<double> from, Series<double> to)
    {
        for (var example = 0; example < _batch; example++)
            from[0, example].CopyTo(to[0, example]);
    }

    private static double SquaredNorm(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var element in vector)
            sum += element * element;
        return sum;
    }
}
