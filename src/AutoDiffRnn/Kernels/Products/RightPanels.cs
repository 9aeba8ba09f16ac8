using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>The right side of a product over rows, packed into panels.</summary>
internal static class RightPanels<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of panels that so many columns need.</summary>
    public static int Count(int columns) => (columns + Pair<TLanes, T>.Length - 1) / Pair<TLanes, T>.Length;

    /// <summary>Packs rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The number of elements of each.</param>
    /// <param name="packed">Where the panels go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(Rows<T> rows, int columns, Span<T> packed)
    {
        for (var column = 0; column < columns; column += Pair<TLanes, T>.Length)
        {
            var width = Math.Min(Pair<TLanes, T>.Length, columns - column);
            ref var from = ref Unsafe.Add(ref rows.First, column);
            ref var to = ref packed[column * rows.Count];
            if (width == Pair<TLanes, T>.Length)
            {
                for (nint row = 0; row < rows.Count; row++)
                    Pair<TLanes, T>.Load(ref from, row * rows.Stride).Store(ref Unsafe.Add(ref to, row * width));
                continue;
            }

            // Nobody reads the results of the rest; but what is left there may be subnormal, and slow on some processors.
            packed.Slice(column * rows.Count, Pair<TLanes, T>.Length * rows.Count).Clear();
            PanelCopy.Rows(ref from, rows.Stride, rows.Count, width, ref to, Pair<TLanes, T>.Length);
        }
    }
}
