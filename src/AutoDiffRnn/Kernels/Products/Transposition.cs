using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Kernels;

/// <summary>Copies a block and swaps its rows and columns.</summary>
internal static class Transposition
{
    /// <summary><c>target[c, r] = source[r, c]</c>.</summary>
    /// <param name="source">The block's first element.</param>
    /// <param name="sourceStride">The distance in elements from one of its rows to the next.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="columns">The number of its columns.</param>
    /// <param name="target">The first element that is written.</param>
    /// <param name="targetStride">The distance in elements from one row of the target to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ref T source, nint sourceStride, int rows, int columns, ref T target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Float blocks of four by four where there are instructions for it, and what is left over one by one.
        var byFour = typeof(T) == typeof(float) && Sse.IsSupported;
        nint wholeRows = byFour ? rows & ~3 : 0;
        nint wholeColumns = byFour ? columns & ~3 : 0;
        for (nint r = 0; r < wholeRows; r += 4)
        {
            for (nint c = 0; c < wholeColumns; c += 4)
            {
                CopyFour(
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref source, r * sourceStride + c)),
                    sourceStride,
                    ref Unsafe.As<T, float>(ref Unsafe.Add(ref target, c * targetStride + r)),
                    targetStride);
            }
        }

        ref var right = ref Unsafe.Add(ref source, wholeColumns);
        ref var rightTarget = ref Unsafe.Add(ref target, wholeColumns * targetStride);
        CopyOneByOne(ref right, sourceStride, wholeRows, columns - wholeColumns, ref rightTarget, targetStride);
        ref var below = ref Unsafe.Add(ref source, wholeRows * sourceStride);
        CopyOneByOne(ref below, sourceStride, rows - wholeRows, columns, ref Unsafe.Add(ref target, wholeRows), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyOneByOne<T>(ref T source, nint sourceStride, nint rows, nint columns, ref T target, nint targetStride)
        where T : unmanaged
    {
        for (nint r = 0; r < rows; r++)
        {
            ref var from = ref Unsafe.Add(ref source, r * sourceStride);
            for (nint c = 0; c < columns; c++)
                Unsafe.Add(ref target, c * targetStride + r) = Unsafe.Add(ref from, c);
        }
    }

    /// <summary>Four rows of four: pairs of rows are interleaved, and then their halves exchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(ref float source, nint sourceStride, ref float target, nint targetStride)
    {
        var row0 = Vector128.LoadUnsafe(ref source);
        var row1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        var row2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        var row3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        var low01 = Sse.UnpackLow(row0, row1);
        var low23 = Sse.UnpackLow(row2, row3);
        var high01 = Sse.UnpackHigh(row0, row1);
        var high23 = Sse.UnpackHigh(row2, row3);
        Sse.MoveLowToHigh(low01, low23).StoreUnsafe(ref target);
        Sse.MoveHighToLow(low23, low01).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        Sse.MoveLowToHigh(high01, high23).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        Sse.MoveHighToLow(high23, high01).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
    }
}
