using System.Numerics;
using System.Runtime.CompilerServices;

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
        for (nint r = 0; r < rows; r++)
        {
            ref var from = ref Unsafe.Add(ref source, r * sourceStride);
            for (nint c = 0; c < columns; c++)
                Unsafe.Add(ref target, c * targetStride + r) = Unsafe.Add(ref from, c);
        }
    }
}
