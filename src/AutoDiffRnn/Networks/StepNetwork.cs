using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// One step of a cell apart: a network without states. What a state was before is an input, one for each place of the cell that reads it; the
/// new states are outputs; and the cell's own outputs read the new states through inputs, too. So each row of its tape is a step of its own,
/// its weights' gradient is that of weights untied over time, and the gradient of an input is what flows back through one place.
/// The generator derives one from it for each cell with <c>[RnnCell(Measure = true)]</c>; <see cref="Network{T}.CreateStep"/> makes it.
/// </summary>
/// <remarks>
/// For Elman's cell, <c>h' = tanh(Wx·x + Wh·h + b)</c> with <c>y = Wy·h' + c</c>, it computes <c>h = tanh(Wx·x + Wh·hPrev + b)</c> and
/// <c>y = Wy·hNow + c</c>. Weights, dimensions and constants are those of the cell, in its order.
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public abstract class StepNetwork<T> : Network<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Called by generated step networks.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected StepNetwork(CellDescription cell, StepDescription step, int surfaceVersion)
        : base(cell, surfaceVersion)
    {
        ArgumentNullException.ThrowIfNull(step);
        Step = step;
    }

    /// <summary>What the step tells of its cell: the places that read a state, and where weights are used.</summary>
    public StepDescription Step { get; }
}
