using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>Sums over rows.</summary>
internal static class RowSums
{
    /// <summary><c>to[j] += from[j]</c>.</summary>
    public static void Add<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, INumberBase<T>
    {
        for (var j = 0; j < from.Length; j++)
            to[j] += from[j];
    }
}
