using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels.Products;

/// <summary>The innermost loops of <see cref="SmallProduct{T}"/>: results stay in registers while k runs.</summary>
internal static class SmallTile<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>sum[j] += Σₖ left[k]·b[k, j]</c> for as many whole vectors of j as there are.</summary>
    /// <param name="left">The factors.</param>
    /// <param name="leftStride">The distance in elements from one to the next.</param>
    /// <param name="b">A matrix whose rows lie one element after another.</param>
    /// <param name="rowStride">The distance in elements from one row to the next.</param>
    /// <param name="sum">The results, one after another.</param>
    /// <param name="width">The number of results.</param>
    /// <param name="depth">The number of factors.</param>
    /// <returns>How many results were computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AddRows(ref T left, nint leftStride, ref T b, nint rowStride, ref T sum, int width, nint depth)
    {
        nint j = 0;
        for (; j + 4 * (nint)TLanes.Count <= width; j += 4 * (nint)TLanes.Count)
        {
            ref var to = ref Unsafe.Add(ref sum, j);
            ref var row = ref Unsafe.Add(ref b, j);
            var c0 = TLanes.Load(ref to, 0);
            var c1 = TLanes.Load(ref to, TLanes.Count);
            var c2 = TLanes.Load(ref to, 2 * TLanes.Count);
            var c3 = TLanes.Load(ref to, 3 * TLanes.Count);
            for (nint k = 0; k < depth; k++)
            {
                var factor = TLanes.Spread(Unsafe.Add(ref left, k * leftStride));
                c0 = TLanes.MultiplyAdd(factor, TLanes.Load(ref row, 0), c0);
                c1 = TLanes.MultiplyAdd(factor, TLanes.Load(ref row, TLanes.Count), c1);
                c2 = TLanes.MultiplyAdd(factor, TLanes.Load(ref row, 2 * TLanes.Count), c2);
                c3 = TLanes.MultiplyAdd(factor, TLanes.Load(ref row, 3 * TLanes.Count), c3);
                row = ref Unsafe.Add(ref row, rowStride);
            }

            c0.Store(ref to, 0);
            c1.Store(ref to, TLanes.Count);
            c2.Store(ref to, 2 * TLanes.Count);
            c3.Store(ref to, 3 * TLanes.Count);
        }

        for (; j + (nint)TLanes.Count <= width; j += (nint)TLanes.Count)
        {
            var c = TLanes.Load(ref sum, (nuint)j);
            for (nint k = 0; k < depth; k++)
                c = TLanes.MultiplyAdd(TLanes.Spread(Unsafe.Add(ref left, k * leftStride)), TLanes.Load(ref Unsafe.Add(ref b, k * rowStride), (nuint)j), c);
            c.Store(ref sum, (nuint)j);
        }

        return (int)j;
    }

    /// <summary><c>sum[j] += Σₖ left[k]·b[k, j]</c> where the columns of b, and left, lie one element after another.</summary>
    /// <param name="left">The factors.</param>
    /// <param name="b">The matrix.</param>
    /// <param name="columnStride">The distance in elements from one of its columns to the next.</param>
    /// <param name="sum">The results.</param>
    /// <param name="sumStride">The distance in elements from one to the next.</param>
    /// <param name="width">The number of results.</param>
    /// <param name="depth">The number of factors.</param>
    /// <returns>How many results were computed: all.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AddDots(ref T left, ref T b, nint columnStride, ref T sum, nint sumStride, int width, nint depth)
    {
        nint j = 0;
        for (; j + 4 <= width; j += 4)
        {
            ref var b0 = ref Unsafe.Add(ref b, j * columnStride);
            ref var b2 = ref Unsafe.Add(ref b0, 2 * columnStride);
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            for (nint k = 0; k + (nint)TLanes.Count <= depth; k += (nint)TLanes.Count)
            {
                var factors = TLanes.Load(ref left, (nuint)k);
                c0 = TLanes.MultiplyAdd(factors, TLanes.Load(ref b0, (nuint)k), c0);
                c1 = TLanes.MultiplyAdd(factors, TLanes.Load(ref Unsafe.Add(ref b0, columnStride), (nuint)k), c1);
                c2 = TLanes.MultiplyAdd(factors, TLanes.Load(ref b2, (nuint)k), c2);
                c3 = TLanes.MultiplyAdd(factors, TLanes.Load(ref Unsafe.Add(ref b2, columnStride), (nuint)k), c3);
            }

            Finish(c0, ref left, ref b0, ref Unsafe.Add(ref sum, j * sumStride), depth);
            Finish(c1, ref left, ref Unsafe.Add(ref b0, columnStride), ref Unsafe.Add(ref sum, (j + 1) * sumStride), depth);
            Finish(c2, ref left, ref b2, ref Unsafe.Add(ref sum, (j + 2) * sumStride), depth);
            Finish(c3, ref left, ref Unsafe.Add(ref b2, columnStride), ref Unsafe.Add(ref sum, (j + 3) * sumStride), depth);
        }

        for (; j < width; j++)
        {
            ref var column = ref Unsafe.Add(ref b, j * columnStride);
            var c = TLanes.Zero;
            for (nint k = 0; k + (nint)TLanes.Count <= depth; k += (nint)TLanes.Count)
                c = TLanes.MultiplyAdd(TLanes.Load(ref left, (nuint)k), TLanes.Load(ref column, (nuint)k), c);
            Finish(c, ref left, ref column, ref Unsafe.Add(ref sum, j * sumStride), depth);
        }

        return width;
    }

    // What is left of k after the whole vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TLanes c, ref T left, ref T column, ref T sum, nint depth)
    {
        var total = TLanes.Total(c);
        for (var k = depth - depth % (nint)TLanes.Count; k < depth; k++)
            total = T.MultiplyAddEstimate(Unsafe.Add(ref left, k), Unsafe.Add(ref column, k), total);
        sum += total;
    }
}
