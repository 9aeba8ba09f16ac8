using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// The joint step Jacobians of a run, J_k = ∂s_k/∂s_{k−1} for every step and example: how a small change of all states together goes over one step.
/// Rows and columns are the elements of the states, one state after another in the order of the cell's method, each row-major.
/// </summary>
/// <remarks>
/// Row i is the gradient of the step for the seed that is 1 at element i and 0 elsewhere, added up over the places that read each state. All steps
/// and examples are done in one pass for each row. Unlike an adjoint, a Jacobian knows no loss.
/// </remarks>
public sealed class StepJacobians
{
    private readonly double[] _elements;

    private StepJacobians(int steps, int batch, int size)
    {
        Steps = steps;
        Batch = batch;
        Size = size;
        _elements = new double[checked((long)steps * batch * size * size)];
    }

    /// <summary>The steps T of the run.</summary>
    public int Steps { get; }

    /// <summary>The examples B of the run.</summary>
    public int Batch { get; }

    /// <summary>The number of elements of all states together, D.</summary>
    public int Size { get; }

    /// <summary>J_k of one example: <c>[D, D]</c>, row-major; row i has the derivatives of element i of the new states.</summary>
    /// <param name="step">The step k; that of step 0 goes from the initial states to those after it.</param>
    /// <param name="example">The example.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or example.</exception>
    public ReadOnlySpan<double> At(int step, int example)
    {
        ShapeError.RequireIndex(step, Steps, nameof(step), "step");
        ShapeError.RequireIndex(example, Batch, nameof(example), "example");
        return _elements.AsSpan((step * Batch + example) * Size * Size, Size * Size);
    }

    /// <summary>Measures a run.</summary>
    /// <param name="network">The network; its cell is generated with its step.</param>
    /// <param name="tape">A tape of it after <see cref="Network{T}.Forward"/>.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>: the type that the steps are computed in.</typeparam>
    /// <exception cref="NotSupportedException">The cell was generated without its step.</exception>
    /// <exception cref="ArgumentException">The tape is another network's, or the cell has no state.</exception>
    public static StepJacobians Measure<T>(Network<T> network, Tape<T> tape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tape);
        UnrolledRun<T>.RequireTape(tape, network);
        var states = network.Cell.States.ToArray();
        ShapeError.Require(states.Length > 0, nameof(network), "a cell with a state", $"cell {network.Cell.Name}");
        var jacobians = new StepJacobians(tape.Steps, tape.Batch, states.Sum(state => state.Length));
        var step = network.CreateStep();
        var run = new UnrolledRun<T>(network, step, tape.Steps, tape.Batch);
        run.Load(tape);
        var row = 0;
        foreach (var state in states)
        {
            for (var element = 0; element < state.Length; element++, row++)
            {
                run.Shorten(tape.Steps);
                var seed = run.Seed(state.Name);
                for (var place = 0; place < tape.Steps * tape.Batch; place++)
                    seed[place / tape.Batch, place % tape.Batch][element] = T.One;
                run.RunBack();
                jacobians.AddRow(row, run, step.Step.Reads, states);
            }
        }

        return jacobians;
    }

    private void AddRow<T>(int row, UnrolledRun<T> run, IReadOnlyList<StateRead> reads, CellValue[] states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var read in reads)
        {
            var column = states.TakeWhile(state => state.Name != read.State).Sum(state => state.Length);
            var gradient = run.InputGradient(read.Input, Steps);
            for (var place = 0; place < Steps * Batch; place++)
            {
                var to = _elements.AsSpan((place * Size + row) * Size + column, gradient.Width);
                VectorNorm.Add<T>(to, gradient[place / Batch, place % Batch]);
            }
        }
    }
}
