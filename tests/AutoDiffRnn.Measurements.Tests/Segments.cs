namespace AutoDiffRnn.Measurements.Tests;

/// <summary>
/// The gradient of weights untied over time, another way: each step is a run of the ordinary network over one step, from the state that the whole run
/// had, and hands the gradient of its initial state back to the step before.
/// </summary>
internal sealed class Segments
{
    private readonly Network<double> _network;
    private readonly Tape<double> _tape;
    private readonly Tape<double> _one;
    private readonly CellValue[] _states;

    public Segments(Network<double> network, Tape<double> tape)
    {
        _network = network;
        _tape = tape;
        _one = network.CreateTape(1, tape.Batch);
        _states = [.. network.Cell.States];
    }

    /// <summary>Goes back from the loss of step t, and tells of each step's gradient of the weights, and of the adjoints of the states before it.</summary>
    /// <param name="t">The step of the loss.</param>
    /// <param name="passes">Whether a state's adjoint is handed on.</param>
    /// <param name="visit">Called with the step, the gradient and the adjoints.</param>
    public void GoBack(int t, Func<string, bool> passes, Action<int, double[], Dictionary<string, double[]>> visit)
    {
        Dictionary<string, double[]>? handed = null;
        for (var k = t; k >= 0; k--)
        {
            Load(k);
            foreach (var result in _network.Cell.Outputs.Concat(_states))
            {
                if (handed is null)
                    Rows(_tape.Seed(result.Name), k).CopyTo(_one.Seed(result.Name));
                else if (handed.TryGetValue(result.Name, out var adjoint) && passes(result.Name))
                    _one.Seed(result.Name).CopyFrom(adjoint);
            }

            _network.Gradients.Clear();
            _network.Backward(_one, GradientsOf.InitialStates);
            handed = _states.ToDictionary(state => state.Name, state => _one.InitialGradient(state.Name).ToArray());
            visit(k, _network.Gradients.Values.ToArray(), handed);
        }
    }

    private void Load(int k)
    {
        _one.Resize(1, _tape.Batch);
        foreach (var input in _network.Cell.Inputs)
        {
            if (input.IsIndex)
                Rows(_tape.Index(input.Name), k).CopyTo(_one.Index(input.Name));
            else
                Rows(_tape.Input(input.Name), k).CopyTo(_one.Input(input.Name));
        }

        foreach (var state in _states)
        {
            var from = k == 0 ? Rows(_tape.Initial(state.Name), 0) : Rows(_tape.State(state.Name), k - 1);
            from.CopyTo(_one.Initial(state.Name));
        }

        _network.Forward(_one);
    }

    private static OneStep<T> Rows<T>(Series<T> series, int step) where T : unmanaged => new(series, step);

    private readonly ref struct OneStep<T>(Series<T> series, int step) where T : unmanaged
    {
        private readonly Series<T> _series = series;

        public void CopyTo(Series<T> to)
        {
            for (var example = 0; example < to.Batch; example++)
                _series[step, example].CopyTo(to[0, example]);
        }
    }
}
