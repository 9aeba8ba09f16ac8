using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>Reads a row of a table for each token (an embedding): <c>result[r, :] = table[tokens[r], :]</c>.</summary>
    /// <param name="table">The table <c>[tableRows, width]</c>, dense and row-major.</param>
    /// <param name="tableRows">The number of rows of the table.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="tokens">One token for each step and example.</param>
    /// <param name="first">The number of the first of them among those of all steps, for the message.</param>
    /// <param name="batch">The number of examples of a step, for the message.</param>
    /// <param name="name">The user's name of the input, for the message.</param>
    /// <param name="result">As many rows as tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A token is not a row of the table.</exception>
    /// <exception cref="ArgumentException">The table is too short, or the numbers of tokens and of rows differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void Gather(ReadOnlySpan<T> table, int tableRows, int width, Rows<int> tokens, int first, int batch, string name, Rows<T> result)
    {
        BlockError.Require(tableRows, width, table.Length, width, nameof(table));
        BlockError.RequireRows(tokens.Count, result.Count, nameof(result), nameof(tokens));
        RequireIndices(tokens, tableRows, first, batch, name);
        for (var row = 0; row < tokens.Count; row++)
            table.Slice(tokens.Scalar(row) * width, width).CopyTo(Elements(result, row, 0, width));
    }

    /// <summary>
    /// Adds every row to the row of the table's gradient that its token names: <c>gradient[tokens[r], :] += rows[r, :]</c>, in the
    /// order of the rows. The tokens are those that <see cref="Gather"/> has checked.
    /// </summary>
    /// <param name="rows">The adjoints of the rows that were read.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="tokens">One token for each row.</param>
    /// <param name="gradient">The table's gradient, dense and row-major.</param>
    /// <exception cref="ArgumentException">The numbers of tokens and of rows differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void ScatterAdd(Rows<T> rows, int width, Rows<int> tokens, GradientShare<T> gradient)
    {
        BlockError.RequireRows(rows.Count, tokens.Count, nameof(tokens), nameof(rows));
        // The worker's are some of the rows of the table.
        var mine = gradient.Owned(gradient.Length / width, width);
        for (var row = 0; row < rows.Count; row++)
        {
            if (mine.Contains(tokens.Scalar(row)))
                RowSums.Add(Elements(rows, row, 0, width), gradient.Elements.Slice(tokens.Scalar(row) * width, width));
        }
    }

    /// <summary>As above for a table that is read transposed or in part: its rows and columns lie at distances of their own.</summary>
    /// <inheritdoc cref="ScatterAdd(Rows{T}, int, Rows{int}, GradientShare{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void ScatterAdd(Rows<T> rows, int width, Rows<int> tokens, GradientShare<T> gradient, int rowStride, int columnStride)
    {
        BlockError.RequireRows(rows.Count, tokens.Count, nameof(tokens), nameof(rows));
        var mine = gradient.Owned(gradient.Length, 1);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var j = 0; j < width; j++)
            {
                var place = tokens.Scalar(row) * rowStride + j * columnStride;
                if (mine.Contains(place))
                    gradient.Elements[place] += Unsafe.Add(ref rows.Scalar(row), j);
            }
        }
    }

    /// <summary>A whole number of a loop's counter as the number of a row or element.</summary>
    protected static int TokenOf(T value) => int.CreateTruncating(value);

    /// <summary>Checks that every token or class is at least 0 and less than <paramref name="count"/>.</summary>
    /// <param name="indices">One token or class for each step and example.</param>
    /// <param name="count">The number of tokens or classes that there are.</param>
    /// <param name="first">The number of the first of them among those of all steps, for the message.</param>
    /// <param name="batch">The number of examples of a step, for the message.</param>
    /// <param name="name">The user's name of the input, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not; the message names step, example, the allowed range and the value.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void RequireIndices(Rows<int> indices, int count, int first, int batch, string name)
    {
        for (var row = 0; row < indices.Count; row++)
        {
            if ((uint)indices.Scalar(row) >= (uint)count)
                throw IndexError(indices.Scalar(row), first + row, count, batch, name);
        }
    }

    /// <summary>The token itself, which is computed, if it is at least 0 and less than <paramref name="count"/>.</summary>
    /// <param name="index">The token or class.</param>
    /// <param name="count">The number of tokens or classes that there are.</param>
    /// <param name="name">The user's name of the input that it comes from, for the message.</param>
    /// <param name="t">The step of row 0, for the message.</param>
    /// <param name="row">The row among those of the steps from <paramref name="t"/> on, for the message.</param>
    /// <param name="batch">The number of examples of a step, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message names step, example, the allowed range and the value.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int TokenWithin(int index, int count, string name, int t, int row, int batch)
        => (uint)index < (uint)count ? index : throw IndexError(index, t * batch + row, count, batch, name);

    private static ArgumentOutOfRangeException IndexError(int index, int row, int count, int batch, string name) => new(
        name, index, $"{name}: step {row / batch}, example {row % batch} must be between 0 and {count - 1}, and is {index}.");
}
