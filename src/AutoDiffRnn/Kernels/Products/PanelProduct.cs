using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Where the results of a product go.</summary>
internal interface IDestinations<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Where the results of a panel go for the rows from <paramref name="row"/> on; nowhere for a panel that does not exist.</summary>
    Destination<TLanes, T> At(int panel, int row);
}

/// <summary>A product of rows with a matrix that is packed into panels, over one run of k: it cuts the work into tiles.</summary>
/// <remarks>
/// A panel is as wide as a <see cref="Pair{TLanes, T}"/>, and holds the elements of one k side by side, one k after another. A run of k
/// is short enough that a panel's part of it stays in the first cache while all rows of a block pass it.
/// </remarks>
internal static class PanelProduct<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The tiles whose rows stay in the second cache while all panels pass them: 128 rows at most, or 128 KiB of floats.</summary>
    private const int TilesOfBlock = 16;

    /// <summary>Computes a run of k for all rows and panels.</summary>
    /// <param name="a">The rows, from the first element of the run on.</param>
    /// <param name="step">The distance in elements from the element of one k to that of the next.</param>
    /// <param name="b">The first panel's row at the start of the run.</param>
    /// <param name="panelStride">The distance in elements from one panel to the next.</param>
    /// <param name="panels">The number of panels.</param>
    /// <param name="length">The length of the run.</param>
    /// <param name="to">Where the results go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TDestinations>(Rows<T> a, nint step, ref T b, nint panelStride, int panels, nint length, TDestinations to)
        where TDestinations : IDestinations<TLanes, T>, allows ref struct
    {
        var tiles = new RowTiles(a.Count);
        // Only 1, 2, 3 and, with six rows at most, 7 rows have a tile of fewer than four, and it is the first.
        var narrow = tiles.First(1) < 4 ? 1 : 0;
        if (narrow == 1)
            AddNarrow(a, step, tiles.First(1), ref b, panelStride, panels, length, to);
        for (var block = narrow; block < tiles.Count; block += TilesOfBlock)
        {
            var end = Math.Min(block + TilesOfBlock, tiles.Count);
            for (var panel = 0; panel < panels; panel++)
            {
                ref var rows = ref Unsafe.Add(ref b, panel * panelStride);
                for (var tile = block; tile < end; tile++)
                    AddTile(a, step, tiles.First(tile), tiles.First(tile + 1), ref rows, length, to.At(panel, tiles.First(tile)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile(Rows<T> a, nint step, int first, int end, ref T b, nint length, in Destination<TLanes, T> to)
    {
        ref var start = ref a.Scalar(first);
        to.Prefetch(end - first);
        switch (end - first)
        {
            case 8:
                Tile<TLanes, T>.Eight(ref start, a.Stride, step, ref b, length, to);
                break;
            case 7:
                Tile<TLanes, T>.Seven(ref start, a.Stride, step, ref b, length, to);
                break;
            case 6:
                Tile<TLanes, T>.Six(ref start, a.Stride, step, ref b, length, to);
                break;
            case 5:
                Tile<TLanes, T>.Five(ref start, a.Stride, step, ref b, length, to);
                break;
            default:
                Tile<TLanes, T>.Four(ref start, a.Stride, step, ref b, length, to);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNarrow<TDestinations>(Rows<T> a, nint step, int rows, ref T b, nint panelStride, int panels, nint length, TDestinations to)
        where TDestinations : IDestinations<TLanes, T>, allows ref struct
    {
        ref var start = ref a.Scalar(0);
        for (var panel = 0; panel < panels; panel += 2)
        {
            ref var b1 = ref Unsafe.Add(ref b, panel * panelStride);
            ref var b2 = ref Unsafe.Add(ref b, Math.Min(panel + 1, panels - 1) * panelStride);
            if (rows == 3)
                Tile<TLanes, T>.Three(ref start, a.Stride, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
            else if (rows == 2)
                Tile<TLanes, T>.Two(ref start, a.Stride, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
            else
                Tile<TLanes, T>.Rest(ref start, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
        }
    }
}
