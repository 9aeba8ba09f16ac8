using System.Runtime.CompilerServices;
using AutoDiffRnn.Kernels.Products;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>The product of two matrices of each row: <c>C = A·B</c>, each element summed in the order of A's columns.</summary>
    /// <param name="a">The left matrices.</param>
    /// <param name="b">As many right matrices, with as many rows as the left ones have columns.</param>
    /// <param name="c">Where the products go: other memory than the operands'.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void Multiply<TLanes>(MatrixRows<T> a, MatrixRows<T> b, MatrixRows<T> c)
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (var row = 0; row < c.Count; row++)
        {
            SmallProduct<T>.Clear(ref c.First(row), c);
            SmallProduct<T>.Add<TLanes>(ref a.First(row), a, ref b.First(row), b, ref c.First(row), c, SmallProduct<T>.IsColumn(c));
        }
    }

    /// <summary>Adds the products of all rows up: <c>gradient += Σ A·B</c>.</summary>
    /// <param name="a">The left matrices.</param>
    /// <param name="b">As many right matrices.</param>
    /// <param name="gradient">Where the sum goes, from its first element on.</param>
    /// <param name="rowStride">The distance in elements from one row of the sum to the next.</param>
    /// <param name="columnStride">The distance in elements from one column of the sum to the next.</param>
    /// <exception cref="ArgumentException">The gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddProducts<TLanes>(MatrixRows<T> a, MatrixRows<T> b, GradientShare<T> gradient, int rowStride, int columnStride)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var sum = Destination(gradient, a.Height, b.Width, rowStride, columnStride);
        var isColumn = SmallProduct<T>.IsColumn(sum);
        var mine = OwnedOf(gradient, sum, out var areRows);
        var left = areRows ? a.Rows(mine.First, mine.End) : a;
        var right = areRows ? b : b.Columns(mine.First, mine.End);
        sum = areRows ? sum.Rows(mine.First, mine.End) : sum.Columns(mine.First, mine.End);
        for (var row = 0; row < a.Count; row++)
            SmallProduct<T>.Add<TLanes>(ref left.First(row), left, ref right.First(row), right, ref sum.First(0), sum, isColumn);
    }

    /// <summary>Adds the matrices of all rows up, to wherever the elements of the sum lie.</summary>
    /// <inheritdoc cref="AddProducts{TLanes}(MatrixRows{T}, MatrixRows{T}, GradientShare{T}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddMatrices(MatrixRows<T> matrices, GradientShare<T> gradient, int rowStride, int columnStride)
    {
        var sum = Destination(gradient, matrices.Height, matrices.Width, rowStride, columnStride);
        var mine = OwnedOf(gradient, sum, out var areRows);
        matrices = areRows ? matrices.Rows(mine.First, mine.End) : matrices.Columns(mine.First, mine.End);
        sum = areRows ? sum.Rows(mine.First, mine.End) : sum.Columns(mine.First, mine.End);
        for (var row = 0; row < matrices.Count; row++)
            SmallProduct<T>.Add(ref matrices.First(row), matrices, ref sum.First(0), sum);
    }

    /// <summary>Copies a matrix of each row to a place of the same shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void Copy(MatrixRows<T> from, MatrixRows<T> to)
    {
        for (var row = 0; row < to.Count; row++)
        {
            SmallProduct<T>.Clear(ref to.First(row), to);
            SmallProduct<T>.Add(ref from.First(row), from, ref to.First(row), to);
        }
    }

    /// <summary>Makes each matrix the identity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void SetIdentity(MatrixRows<T> matrices)
    {
        for (var row = 0; row < matrices.Count; row++)
        {
            SmallProduct<T>.Clear(ref matrices.First(row), matrices);
            for (var i = 0; i < matrices.Height; i++)
                System.Runtime.CompilerServices.Unsafe.Add(ref matrices.First(row), i * (matrices.RowStride + matrices.ColumnStride)) = T.One;
        }
    }

    /// <summary>Reads the row that a token names of each row's matrix. <see cref="RequireIndices"/> has checked the tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void GatherRows(MatrixRows<T> matrices, Rows<int> tokens, Rows<T> result)
    {
        for (var row = 0; row < result.Count; row++)
        {
            var source = matrices.Rows(tokens.Scalar(row), tokens.Scalar(row) + 1);
            var target = RowOf(result, matrices.Width);
            SmallProduct<T>.Clear(ref target.First(row), target);
            SmallProduct<T>.Add(ref source.First(row), source, ref target.First(row), target);
        }
    }

    /// <summary>Writes a vector of each row to the row of its matrix that a token names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void ScatterRows(Rows<T> vectors, Rows<int> tokens, MatrixRows<T> matrices)
    {
        var sources = RowOf(vectors, matrices.Width);
        for (var row = 0; row < vectors.Count; row++)
        {
            var target = matrices.Rows(tokens.Scalar(row), tokens.Scalar(row) + 1);
            SmallProduct<T>.Clear(ref target.First(row), target);
            SmallProduct<T>.Add(ref sources.First(row), sources, ref target.First(row), target);
        }
    }

    private static MatrixRows<T> Destination(GradientShare<T> gradient, int height, int width, int rowStride, int columnStride)
    {
        BlockError.RequireLength((height - 1) * rowStride + (width - 1) * columnStride + 1, gradient.Length, nameof(gradient));
        return new MatrixRows<T>(new Rows<T>(ref gradient.Elements[0], 1, 0), height, width, rowStride, columnStride);
    }

    // Which rows of a part of a gradient are the worker's, or which columns where the part is transposed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Share OwnedOf(GradientShare<T> gradient, MatrixRows<T> part, out bool areRows)
    {
        areRows = part.Width == 1 || (part.Height > 1 && part.RowStride >= part.ColumnStride);
        return areRows ? gradient.Owned(part.Height, part.RowStride) : gradient.Owned(part.Width, part.ColumnStride);
    }
}
