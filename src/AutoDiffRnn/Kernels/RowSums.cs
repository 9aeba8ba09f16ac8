using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>What is summed over rows.</summary>
internal interface IRowTerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The terms of a row at elements j and following, all of which exist.</summary>
    Vector<T> At(int row, nuint j);

    /// <summary>The term of a row at element j.</summary>
    T ElementAt(int row, nint j);
}

/// <summary>Sums over rows. Rows are added in chunks, whose sums are added in order: that is more precise than one long sum.</summary>
internal static class RowSums
{
    /// <summary>The rows of a chunk.</summary>
    private const int Chunk = 256;

    /// <summary><c>to[j] += from[j]</c>, for two spans of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> from, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to[..from.Length]);
        nuint j = 0;
        for (; j + (nuint)Vector<T>.Count <= (nuint)from.Length; j += (nuint)Vector<T>.Count)
            (Lanes.LoadUnsafe(ref target, j) + Lanes.LoadUnsafe(ref source, j)).StoreUnsafe(ref target, j);
        for (; j < (nuint)from.Length; j++)
            Unsafe.Add(ref target, j) += Unsafe.Add(ref source, j);
    }

    /// <summary><c>gradient[j] += Σ term(row, j)</c> over <paramref name="rows"/> rows, for every j below the gradient's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T, TTerm>(TTerm term, int rows, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : IRowTerm<T>, allows ref struct
    {
        for (var first = 0; first < rows; first += Chunk)
        {
            var end = Math.Min(first + Chunk, rows);
            var j = 0;
            for (; j + 4 * Vector<T>.Count <= gradient.Length; j += 4 * Vector<T>.Count)
                AddFourVectors(term, first, end, (nuint)j, ref gradient[j]);
            for (; j + Vector<T>.Count <= gradient.Length; j += Vector<T>.Count)
                AddVector(term, first, end, (nuint)j, ref gradient[j]);
            for (; j < gradient.Length; j++)
                AddElement(term, first, end, j, ref gradient[j]);
        }
    }

    /// <summary>Four vectors at a time use whole cache lines, and hide the latency of an addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourVectors<T, TTerm>(TTerm term, int first, int end, nuint j, ref T gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : IRowTerm<T>, allows ref struct
    {
        var count = (nuint)Vector<T>.Count;
        Vector<T> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var row = first; row < end; row++)
        {
            sum0 += term.At(row, j);
            sum1 += term.At(row, j + count);
            sum2 += term.At(row, j + 2 * count);
            sum3 += term.At(row, j + 3 * count);
        }

        (Lanes.LoadUnsafe(ref gradient) + sum0).StoreUnsafe(ref gradient);
        (Lanes.LoadUnsafe(ref gradient, count) + sum1).StoreUnsafe(ref gradient, count);
        (Lanes.LoadUnsafe(ref gradient, 2 * count) + sum2).StoreUnsafe(ref gradient, 2 * count);
        (Lanes.LoadUnsafe(ref gradient, 3 * count) + sum3).StoreUnsafe(ref gradient, 3 * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVector<T, TTerm>(TTerm term, int first, int end, nuint j, ref T gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : IRowTerm<T>, allows ref struct
    {
        Vector<T> sum = default;
        for (var row = first; row < end; row++)
            sum += term.At(row, j);
        (Lanes.LoadUnsafe(ref gradient) + sum).StoreUnsafe(ref gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddElement<T, TTerm>(TTerm term, int first, int end, nint j, ref T gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : IRowTerm<T>, allows ref struct
    {
        var sum = T.Zero;
        for (var row = first; row < end; row++)
            sum += term.ElementAt(row, j);
        gradient += sum;
    }

    /// <summary>The rows themselves.</summary>
    public readonly ref struct Plain<T>(Rows<T> rows) : IRowTerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Rows<T> _rows = rows;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> At(int row, nuint j) => Lanes.LoadUnsafe(ref _rows.Scalar(row), j);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T ElementAt(int row, nint j) => Unsafe.Add(ref _rows.Scalar(row), j);
    }

    /// <summary>The elementwise products of two operands' rows.</summary>
    public readonly ref struct Product<T>(Rows<T> a, Rows<T> b) : IRowTerm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Rows<T> _a = a;
        private readonly Rows<T> _b = b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> At(int row, nuint j) => Lanes.LoadUnsafe(ref _a.Scalar(row), j) * Lanes.LoadUnsafe(ref _b.Scalar(row), j);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T ElementAt(int row, nint j) => Unsafe.Add(ref _a.Scalar(row), j) * Unsafe.Add(ref _b.Scalar(row), j);
    }
}
