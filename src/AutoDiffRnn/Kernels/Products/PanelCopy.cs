using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>Copies rows of a matrix into a panel, and adds rows of a panel to a matrix.</summary>
internal static class PanelCopy
{
    /// <summary>Copies <paramref name="width"/> elements of each row into a row of the panel.</summary>
    /// <param name="source">The first element of the first row.</param>
    /// <param name="stride">The distance in elements from one row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The number of elements of each.</param>
    /// <param name="panel">Where the first one goes.</param>
    /// <param name="length">The number of elements of a row of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(ref T source, nint stride, int rows, int width, ref T panel, nint length) where T : unmanaged
    {
        // Rows are short: a call for each would take longer than the copying.
        nint lanes = Vector<T>.Count;
        for (nint row = 0; row < rows; row++)
        {
            ref var from = ref Unsafe.Add(ref source, row * stride);
            ref var to = ref Unsafe.Add(ref panel, row * length);
            nint j = 0;
            for (; j + lanes <= width; j += lanes)
                Lanes.LoadUnsafe(ref from, (nuint)j).StoreUnsafe(ref to, (nuint)j);
            for (; j < width; j++)
                Unsafe.Add(ref to, j) = Unsafe.Add(ref from, j);
        }
    }

    /// <summary>Adds <paramref name="width"/> elements of each row of a panel to a row of a matrix.</summary>
    /// <param name="panel">The first element of the first row.</param>
    /// <param name="length">The number of elements of a row of the panel.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The number of elements of each that are added.</param>
    /// <param name="target">Where the first one goes.</param>
    /// <param name="stride">The distance in elements from one row of the target to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows<T>(ref T panel, nint length, int rows, int width, ref T target, nint stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint lanes = Vector<T>.Count;
        for (nint row = 0; row < rows; row++)
        {
            ref var from = ref Unsafe.Add(ref panel, row * length);
            ref var to = ref Unsafe.Add(ref target, row * stride);
            nint j = 0;
            for (; j + lanes <= width; j += lanes)
                (Lanes.LoadUnsafe(ref to, (nuint)j) + Lanes.LoadUnsafe(ref from, (nuint)j)).StoreUnsafe(ref to, (nuint)j);
            for (; j < width; j++)
                Unsafe.Add(ref to, j) += Unsafe.Add(ref from, j);
        }
    }
}
