using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// Bounds of how an adjoint of a tanh network, h_t = tanh(… + Wh·h_{t−1} + …), can grow or must fade, beside the measured curve:
/// ‖∂L_t/∂h_{t−n}‖ ≤ ‖∂L_t/∂h_t‖ · ∏‖D_i·Wh‖₂ ≤ ‖∂L_t/∂h_t‖ · ‖Wh‖₂ⁿ with D_i = diag(1 − h_i²). They are of the largest <em>singular</em> value: a
/// largest eigenvalue below 1 bounds nothing after few steps.
/// </summary>
/// <remarks>R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", ICML (2013), section 2.</remarks>
public sealed class TanhBounds
{
    // What rounding in float may leave between the Jacobian and D·Wh.
    private const double Tolerance = 1e-4;

    private readonly double[] _logNorms;
    private readonly int _batch;
    private readonly int _steps;

    private TanhBounds(double norm, double[] logNorms, int steps, int batch)
    {
        LargestSingularValue = norm;
        _logNorms = logNorms;
        _steps = steps;
        _batch = batch;
    }

    /// <summary>‖Wh‖₂.</summary>
    public double LargestSingularValue { get; }

    /// <summary>ln ‖Wh‖₂ⁿ: the bound that holds whatever the states are.</summary>
    public double LogOfPower(int lag) => lag == 0 ? 0 : lag * Math.Log(LargestSingularValue);

    /// <summary>Σ ln‖D_i·Wh‖₂ over the steps i from t − n + 1 to t: the bound of this run.</summary>
    /// <param name="t">The step of the loss.</param>
    /// <param name="lag">n, at most t + 1.</param>
    /// <param name="example">The example.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step, lag or example.</exception>
    public double LogOfProduct(int t, int lag, int example)
    {
        if ((uint)t >= (uint)_steps)
            throw new ArgumentOutOfRangeException(nameof(t), t, $"t: expected a step from 0 to {_steps - 1}, but got {t}.");
        if (lag < 0 || lag > t + 1)
            throw new ArgumentOutOfRangeException(nameof(lag), lag, $"lag: expected a lag from 0 to {t + 1}, but got {lag}.");
        if ((uint)example >= (uint)_batch)
            throw new ArgumentOutOfRangeException(nameof(example), example, $"example: expected one from 0 to {_batch - 1}, but got {example}.");
        var sum = 0.0;
        for (var step = t - lag + 1; step <= t; step++)
            sum += _logNorms[step * _batch + example];
        return sum;
    }

    /// <summary>Measures a run, and makes sure that its step is what the bounds are for: J_k = D_k·Wh.</summary>
    /// <param name="tape">A tape of a network with a single state after <see cref="Network{T}.Forward"/>.</param>
    /// <param name="jacobians">Its step Jacobians.</param>
    /// <param name="weight">The recurrent weight Wh.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The step is no tanh of a sum in which the weight multiplies the state.</exception>
    /// <exception cref="KeyNotFoundException">There is no such weight.</exception>
    public static TanhBounds Measure<T>(Tape<T> tape, StepJacobians jacobians, string weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(jacobians);
        var matrix = tape.Network.Weights[weight];
        var states = tape.Network.Cell.States.ToArray();
        if (states.Length != 1 || matrix.Rows != jacobians.Size || matrix.Columns != jacobians.Size)
        {
            throw new ArgumentException(
                $"weight: expected a recurrent matrix of a cell with one state, but {weight} of {tape.Network.Cell.Name} is none.", nameof(weight));
        }

        var recurrent = new double[matrix.Values.Length];
        for (var i = 0; i < recurrent.Length; i++)
            recurrent[i] = double.CreateChecked(matrix.Values[i]);
        var logs = new double[jacobians.Steps * jacobians.Batch];
        for (var row = 0; row < logs.Length; row++)
        {
            var (step, example) = (row / jacobians.Batch, row % jacobians.Batch);
            var jacobian = jacobians.At(step, example);
            Require(recurrent, tape.State(states[0].Name)[step, example], jacobian, weight);
            logs[row] = Math.Log(JacobianSpectrum.Norm(jacobian, jacobians.Size));
        }

        return new TanhBounds(JacobianSpectrum.Norm(recurrent, jacobians.Size), logs, jacobians.Steps, jacobians.Batch);
    }

    private static void Require<T>(double[] recurrent, ReadOnlySpan<T> state, ReadOnlySpan<double> jacobian, string weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < jacobian.Length; i++)
        {
            var h = double.CreateChecked(state[i / state.Length]);
            var expected = (1 - h * h) * recurrent[i];
            if (!(Math.Abs(expected - jacobian[i]) <= Tolerance * (1 + Math.Abs(expected))))
            {
                throw new ArgumentException(
                    $"weight: the bounds are for h' = tanh(… + {weight}·h + …), and this step is another: its Jacobian is not (1 − h'²)·{weight}.",
                    nameof(weight));
            }
        }
    }
}
