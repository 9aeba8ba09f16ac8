using AutoDiffRnn.Kernels.Products;

namespace AutoDiffRnn.Kernels;

// What code calls that was generated without packing.
public abstract partial class CellKernels<T>
{
    /// <summary>Adds a product with a matrix as it lies to every row: <c>results[m] += A·vectors[m]</c>, one row after another.</summary>
    /// <param name="matrix">The matrix, the same for every row.</param>
    /// <param name="vectors">The rows that are multiplied.</param>
    /// <param name="results">As many rows, which the products are added to.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    protected static void AddProduct<TLanes>(MatrixRows<T> matrix, Rows<T> vectors, Rows<T> results)
        where TLanes : struct, ILanes<TLanes, T>
    {
        BlockError.RequireRows(vectors.Count, results.Count, nameof(results), nameof(vectors));
        var operands = ColumnOf(vectors, matrix.Width);
        var sums = ColumnOf(results, matrix.Height);
        for (var row = 0; row < results.Count; row++)
            SmallProduct<T>.Add<TLanes>(ref matrix.First(row), matrix, ref operands.First(row), operands, ref sums.First(row), sums, isColumn: true);
    }

    /// <summary>Adds a bias to every row: <c>rows[m, j] += bias[j]</c>.</summary>
    protected static void AddToRows(ReadOnlySpan<T> bias, Rows<T> rows)
    {
        for (var row = 0; row < rows.Count; row++)
            RowSums.Add(bias, Elements(rows, row, 0, bias.Length));
    }
}
