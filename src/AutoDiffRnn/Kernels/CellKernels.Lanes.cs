using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>A number of the cell's source in every lane, rounded to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Number<TLanes>(double value)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Spread(Scalar(value));

    /// <summary>A number of the cell's source, rounded to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Scalar(double value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>((float)value)
        : Unsafe.BitCast<double, T>(value);

    /// <summary>An example's scalar in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Spread<TLanes>(T value)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Spread(value);

    /// <summary>An example's condition as a mask of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Spread<TLanes>(bool condition)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.OfBits(condition ? -1 : 0);

    /// <summary>
    /// The lanes of <paramref name="v"/> that lie in a row of <paramref name="width"/> elements, and zero for the others, even
    /// where those hold NaN: so that a reduction skips padding.
    /// </summary>
    /// <param name="v">The vector that was read at element <paramref name="j"/> of the row.</param>
    /// <param name="j">The index in the row of the first lane.</param>
    /// <param name="width">The number of elements of the row that mean something.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Keep<TLanes>(TLanes v, nuint j, nuint width)
        where TLanes : struct, ILanes<TLanes, T>
        => j + TLanes.Count <= width ? v : v & Inside<TLanes>(j, width);

    /// <summary>One in the lane that is element <paramref name="index"/> of a row, zero in all others.</summary>
    /// <param name="j">The index in the row of the first lane.</param>
    /// <param name="index">The index in the row of the one; outside the row, all lanes are zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes OneHot<TLanes>(nuint j, int index)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.EqualTo(TLanes.Indices, Number<TLanes>(index - (nint)j)) & TLanes.One;

    /// <summary>
    /// The units of a vector, its elements, that a worker computes in a loop over time: all of them where examples are shared out, else whole cache
    /// lines of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Share Units(int width, Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.IsByUnits ? UnitsOf(worker, width) : new Share(0, width);
    }

    /// <summary>The sum of all lanes, always in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Total<TLanes>(TLanes v)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Total(v);

    private static Share UnitsOf(Worker worker, int width)
    {
        var lines = worker.Lines(Padding.Width<T>(width) / Padding.Lanes<T>());
        var first = Math.Min(lines.First * Padding.Lanes<T>(), width);
        return new Share(first, Math.Min(lines.End * Padding.Lanes<T>(), width) - first);
    }

    /// <summary>A mask of the lanes of a vector at element <paramref name="j"/> that lie in a row of <paramref name="width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Inside<TLanes>(nuint j, nuint width)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Less(TLanes.Indices, Number<TLanes>((nint)width - (nint)j));
}
