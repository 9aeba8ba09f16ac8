using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>A run of a network with each of its steps as a row of the step network, so that each can be run back on its own.</summary>
internal sealed class UnrolledRun<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly StepNetwork<T> _step;
    private readonly Tape<T> _rows;
    private readonly CellValue[] _inputs;
    private readonly CellValue[] _outputs;
    private readonly CellValue[] _states;

    public UnrolledRun(Network<T> network, StepNetwork<T> step, int maxSteps, int maxBatch)
    {
        _network = network;
        _step = step;
        _rows = step.CreateTape(maxSteps, maxBatch);
        _inputs = [.. network.Cell.Inputs];
        _outputs = [.. network.Cell.Outputs];
        _states = [.. network.Cell.States];
    }

    /// <summary>Refuses the run of another network.</summary>
    /// <exception cref="ArgumentException">It is another's.</exception>
    public static void RequireTape(Tape<T> tape, Network<T> network) => ShapeError.Require(
        ReferenceEquals(tape.Network, network), nameof(tape), "a tape of the network that is measured", $"one of cell {tape.Network.Cell.Name}");

    /// <summary>Copies weights and a run in, and runs all steps forward.</summary>
    public void Load(Tape<T> tape)
    {
        _rows.Resize(tape.Steps, tape.Batch);
        _network.Weights.Values.CopyTo(_step.Weights.Span);
        foreach (var input in _inputs)
        {
            if (input.IsIndex)
                Copy(tape.Index(input.Name), _rows.Index(input.Name), 0, 0, tape.Steps);
            else
                Copy(tape.Input(input.Name), _rows.Input(input.Name), 0, 0, tape.Steps);
        }

        for (var read = 0; read < _step.Step.Reads.Count; read++)
        {
            var rows = _rows.Input(_step.Step.Reads[read].Input);
            Copy(tape.Initial(_step.Step.Reads[read].State), rows, 0, 0, 1);
            Copy(tape.State(_step.Step.Reads[read].State), rows, 0, 1, tape.Steps - 1);
        }

        for (var i = 0; i < _step.Step.NewStates.Count; i++)
            Copy(tape.State(_step.Step.NewStates[i].State), _rows.Input(_step.Step.NewStates[i].Input), 0, 0, tape.Steps);
        _step.Forward(_rows);
    }

    /// <summary>Seeds the outputs and states with those of a run's steps, the states also with what the outputs read of them: ∂L_t/∂s_t.</summary>
    /// <param name="tape">The run.</param>
    /// <param name="first">The first step whose seeds count.</param>
    /// <param name="steps">How many do.</param>
    public void SeedLoss(Tape<T> tape, int first, int steps)
    {
        var isRead = false;
        foreach (var output in _outputs)
        {
            if (!tape.IsSeeded(output.Name))
                continue;
            Copy(tape.Seed(output.Name), _rows.Seed(output.Name), first, first, steps);
            isRead = _step.Step.NewStates.Count > 0;
        }

        if (isRead)
            RunBack();
        foreach (var state in _states)
        {
            if (tape.IsSeeded(state.Name))
                Copy(tape.Seed(state.Name), _rows.Seed(state.Name), first, first, steps);
        }

        for (var i = 0; isRead && i < _step.Step.NewStates.Count; i++)
            Add(_rows.InputGradient(_step.Step.NewStates[i].Input), _rows.Seed(_step.Step.NewStates[i].State));
    }

    /// <summary>Runs all rows back: the weights' gradients of all of them, and the gradients of each row's inputs.</summary>
    public void RunBack()
    {
        _step.Gradients.Clear();
        _step.Backward(_rows, GradientsOf.Inputs);
    }

    /// <summary>Leaves the last steps out of the passes to come, and clears all seeds.</summary>
    public void Shorten(int steps) => _rows.Shorten(steps);

    /// <summary>The seeds of a state.</summary>
    public Series<T> Seed(string state) => _rows.Seed(state);

    /// <summary>The gradient of an input at the first steps.</summary>
    public Series<T> InputGradient(string input, int steps) => _rows.InputGradient(input).First(steps);

    private static void Copy<TElement>(Series<TElement> from, Series<TElement> to, int first, int firstTo, int steps) where TElement : unmanaged
    {
        for (var step = 0; step < steps; step++)
        {
            for (var example = 0; example < from.Batch; example++)
                from[first + step, example].CopyTo(to[firstTo + step, example]);
        }
    }

    private static void Add(Series<T> from, Series<T> to)
    {
        for (var step = 0; step < to.Steps; step++)
        {
            for (var example = 0; example < to.Batch; example++)
            {
                var row = from[step, example];
                var sum = to[step, example];
                for (var j = 0; j < sum.Length; j++)
                    sum[j] += row[j];
            }
        }
    }
}
