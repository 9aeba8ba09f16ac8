using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

// Loops over time in which no element needs another of its row: each vector of a row goes through the steps by itself.
public abstract partial class CellKernels<T>
{
    /// <summary>
    /// The parts of a run through which a vector goes with its states in registers, before the next vector does: many steps of narrow rows, few of
    /// wide ones, where the steps of a vector lie far apart. They depend on sizes alone, because sums do.
    /// </summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="batch">The number of examples.</param>
    /// <param name="width">The elements of a row.</param>
    protected static StepParts Parts(int steps, int batch, int width) => new(steps, StepParts.Most(BytesOfStep(batch, width)), isBack: false);

    /// <summary>The same from the last step to the first.</summary>
    /// <inheritdoc cref="Parts"/>
    protected static StepParts PartsBack(int steps, int batch, int width) => new(steps, StepParts.Most(BytesOfStep(batch, width)), isBack: true);

    /// <summary>The units of a row, its elements, that make up pairs of vectors.</summary>
    protected static Share Paired<TLanes>(int width)
        where TLanes : struct, ILanes<TLanes, T>
        => Padding.Width<T>(width) / (2 * (int)TLanes.Count) * (2 * (int)TLanes.Count);

    /// <summary>The units behind them: those of one vector, or none.</summary>
    protected static Share Unpaired<TLanes>(int width)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var paired = Paired<TLanes>(width).End;
        return new Share(paired, Math.Max(0, width - paired));
    }

    /// <summary>The elements of an example from <paramref name="j"/> on, at every step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Column<T, TLanes> Column<TLanes>(StepRows<T> steps, int row, nuint j)
        where TLanes : struct, ILanes<TLanes, T>
        => new(ref steps.At(row, j), steps.StepStride);

    /// <summary>Adds <c>Σ v²</c> over the lanes at element <paramref name="j"/> of a row to the row's sum, which the first of them begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void AddSquares<TLanes>(ref double sum, TLanes v, nuint j)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var squares = default(SquaredSum<TLanes>);
        squares.Add(v);
        sum = (j == 0 ? 0 : sum) + squares.Total;
    }

    private static long BytesOfStep(int batch, int width) => (long)batch * Padding.Width<T>(width) * Unsafe.SizeOf<T>();
}
