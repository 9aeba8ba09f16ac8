using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels.Products;

/// <summary>
/// Products of the matrices of one example: <c>C += A·B</c>, at any distances between rows and columns. Whichever of the three sizes
/// lies one element after another is taken a vector at a time; what is left over goes element by element.
/// </summary>
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
            AddScaled(T.One, ref from, atA.ColumnStride, ref to, atC.ColumnStride, atC.Width);
        }
    }

    /// <summary>Whether a product is one column, which is computed as the transposed product: the longer side is walked along in the inner loop.</summary>
    public static bool IsColumn(MatrixRows<T> c) => c.Width == 1 && c.Height > 1;

    /// <summary><c>C += A·B</c>, where C is a product or some rows or columns of one: <paramref name="isColumn"/> says what the whole is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref T a, MatrixRows<T> atA, ref T b, MatrixRows<T> atB, ref T c, MatrixRows<T> atC, bool isColumn)
    {
        if (isColumn)
        {
            AddColumn(ref a, atA, ref b, atB.RowStride, ref c, atC.RowStride, atC.Height, atA.Width);
            return;
        }

        for (var i = 0; i < atC.Height; i++)
        {
            ref var left = ref Unsafe.Add(ref a, (nint)i * atA.RowStride);
            ref var sum = ref Unsafe.Add(ref c, (nint)i * atC.RowStride);
            if (atB.ColumnStride == 1)
                AddRow(ref left, atA.ColumnStride, ref b, atB, ref sum, atC.ColumnStride, atC.Width, atA.Width);
            else
                AddColumn(ref b, atB.T, ref left, atA.ColumnStride, ref sum, atC.ColumnStride, atC.Width, atA.Width);
        }
    }

    // One row of C: Σₖ left[k]·B[k, :], whose rows lie one element after another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(ref T left, int leftStride, ref T b, MatrixRows<T> atB, ref T sum, int sumStride, int width, int depth)
    {
        for (var k = 0; k < depth; k++)
            AddScaled(Unsafe.Add(ref left, (nint)k * leftStride), ref Unsafe.Add(ref b, (nint)k * atB.RowStride), 1, ref sum, sumStride, width);
    }

    // One column of C: A·v. Rows of A that lie one element after another are multiplied with v; else columns of A are added up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumn(
        ref T a, MatrixRows<T> atA, ref T vector, int vectorStride, ref T sum, int sumStride, int height, int depth)
    {
        if (atA.ColumnStride == 1 && vectorStride == 1)
        {
            for (var i = 0; i < height; i++)
                Unsafe.Add(ref sum, (nint)i * sumStride) += Dot(ref Unsafe.Add(ref a, (nint)i * atA.RowStride), ref vector, depth);
            return;
        }

        for (var k = 0; k < depth; k++)
        {
            var factor = Unsafe.Add(ref vector, (nint)k * vectorStride);
            AddScaled(factor, ref Unsafe.Add(ref a, (nint)k * atA.ColumnStride), atA.RowStride, ref sum, sumStride, height);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot(ref T a, ref T b, int length)
    {
        var lanes = Vector<T>.Zero;
        var j = 0;
        for (; j + Vector<T>.Count <= length; j += Vector<T>.Count)
            lanes += Lanes.LoadUnsafe(ref a, (nuint)j) * Lanes.LoadUnsafe(ref b, (nuint)j);
        var sum = Lanes.Sum(lanes);
        for (; j < length; j++)
            sum += Unsafe.Add(ref a, j) * Unsafe.Add(ref b, j);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(T factor, ref T from, int fromStride, ref T to, int toStride, int length)
    {
        var j = 0;
        if (fromStride == 1 && toStride == 1)
        {
            var factors = new Vector<T>(factor);
            for (; j + Vector<T>.Count <= length; j += Vector<T>.Count)
                (Lanes.LoadUnsafe(ref to, (nuint)j) + factors * Lanes.LoadUnsafe(ref from, (nuint)j)).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < length; j++)
            Unsafe.Add(ref to, (nint)j * toStride) += factor * Unsafe.Add(ref from, (nint)j * fromStride);
    }
}
