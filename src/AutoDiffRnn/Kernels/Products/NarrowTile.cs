using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// Tiles of fewer rows than four, and therefore of two panels: otherwise too few accumulators would wait for one another. A row alone, which is a
/// product of its own, has four accumulators for each result; all others have one, to which k adds in order as in
/// <see cref="Tile{TPart, TCount, TLanes, T}"/>.
/// </summary>
/// <remarks>Panels that do not exist are given twice, with a destination of no vectors. One loop a method: the JIT keeps registers better so.</remarks>
internal static class NarrowTile<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Three rows, two panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Three(ref T a, nint stride, nint step, ref T b, ref T b2, nint length, in Destination<TLanes, T> c, in Destination<TLanes, T> d)
    {
        Pair<TLanes, T> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        for (nint k = 0; k < length; k++)
        {
            // With twelve accumulators and three factors there is one register left for a vector of the panels: take each when its turn comes.
            var a0 = TLanes.Spread(Unsafe.Add(ref a, k * step));
            var a1 = TLanes.Spread(Unsafe.Add(ref a, stride + k * step));
            var a2 = TLanes.Spread(Unsafe.Add(ref a, 2 * stride + k * step));
            var half = TLanes.Load(ref b, (nuint)(k * Pair<TLanes, T>.Length));
            c0 = c0.AddFirst(a0, half);
            c1 = c1.AddFirst(a1, half);
            c2 = c2.AddFirst(a2, half);
            half = TLanes.Load(ref b, (nuint)(k * Pair<TLanes, T>.Length + (int)TLanes.Count));
            c0 = c0.AddSecond(a0, half);
            c1 = c1.AddSecond(a1, half);
            c2 = c2.AddSecond(a2, half);
            half = TLanes.Load(ref b2, (nuint)(k * Pair<TLanes, T>.Length));
            d0 = d0.AddFirst(a0, half);
            d1 = d1.AddFirst(a1, half);
            d2 = d2.AddFirst(a2, half);
            half = TLanes.Load(ref b2, (nuint)(k * Pair<TLanes, T>.Length + (int)TLanes.Count));
            d0 = d0.AddSecond(a0, half);
            d1 = d1.AddSecond(a1, half);
            d2 = d2.AddSecond(a2, half);
        }

        c.Write(0, c0);
        c.Write(1, c1);
        c.Write(2, c2);
        d.Write(0, d0);
        d.Write(1, d1);
        d.Write(2, d2);
    }

    /// <summary>Two rows, two panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(ref T a, nint stride, nint step, ref T b, ref T b2, nint length, in Destination<TLanes, T> c, in Destination<TLanes, T> d)
    {
        Pair<TLanes, T> c0 = default, c1 = default, d0 = default, d1 = default;
        for (nint k = 0; k < length; k++)
        {
            var a0 = TLanes.Spread(Unsafe.Add(ref a, k * step));
            var a1 = TLanes.Spread(Unsafe.Add(ref a, stride + k * step));
            var row = Pair<TLanes, T>.Load(ref b, k * Pair<TLanes, T>.Length);
            c0 = c0.Add(a0, row);
            c1 = c1.Add(a1, row);
            row = Pair<TLanes, T>.Load(ref b2, k * Pair<TLanes, T>.Length);
            d0 = d0.Add(a0, row);
            d1 = d1.Add(a1, row);
        }

        c.Write(0, c0);
        c.Write(1, c1);
        d.Write(0, d0);
        d.Write(1, d1);
    }

    /// <summary>One row, two panels, each result one sum like those of more rows: a part of many rows that is left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rest(ref T a, nint step, ref T b, ref T b2, nint length, in Destination<TLanes, T> c, in Destination<TLanes, T> d)
    {
        Pair<TLanes, T> c0 = default, d0 = default;
        for (nint k = 0; k < length; k++)
        {
            var factor = TLanes.Spread(Unsafe.Add(ref a, k * step));
            c0 = c0.Add(factor, Pair<TLanes, T>.Load(ref b, k * Pair<TLanes, T>.Length));
            d0 = d0.Add(factor, Pair<TLanes, T>.Load(ref b2, k * Pair<TLanes, T>.Length));
        }

        c.Write(0, c0);
        d.Write(0, d0);
    }

    /// <summary>
    /// A row alone, one panel. Each result has four sums, of every fourth k: with so few results, one sum would wait for itself.
    /// </summary>
    /// <param name="a">The row.</param>
    /// <param name="b">The panel.</param>
    /// <param name="length">The length of the run.</param>
    /// <param name="c">The two vectors of results.</param>
    /// <param name="start">What they start from.</param>
    /// <param name="halves">Which of them are computed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Alone(ref T a, ref T b, nint length, ref T c, ref T start, Halves halves)
    {
        Pair<TLanes, T> c0 = default, c1 = default, c2 = default, c3 = default;
        var to = new Destination<TLanes, T>(ref c, 0, ref start, 0, halves);
        to.Prefetch(1);
        for (var rounds = length / 4; rounds > 0; rounds--)
        {
            // Spread before the vectors are loaded: one instruction then reads a number and spreads it.
            var factor = TLanes.Spread(a);
            c0 = c0.Add(factor, Pair<TLanes, T>.Load(ref b, 0));
            factor = TLanes.Spread(Unsafe.Add(ref a, 1));
            c1 = c1.Add(factor, Pair<TLanes, T>.Load(ref b, Pair<TLanes, T>.Length));
            factor = TLanes.Spread(Unsafe.Add(ref a, 2));
            c2 = c2.Add(factor, Pair<TLanes, T>.Load(ref b, 2 * Pair<TLanes, T>.Length));
            factor = TLanes.Spread(Unsafe.Add(ref a, 3));
            c3 = c3.Add(factor, Pair<TLanes, T>.Load(ref b, 3 * Pair<TLanes, T>.Length));
            a = ref Unsafe.Add(ref a, 4);
            b = ref Unsafe.Add(ref b, 4 * Pair<TLanes, T>.Length);
        }

        for (nint k = 0; k < (length & 3); k++)
        {
            var factor = TLanes.Spread(Unsafe.Add(ref a, k));
            c0 = c0.Add(factor, Pair<TLanes, T>.Load(ref b, k * Pair<TLanes, T>.Length));
        }

        to.Write(0, Pair<TLanes, T>.Sum(c0, c1, c2, c3));
    }

    /// <summary>
    /// A row alone, two panels whose results follow one another, where there are registers for sixteen sums: the same sums as of one panel at a time.
    /// </summary>
    /// <param name="a">The row.</param>
    /// <param name="b">The first panel.</param>
    /// <param name="panelStride">The distance in elements to the second.</param>
    /// <param name="length">The length of the run.</param>
    /// <param name="c">The four vectors of results.</param>
    /// <param name="start">What they start from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AloneWide(ref T a, ref T b, nint panelStride, nint length, ref T c, ref T start)
    {
        Pair<TLanes, T> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        ref var b2 = ref Unsafe.Add(ref b, panelStride);
        new Destination<TLanes, T>(ref c, Pair<TLanes, T>.Length, ref start, 0, Halves.Both).Prefetch(2);
        for (var rounds = length / 4; rounds > 0; rounds--)
        {
            var factor = TLanes.Spread(a);
            c0 = c0.Add(factor, Pair<TLanes, T>.Load(ref b, 0));
            d0 = d0.Add(factor, Pair<TLanes, T>.Load(ref b2, 0));
            factor = TLanes.Spread(Unsafe.Add(ref a, 1));
            c1 = c1.Add(factor, Pair<TLanes, T>.Load(ref b, Pair<TLanes, T>.Length));
            d1 = d1.Add(factor, Pair<TLanes, T>.Load(ref b2, Pair<TLanes, T>.Length));
            factor = TLanes.Spread(Unsafe.Add(ref a, 2));
            c2 = c2.Add(factor, Pair<TLanes, T>.Load(ref b, 2 * Pair<TLanes, T>.Length));
            d2 = d2.Add(factor, Pair<TLanes, T>.Load(ref b2, 2 * Pair<TLanes, T>.Length));
            factor = TLanes.Spread(Unsafe.Add(ref a, 3));
            c3 = c3.Add(factor, Pair<TLanes, T>.Load(ref b, 3 * Pair<TLanes, T>.Length));
            d3 = d3.Add(factor, Pair<TLanes, T>.Load(ref b2, 3 * Pair<TLanes, T>.Length));
            a = ref Unsafe.Add(ref a, 4);
            b = ref Unsafe.Add(ref b, 4 * Pair<TLanes, T>.Length);
            b2 = ref Unsafe.Add(ref b2, 4 * Pair<TLanes, T>.Length);
        }

        for (nint k = 0; k < (length & 3); k++)
        {
            var factor = TLanes.Spread(Unsafe.Add(ref a, k));
            c0 = c0.Add(factor, Pair<TLanes, T>.Load(ref b, k * Pair<TLanes, T>.Length));
            d0 = d0.Add(factor, Pair<TLanes, T>.Load(ref b2, k * Pair<TLanes, T>.Length));
        }

        ref var second = ref Unsafe.Add(ref c, Pair<TLanes, T>.Length);
        Pair<TLanes, T>.Load(ref start, 0).Plus(Pair<TLanes, T>.Sum(c0, c1, c2, c3)).Store(ref c);
        Pair<TLanes, T>.Load(ref start, Pair<TLanes, T>.Length).Plus(Pair<TLanes, T>.Sum(d0, d1, d2, d3)).Store(ref second);
    }
}
