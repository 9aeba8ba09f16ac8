using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Copies rows of a matrix into a panel.</summary>
internal static class PanelCopy
{
    /// <summary>Copies <paramref name="width"/> elements of each row into a row of the panel, and sets the rest of that to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(ref T source, nint stride, int rows, int width, ref T panel) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++)
        {
            ref var from = ref Unsafe.Add(ref source, row * stride);
            ref var to = ref Unsafe.Add(ref panel, row * Pair<T>.Length);
            if (width == Pair<T>.Length)
            {
                Pair<T>.Load(ref from, 0).Store(ref to);
                continue;
            }

            // Nobody reads the results of the rest; but what is left there may be subnormal, and slow on some processors.
            default(Pair<T>).Store(ref to);
            for (nint j = 0; j < width; j++)
                Unsafe.Add(ref to, j) = Unsafe.Add(ref from, j);
        }
    }
}
