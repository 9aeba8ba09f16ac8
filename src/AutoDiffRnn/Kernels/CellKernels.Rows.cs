using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>Copies <paramref name="width"/> columns of every row, and no padding: a slice, or a part of a concatenation.</summary>
    /// <param name="from">The rows that are read.</param>
    /// <param name="column">The first column that is read.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="to">As many rows, that are written.</param>
    /// <param name="toColumn">The first column that is written.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void CopyColumns(Rows<T> from, int column, int width, Rows<T> to, int toColumn)
    {
        BlockError.RequireRows(from.Count, to.Count, nameof(to), nameof(from));
        for (var row = 0; row < from.Count; row++)
            Elements(from, row, column, width).CopyTo(Elements(to, row, toColumn, width));
    }

    /// <summary>Sets the first <paramref name="width"/> elements of every row to <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void FillRows(Rows<T> rows, int width, T value)
    {
        for (var row = 0; row < rows.Count; row++)
            Elements(rows, row, 0, width).Fill(value);
    }

    /// <summary>Elements [column, column + width) of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Elements(Rows<T> rows, int row, int column, int width)
        => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rows.Scalar(row), column), width);
}
