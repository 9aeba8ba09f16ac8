using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>What follows on a tile of results while it is in the first cache.</summary>
internal interface IEpilogue
{
    /// <summary>Works on the rows from <paramref name="row"/> on, in <paramref name="units"/> columns from <paramref name="unit"/> on.</summary>
    void Apply(nint row, int rows, nint unit, nint units);
}

/// <summary>Nothing follows.</summary>
internal readonly struct NoEpilogue : IEpilogue
{
    public void Apply(nint row, int rows, nint unit, nint units)
    {
    }
}

/// <summary>Products of rows with a matrix that is packed into panels.</summary>
internal static unsafe class Product<TRow> where TRow : unmanaged, ITileRow<TRow>
{
    /// <summary>The most rows of a tile: four vectors and eight rows would not fit the 32 registers.</summary>
    private static int MostRows => TRow.Vectors == 4 ? 6 : 8;

    /// <summary>Multiplies, panel by panel and each with all rows, so that a panel stays in the first cache.</summary>
    /// <param name="left">The rows.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="panels">The packed matrix.</param>
    /// <param name="count">The number of panels.</param>
    /// <param name="length">The number of elements that each result sums over.</param>
    /// <param name="target">Where the first panel's results go.</param>
    /// <param name="panelColumns">From one panel's results to the next one's.</param>
    /// <param name="backwards">Whether to begin at the last panel, which a call before may have left in the cache.</param>
    /// <param name="epilogue">What follows on each tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(
        LeftSide left, int rows, float* panels, nint count, nint length, Target target, nint panelColumns, bool backwards, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        var tiles = (rows + MostRows - 1) / MostRows;
        for (nint index = 0; index < count; index++)
        {
            var panel = backwards ? count - 1 - index : index;
            var packed = panels + panel * length * 16 * TRow.Vectors;
            var row = 0;
            for (var tile = 0; tile < tiles; tile++)
            {
                // Evenly: 16 rows are 6 + 5 + 5, and never 6 + 6 + 4.
                var end = (int)((long)rows * (tile + 1) / tiles);
                RunTile(left.From(row), end - row, packed, length, target.At(row, panel * panelColumns));
                epilogue.Apply(row, end - row, panel * panelColumns, panelColumns);
                row = end;
            }
        }
    }

    /// <summary>The same with blocks of rows that fit the second cache, for many rows.</summary>
    public static void RunBlocked(LeftSide left, int rows, int block, float* panels, nint count, nint length, Target target, nint panelColumns)
    {
        for (var row = 0; row < rows; row += block)
        {
            var here = Math.Min(block, rows - row);
            Run(left.From(row), here, panels, count, length, target.At(row, 0), panelColumns, backwards: false, default(NoEpilogue));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunTile(LeftSide left, int rows, float* panel, nint length, Target target)
    {
        switch (rows)
        {
            case 1: Tile<TRow, Rows1>.RunOne(left, panel, length, target); break;
            case 2: Tile<TRow, Rows2>.Run(left, panel, length, target); break;
            case 3: Tile<TRow, Rows3>.Run(left, panel, length, target); break;
            case 4: Tile<TRow, Rows4>.Run(left, panel, length, target); break;
            case 5: Tile<TRow, Rows5>.Run(left, panel, length, target); break;
            case 6: Tile<TRow, Rows6>.Run(left, panel, length, target); break;
            case 7: Tile<TRow, Rows7>.Run(left, panel, length, target); break;
            default: Tile<TRow, Rows8>.Run(left, panel, length, target); break;
        }
    }
}
