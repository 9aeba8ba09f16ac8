using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>The left side of a product: rows of elements k, as they lie or packed into the tiles in which they are multiplied.</summary>
internal readonly ref struct LeftSide<T> where T : unmanaged
{
    private readonly ref T _first;
    private readonly nint _stride;
    private readonly nint _step;
    private readonly nint _length;

    private LeftSide(ref T first, int count, nint stride, nint step, nint length)
    {
        _first = ref first;
        Count = count;
        (_stride, _step, _length) = (stride, step, length);
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The distance in elements from one row of a tile to the next.</summary>
    public nint Stride => _length > 0 ? 1 : _stride;

    /// <summary>Rows as they lie, elements of a row one after another.</summary>
    public static LeftSide<T> InPlace(Rows<T> rows) => new(ref rows.First, rows.Count, rows.Stride, 1, 0);

    /// <summary>The columns of rows as they lie.</summary>
    /// <param name="rows">The rows, from the first column on: elements k.</param>
    /// <param name="count">The number of columns.</param>
    public static LeftSide<T> InColumns(Rows<T> rows, int count) => new(ref rows.First, count, 1, rows.Stride, 0);

    /// <summary>Rows in tiles: one tile (<see cref="RowTiles"/>) after another, of each the elements of one k side by side.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="length">The number of elements of a row that a tile has room for.</param>
    public static LeftSide<T> InTiles(ref T first, int count, nint length) => new(ref first, count, 1, 0, length);

    /// <summary>The first element of a row with which a tile begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int row) => ref Unsafe.Add(ref _first, row * (_length > 0 ? _length : _stride));

    /// <summary>The distance in elements from one k to the next in a tile of so many rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Step(int rows) => _length > 0 ? rows : _step;
}
