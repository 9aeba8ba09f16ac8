using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// A block of a gradient that a product is added to. It is the user's memory and has no padding, so a last panel that is not whole goes to a strip
/// beside it first.
/// </summary>
/// <param name="block">The gradient, from the first element of the block on.</param>
/// <param name="stride">The distance in elements from one of its rows to the next.</param>
/// <param name="columns">The number of its columns.</param>
/// <param name="strip">A panel wide: a row of zeros, and one for each row of the block.</param>
internal readonly ref struct GradientBlock<TLanes, T>(Span<T> block, int stride, int columns, Span<T> strip) : IDestinations<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _block = block;
    private readonly Span<T> _strip = strip;

    /// <summary>One: a gradient may be larger than the caches, and the panels are of one run only.</summary>
    public static int TilesTogether => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Destination<TLanes, T> At(int panel, int row)
    {
        var column = panel * Pair<TLanes, T>.Length;
        var width = columns - column;
        if (width <= 0)
            return default;
        var halves = width > (int)TLanes.Count ? Halves.Both : Halves.First;
        if (column >= WholeColumns)
            return new(ref _strip[(row + 1) * Pair<TLanes, T>.Length], Pair<TLanes, T>.Length, ref _strip[0], 0, halves);
        ref var first = ref _block[row * stride + column];
        return new(ref first, stride, ref first, stride, halves);
    }

    // The columns before the strip: those of whole panels, and of the half of one.
    private int WholeColumns
        => columns % Pair<TLanes, T>.Length == (int)TLanes.Count ? columns : columns / Pair<TLanes, T>.Length * Pair<TLanes, T>.Length;

    /// <summary>Adds the strip's columns that exist to the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddStrip(int rows)
    {
        var column = WholeColumns;
        var width = columns - column;
        if (width > 0)
            PanelCopy.AddRows(ref _strip[Pair<TLanes, T>.Length], Pair<TLanes, T>.Length, rows, width, ref _block[column], stride);
    }
}
