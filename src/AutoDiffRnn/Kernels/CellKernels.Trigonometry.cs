using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>
    /// <c>sin x</c> to 3 ulp, also next to a multiple of π; ±0 at ±0, NaN at ±∞ and for NaN. Where |x| is beyond 8192 (floats) or 2²⁰
    /// (doubles) it is the runtime's scalar function, in that lane alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Sin<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Sin(x);

    /// <inheritdoc cref="Sin{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sin(T x) => Sin(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>
    /// <c>cos x</c> to 3 ulp, also next to its zeros; NaN at ±∞ and for NaN. Where |x| is beyond 8192 (floats) or 2²⁰ (doubles) it is the
    /// runtime's scalar function, in that lane alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Cos<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Cos(x);

    /// <inheritdoc cref="Cos{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Cos(T x) => Cos(Lanes128<T>.Spread(x)).Lane(0);
}
