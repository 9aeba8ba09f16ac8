using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>The number of rows of a tile, known when a method is compiled.</summary>
internal interface ITileRows
{
    static abstract int Count { get; }
}

/// <summary>
/// The innermost loop of all products: a tile of results, four to eight rows of one panel, stays in registers while k runs. Twelve accumulators
/// hide the latency of a multiply-add, and with the operands fill sixteen registers: six rows of a panel. Where there are thirty-two registers,
/// eight rows are as fast, and divide the usual batches evenly. Every result is one accumulator that k adds to in order, so its bits do not depend
/// on the tile that computed it.
/// </summary>
internal static class Tile<TPart, TCount, TLanes, T>
    where TPart : struct, IPanelPart<TPart, TLanes, T>
    where TCount : struct, ITileRows
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes a tile.</summary>
    /// <param name="a">The first row's element at the start of the run of k.</param>
    /// <param name="stride">The distance in elements from there to the next row's.</param>
    /// <param name="step">The distance in elements to that of the next k.</param>
    /// <param name="b">The panel's row.</param>
    /// <param name="length">The length of the run.</param>
    /// <param name="c">Where the results go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref T a, nint stride, nint step, ref T b, nint length, in Destination<TLanes, T> c)
    {
        TPart c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        ref var a3 = ref Unsafe.Add(ref a, 3 * stride);
        ref var a6 = ref Unsafe.Add(ref a, 6 * stride);
        ref var end = ref Unsafe.Add(ref b, length * Pair<TLanes, T>.Length);
        while (Unsafe.IsAddressLessThan(ref b, ref end))
        {
            var row = TPart.Load(ref b);
            c0 = c0.Add(a, row);
            c1 = c1.Add(Unsafe.Add(ref a, stride), row);
            c2 = c2.Add(Unsafe.Add(ref a, 2 * stride), row);
            c3 = c3.Add(a3, row);
            if (TCount.Count > 4)
                c4 = c4.Add(Unsafe.Add(ref a3, stride), row);
            if (TCount.Count > 5)
                c5 = c5.Add(Unsafe.Add(ref a3, 2 * stride), row);
            if (TCount.Count > 6)
                c6 = c6.Add(a6, row);
            if (TCount.Count > 7)
                c7 = c7.Add(Unsafe.Add(ref a6, stride), row);
            a = ref Unsafe.Add(ref a, step);
            a3 = ref Unsafe.Add(ref a3, step);
            a6 = ref Unsafe.Add(ref a6, step);
            b = ref Unsafe.Add(ref b, Pair<TLanes, T>.Length);
        }

        ref var to = ref c.First;
        ref var start = ref c.Start;
        var (apart, startApart) = (c.Stride, c.StartStride);
        c0.Store(ref to, ref start);
        c1.Store(ref Unsafe.Add(ref to, apart), ref Unsafe.Add(ref start, startApart));
        c2.Store(ref Unsafe.Add(ref to, 2 * apart), ref Unsafe.Add(ref start, 2 * startApart));
        to = ref Unsafe.Add(ref to, 3 * apart);
        start = ref Unsafe.Add(ref start, 3 * startApart);
        c3.Store(ref to, ref start);
        if (TCount.Count > 4)
            c4.Store(ref Unsafe.Add(ref to, apart), ref Unsafe.Add(ref start, startApart));
        if (TCount.Count > 5)
            c5.Store(ref Unsafe.Add(ref to, 2 * apart), ref Unsafe.Add(ref start, 2 * startApart));
        to = ref Unsafe.Add(ref to, 3 * apart);
        start = ref Unsafe.Add(ref start, 3 * startApart);
        if (TCount.Count > 6)
            c6.Store(ref to, ref start);
        if (TCount.Count > 7)
            c7.Store(ref Unsafe.Add(ref to, apart), ref Unsafe.Add(ref start, startApart));
    }
}
