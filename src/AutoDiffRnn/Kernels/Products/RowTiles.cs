using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace AutoDiffRnn.Kernels;

/// <summary>How rows are cut into tiles: evenly, so that no tile of one or two rows is left over (8 = 4 + 4, 20 = 4 · 5).</summary>
internal readonly struct RowTiles
{
    private readonly int _least;
    private readonly int _narrow;

    /// <summary>Cuts rows.</summary>
    /// <param name="rows">The number of rows, at least one.</param>
    public RowTiles(int rows)
    {
        Count = (rows + Most - 1) / Most;
        _least = rows / Count;
        _narrow = Count - (rows - _least * Count);
    }

    /// <summary>The most rows of a tile: what the registers hold, of which processors with vectors of 512 bits, and ARM, have thirty-two.</summary>
    public static int Most
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || AdvSimd.IsSupported ? 8 : 6;
    }

    /// <summary>The number of tiles.</summary>
    public int Count { get; }

    /// <summary>The first row of a tile; of the tile after the last one, the number of rows. The tiles with one row more are the last ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int tile) => tile * _least + Math.Max(0, tile - _narrow);
}
