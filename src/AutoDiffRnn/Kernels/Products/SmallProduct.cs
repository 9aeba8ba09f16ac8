using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels.Products;

/// <summary>
/// Products of the matrices of one example: <c>C += A·B</c>, at any distances between rows and columns. Whichever of the three sizes
/// lies one element after another is taken a vector at a time; what is left over goes element by element.
/// </summary>
/// <remarks>An element of C has the same bits, whatever rows or columns of C it is computed with.</remarks>
internal static class SmallProduct<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets a matrix to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(ref T c, MatrixRows<T> at)
    {
        for (var i = 0; i < at.Height; i++)
        {
            ref var row = ref Unsafe.Add(ref c, (nint)i * at.RowStride);
            for (var j = 0; j < at.Width; j++)
                Unsafe.Add(ref row, (nint)j * at.ColumnStride) = T.Zero;
        }
    }

    /// <summary><c>C += A</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref T a, MatrixRows<T> atA, ref T c, MatrixRows<T> atC)
    {
        for (var i = 0; i < atC.Height; i++)
        {
            ref var from = ref Unsafe.Add(ref a, (nint)i * atA.RowStride);
            ref var to = ref Unsafe.Add(ref c, (nint)i * atC.RowStride);
            if (atA.ColumnStride == 1 && atC.ColumnStride == 1)
            {
                RowSums.Add<T>(MemoryMarshal.CreateSpan(ref from, atC.Width), MemoryMarshal.CreateSpan(ref to, atC.Width));
                continue;
            }

            for (var j = 0; j < atC.Width; j++)
                Unsafe.Add(ref to, (nint)j * atC.ColumnStride) += Unsafe.Add(ref from, (nint)j * atA.ColumnStride);
        }
    }

    /// <summary>Whether a product is one column, which is computed as the transposed product: the longer side is walked along in the inner loop.</summary>
    public static bool IsColumn(MatrixRows<T> c) => c.Width == 1 && c.Height > 1;

    /// <summary><c>C += A·B</c>, where C is a product or some rows or columns of one: <paramref name="isColumn"/> says what the whole is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes>(ref T a, MatrixRows<T> atA, ref T b, MatrixRows<T> atB, ref T c, MatrixRows<T> atC, bool isColumn)
        where TLanes : struct, ILanes<TLanes, T>
    {
        if (isColumn)
        {
            AddRow<TLanes>(ref b, atB.RowStride, ref a, atA.T, ref c, atC.RowStride, atC.Height, atA.Width);
            return;
        }

        for (var i = 0; i < atC.Height; i++)
        {
            ref var left = ref Unsafe.Add(ref a, (nint)i * atA.RowStride);
            ref var sum = ref Unsafe.Add(ref c, (nint)i * atC.RowStride);
            AddRow<TLanes>(ref left, atA.ColumnStride, ref b, atB, ref sum, atC.ColumnStride, atC.Width, atA.Width);
        }
    }

    // One row of C: Σₖ left[k]·B[k, :].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow<TLanes>(ref T left, int leftStride, ref T b, MatrixRows<T> atB, ref T sum, int sumStride, int width, int depth)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var done = 0;
        if (atB.ColumnStride == 1 && sumStride == 1)
            done = SmallTile<TLanes, T>.AddRows(ref left, leftStride, ref b, atB.RowStride, ref sum, width, depth);
        else if (atB.RowStride == 1 && leftStride == 1)
            done = SmallTile<TLanes, T>.AddDots(ref left, ref b, atB.ColumnStride, ref sum, sumStride, width, depth);
        // Rounded as the vectors are, so that it does not matter which elements a worker has.
        for (var j = done; j < width; j++)
        {
            ref var column = ref Unsafe.Add(ref b, (nint)j * atB.ColumnStride);
            ref var to = ref Unsafe.Add(ref sum, (nint)j * sumStride);
            var total = to;
            for (nint k = 0; k < depth; k++)
                total = T.MultiplyAddEstimate(Unsafe.Add(ref left, k * leftStride), Unsafe.Add(ref column, k * atB.RowStride), total);
            to = total;
        }
    }
}
