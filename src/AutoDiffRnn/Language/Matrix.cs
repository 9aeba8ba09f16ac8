using System.Diagnostics;

namespace AutoDiffRnn;

/// <summary>
/// A matrix of doubles that never changes, row-major: a weight <c>[out, in]</c>, or a state or value with a matrix for each example.
/// It has at least one row and one column, as every dimension of a network is at least 1.
/// </summary>
[DebuggerDisplay("{Shape,nq} {ToString(),nq}")]
public sealed partial class Matrix
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly double[] _values;

    /// <summary>The matrix of these elements, copied.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rowMajor">The elements, one row after the other.</param>
    /// <exception cref="ArgumentException">A size is not positive, or the number of elements is not rows × columns.</exception>
    public Matrix(int rows, int columns, ReadOnlySpan<double> rowMajor)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentException($"{nameof(rows)}, {nameof(columns)}: expected at least 1 of each, but got [{rows}, {columns}].");
        if ((long)rows * columns != rowMajor.Length)
            throw new ArgumentException($"{nameof(rowMajor)}: expected the elements of a matrix [{rows}, {columns}], but got {rowMajor.Length}.");

        Rows = rows;
        Columns = columns;
        _values = rowMajor.ToArray();
    }

    /// <summary>The matrix of these elements, copied: <c>new Matrix(new double[,] { { 1, 2 }, { 3, 4 } })</c>.</summary>
    /// <param name="values">The elements, [rows, columns].</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public Matrix(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ShapeError.Require(values.Length > 0, nameof(values), "at least 1 row and 1 column", $"[{values.GetLength(0)}, {values.GetLength(1)}]");
        Rows = values.GetLength(0);
        Columns = values.GetLength(1);
        // Enumerating a rectangular array goes row by row.
        _values = [.. values.Cast<double>()];
    }

    /// <summary>The number of rows: for a weight, of its results.</summary>
    public int Rows { get; }

    /// <summary>The number of columns: for a weight, of its inputs.</summary>
    public int Columns { get; }

    /// <summary>The transpose [columns, rows], Tᵢⱼ = Mⱼᵢ. Its adjoint is the transpose of the result's.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Matrix T => Create(Columns, Rows, (i, j) => At(j, i));

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Shape => $"matrix [{Rows}, {Columns}]";

    // What a debugger lists below the matrix.
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private Vector[] AllRows => [.. Enumerable.Range(0, Rows).Select(i => this[i])];

    /// <summary>
    /// One row as a vector [columns]; with a token as the index, the embedding of that token. Its adjoint is added to that row alone.
    /// </summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Vector this[int index]
    {
        get
        {
            ShapeError.RequireIndex(index, Rows, nameof(index), "row of the matrix");
            return new Vector(_values.AsSpan(index * Columns, Columns));
        }
    }

    /// <summary>The elements, copied to a new array, one row after the other.</summary>
    public double[] ToArray() => [.. _values];

    /// <summary>The rows in brackets, <c>[[1, 2], [3, 4]]</c>, in every culture; of a large matrix the first ones and how many follow.</summary>
    public override string ToString() => Numbers.List(Rows, i => Numbers.Text(_values.AsMemory(i * Columns, Columns)));

    /// <summary>The matrix whose element (i, j) is <paramref name="element"/>(i, j).</summary>
    internal static Matrix Create(int rows, int columns, Func<int, int, double> element)
    {
        var values = new double[checked(rows * columns)];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                values[i * columns + j] = element(i, j);
        }

        return new Matrix(rows, columns, values);
    }

    internal double At(int row, int column) => _values[row * Columns + column];

    internal bool HasShapeOf(Matrix other) => Rows == other.Rows && Columns == other.Columns;

    /// <summary>The matrix of f(x) for each element x.</summary>
    internal static Matrix Map(Matrix m, Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(m);
        return Create(m.Rows, m.Columns, (i, j) => f(m.At(i, j)));
    }

    /// <summary>The matrix of f(x, y) for each pair of elements; the caller has checked the shapes.</summary>
    internal static Matrix Zip(Matrix a, Matrix b, Func<double, double, double> f)
        => Create(a.Rows, a.Columns, (i, j) => f(a.At(i, j), b.At(i, j)));
}
