using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>Copies columns of some rows into the tiles (<see cref="RowTiles"/>) in which a product over the rows multiplies them.</summary>
internal static class LeftTiles<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most elements of a row of a tile, and as many as are copied at once.</summary>
    private const int Most = 8;

    /// <summary>The elements that the tiles of so many columns of so many rows need.</summary>
    public static int Length(int columns, int rows) => columns * (rows + 1) + Most;

    /// <summary>Copies the columns.</summary>
    /// <param name="rows">The rows, from the first column on.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="to">The memory of the tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LeftSide<T> Copy(Rows<T> rows, int columns, Span<T> to)
    {
        // A row of a tile is written with what follows it, which the next row overwrites, and behind the last row there is room for one more.
        var packed = LeftSide<T>.InTiles(ref to[0], columns, rows.Count + 1);
        var tiles = new RowTiles(columns);
        var tile = 0;
        if (tiles.First(1) < Most / 2)
        {
            PanelCopy.Rows(ref rows.First, rows.Stride, rows.Count, tiles.First(1), ref packed.At(0), tiles.First(1));
            tile = 1;
        }

        // Two tiles at a time are a cache line of floats: rows may be so far apart that they push one another out of the cache.
        for (; tile < tiles.Count; tile += 2)
        {
            var (first, second) = (tiles.First(tile), tiles.First(Math.Min(tile + 1, tiles.Count - 1)));
            var (end, width) = (tiles.First(tile + 1), tiles.First(Math.Min(tile + 2, tiles.Count)) - second);
            CopyTwo(ref rows.First, rows.Stride, rows.Count, first, ref packed.At(first), end - first, second, ref packed.At(second), width);
        }

        return packed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyTwo(
        ref T row, nint stride, int rows, nint column1, ref T to1, nint width1, nint column2, ref T to2, nint width2)
    {
        for (var i = 0; i < rows; i++)
        {
            CopyEight(ref Unsafe.Add(ref row, column1), ref to1);
            CopyEight(ref Unsafe.Add(ref row, column2), ref to2);
            row = ref Unsafe.Add(ref row, stride);
            to1 = ref Unsafe.Add(ref to1, width1);
            to2 = ref Unsafe.Add(ref to2, width2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEight(ref T from, ref T to)
    {
        if (typeof(T) == typeof(float))
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        else
            Vector512.LoadUnsafe(ref from).StoreUnsafe(ref to);
    }
}
