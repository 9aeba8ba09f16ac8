using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>Copies matrices into panels. All are padded with zeros to whole vectors of 16.</summary>
internal static unsafe class Packing
{
    /// <summary>
    /// Copies 16 columns of <paramref name="rows"/> rows side by side: k is the row. Panels of several vectors call it for each, with
    /// <paramref name="to"/> one vector further and <paramref name="stride"/> the panel's width.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Columns(float* from, nint fromStride, nint rows, float* to, nint stride)
    {
        for (nint row = 0; row < rows; row++)
            Vector512.Load(from + row * fromStride).Store(to + row * stride);
    }

    /// <summary>Copies 16 rows of a matrix as columns: k is the matrix's column. Rows from <paramref name="rows"/> on become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transposed(float* from, nint fromStride, int rows, nint columns, float* to, nint stride)
    {
        var block = stackalloc float[16 * 16];
        for (nint column = 0; column < columns; column += 16)
        {
            var width = (int)Math.Min(16, columns - column);
            for (var row = 0; row < 16; row++)
            {
                if (row >= rows)
                    Vector512<float>.Zero.Store(block + 16 * row);
                else if (width == 16)
                    Vector512.Load(from + row * fromStride + column).Store(block + 16 * row);
                else
                    LoadPart(from + row * fromStride + column, width).Store(block + 16 * row);
            }

            Transpose(block);
            for (nint k = 0; k < width; k++)
                Vector512.Load(block + 16 * k).Store(to + (column + k) * stride);
        }
    }

    /// <summary>Copies the columns of a left side in blocks of eight: block, k, column. Adds each column's sum to <paramref name="sums"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Left(float* from, nint fromStride, nint rows, nint columns, float* to, float* sums)
    {
        for (nint column = 0; column < columns; column += 16, to += 16 * rows)
        {
            var sum = Vector512.Load(sums + column);
            for (nint row = 0; row < rows; row++)
            {
                var values = Vector512.Load(from + row * fromStride + column);
                values.GetLower().Store(to + row * 8);
                values.GetUpper().Store(to + (rows + row) * 8);
                sum += values;
            }

            sum.Store(sums + column);
        }
    }

    private static Vector512<float> LoadPart(float* from, int width)
    {
        var part = stackalloc float[16];
        for (var i = 0; i < 16; i++)
            part[i] = i < width ? from[i] : 0;
        return Vector512.Load(part);
    }

    /// <summary>Four rounds of exchanges between rows whose numbers differ in one bit: Eklundh's method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* block)
    {
        if (!Avx512F.IsSupported)
        {
            for (var row = 0; row < 16; row++)
            {
                for (var column = 0; column < row; column++)
                    (block[16 * row + column], block[16 * column + row]) = (block[16 * column + row], block[16 * row + column]);
            }

            return;
        }

        for (var distance = 1; distance < 16; distance *= 2)
        {
            var lanes = Vector512<int>.Indices;
            var moved = Vector512.Equals(lanes & Vector512.Create(distance), Vector512<int>.Zero);
            // Lane l of the upper row is its own where bit `distance` of l is 0, else lane l − distance of the lower one; and so on.
            var upper = Vector512.ConditionalSelect(moved, lanes, lanes - Vector512.Create(distance) + Vector512.Create(16));
            var lower = Vector512.ConditionalSelect(moved, lanes + Vector512.Create(distance), lanes + Vector512.Create(16));
            for (var row = 0; row < 16; row++)
            {
                if ((row & distance) != 0)
                    continue;
                var first = Vector512.Load(block + 16 * row);
                var second = Vector512.Load(block + 16 * (row + distance));
                Avx512F.PermuteVar16x32x2(first, upper, second).Store(block + 16 * row);
                Avx512F.PermuteVar16x32x2(first, lower, second).Store(block + 16 * (row + distance));
            }
        }
    }
}
