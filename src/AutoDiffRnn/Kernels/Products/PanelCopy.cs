using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Copies rows of a matrix into a panel.</summary>
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
        for (nint row = 0; row < rows; row++)
        {
            var from = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref source, row * stride), width);
            from.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panel, row * length), width));
        }
    }
}
