using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// A matrix for each step and example, or the same one for all: where its elements lie in a row of a buffer. A transpose, or some of the
/// rows or columns, is the same memory seen with other distances.
/// </summary>
/// <param name="rows">The rows of the buffer, from the matrix's first element on.</param>
/// <param name="height">The number of rows of the matrix.</param>
/// <param name="width">The number of its columns.</param>
/// <param name="rowStride">The distance in elements from one row of the matrix to the next.</param>
/// <param name="columnStride">The distance in elements from one column to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MatrixRows<TElement>(Rows<TElement> rows, int height, int width, int rowStride, int columnStride) where TElement : unmanaged
{
    private readonly Rows<TElement> _rows = rows;

    /// <summary>The number of matrices.</summary>
    public int Count => _rows.Count;

    /// <summary>The number of rows of each matrix.</summary>
    public int Height { get; } = height;

    /// <summary>The number of columns of each matrix.</summary>
    public int Width { get; } = width;

    /// <summary>The distance in elements from one row of a matrix to the next.</summary>
    public int RowStride { get; } = rowStride;

    /// <summary>The distance in elements from one column of a matrix to the next.</summary>
    public int ColumnStride { get; } = columnStride;

    /// <summary>The transposed matrices.</summary>
    public MatrixRows<TElement> T => new(_rows, Width, Height, ColumnStride, RowStride);

    /// <summary>The rows from <paramref name="start"/> to before <paramref name="end"/> of each matrix.</summary>
    public MatrixRows<TElement> Rows(int start, int end) => new(_rows.From(start * RowStride), end - start, Width, RowStride, ColumnStride);

    /// <summary>The columns from <paramref name="start"/> to before <paramref name="end"/> of each matrix.</summary>
    public MatrixRows<TElement> Columns(int start, int end) => new(_rows.From(start * ColumnStride), Height, end - start, RowStride, ColumnStride);

    /// <summary>The first element of one matrix.</summary>
    internal ref TElement First(int matrix) => ref _rows.Scalar(matrix);
}
