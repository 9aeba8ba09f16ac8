using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Where the results of a product go.</summary>
internal interface IDestinations<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// How many tiles of rows pass a panel before the next panel is taken. Many read the panels less often, one at a time writes the results in
    /// order.
    /// </summary>
    static abstract int TilesTogether { get; }

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
    /// <summary>Computes a run of k for all rows and panels.</summary>
    /// <param name="a">The rows, from the first element of the run on.</param>
    /// <param name="b">The first panel's row at the start of the run.</param>
    /// <param name="panelStride">The distance in elements from one panel to the next.</param>
    /// <param name="panels">The number of panels.</param>
    /// <param name="length">The length of the run.</param>
    /// <param name="to">Where the results go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TDestinations>(LeftSide<T> a, ref T b, nint panelStride, int panels, nint length, TDestinations to)
        where TDestinations : IDestinations<TLanes, T>, allows ref struct
    {
        var tiles = new RowTiles(a.Count);
        // Only 1, 2, 3 and, with six rows at most, 7 rows have a tile of fewer than four, and it is the first.
        var narrow = tiles.First(1) < 4 ? 1 : 0;
        if (narrow == 1)
            AddNarrow(a, tiles.First(1), ref b, panelStride, panels, length, to);
        for (var block = narrow; block < tiles.Count; block += TDestinations.TilesTogether)
        {
            var end = Math.Min(block + TDestinations.TilesTogether, tiles.Count);
            for (var panel = 0; panel < panels; panel++)
            {
                ref var rows = ref Unsafe.Add(ref b, panel * panelStride);
                var first = tiles.First(block);
                for (var tile = block; tile < end; tile++)
                {
                    var next = tiles.First(tile + 1);
                    AddTile(a, first, next, ref rows, length, to.At(panel, first));
                    first = next;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile(LeftSide<T> a, int first, int end, ref T b, nint length, in Destination<TLanes, T> to)
    {
        if (to.Halves == Halves.Both)
            AddTile<Pair<TLanes, T>>(a, first, end, ref b, length, to);
        else if (to.Halves == Halves.First)
            AddTile<FirstHalf<TLanes, T>>(a, first, end, ref b, length, to);
        else if (to.Halves == Halves.Second)
            AddTile<SecondHalf<TLanes, T>>(a, first, end, ref b, length, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile<TPart>(LeftSide<T> a, int first, int end, ref T b, nint length, in Destination<TLanes, T> to)
        where TPart : struct, IPanelPart<TPart, TLanes, T>
    {
        ref var start = ref a.At(first);
        var step = a.Step(end - first);
        to.Prefetch(end - first);
        switch (end - first)
        {
            case 8:
                Tile<TPart, Rows8, TLanes, T>.Run(ref start, a.Stride, step, ref b, length, to);
                break;
            case 7:
                Tile<TPart, Rows7, TLanes, T>.Run(ref start, a.Stride, step, ref b, length, to);
                break;
            case 6:
                Tile<TPart, Rows6, TLanes, T>.Run(ref start, a.Stride, step, ref b, length, to);
                break;
            case 5:
                Tile<TPart, Rows5, TLanes, T>.Run(ref start, a.Stride, step, ref b, length, to);
                break;
            default:
                Tile<TPart, Rows4, TLanes, T>.Run(ref start, a.Stride, step, ref b, length, to);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNarrow<TDestinations>(LeftSide<T> a, int rows, ref T b, nint panelStride, int panels, nint length, TDestinations to)
        where TDestinations : IDestinations<TLanes, T>, allows ref struct
    {
        ref var start = ref a.At(0);
        var step = a.Step(rows);
        for (var panel = 0; panel < panels; panel += 2)
        {
            ref var b1 = ref Unsafe.Add(ref b, panel * panelStride);
            ref var b2 = ref Unsafe.Add(ref b, Math.Min(panel + 1, panels - 1) * panelStride);
            if (rows == 3)
                NarrowTile<TLanes, T>.Three(ref start, a.Stride, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
            else if (rows == 2)
                NarrowTile<TLanes, T>.Two(ref start, a.Stride, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
            else
                NarrowTile<TLanes, T>.Rest(ref start, step, ref b1, ref b2, length, to.At(panel, 0), to.At(panel + 1, 0));
        }
    }

    private readonly struct Rows4 : ITileRows
    {
        public static int Count => 4;
    }

    private readonly struct Rows5 : ITileRows
    {
        public static int Count => 5;
    }

    private readonly struct Rows6 : ITileRows
    {
        public static int Count => 6;
    }

    private readonly struct Rows7 : ITileRows
    {
        public static int Count => 7;
    }

    private readonly struct Rows8 : ITileRows
    {
        public static int Count => 8;
    }
}
