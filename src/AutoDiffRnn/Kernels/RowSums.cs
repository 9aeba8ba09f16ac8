using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>What is summed over rows.</summary>
internal interface IRowTerm<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>sum + term</c> for the elements of a row from j on; those behind the end of the row may be anything.</summary>
    TLanes AddTo(TLanes sum, int row, nuint j);
}

/// <summary>
/// Sums over rows, of each column its own. Rows are added in chunks, whose sums are added in order: that is more precise than one long sum. Rows are
/// padded, so that whole vectors of them can be read; the gradient is the user's memory and ends where it ends.
/// </summary>
internal static class RowSums<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>gradient[j] += Σ term(row, j)</c> over <paramref name="rows"/> rows, for every j below the gradient's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TTerm>(TTerm term, int rows, Span<T> gradient)
        where TTerm : IRowTerm<TLanes, T>, allows ref struct
    {
        for (var first = 0; first < rows; first += RowSums.Chunk)
            AddChunk(term, first, Math.Min(first + RowSums.Chunk, rows), gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddChunk<TTerm>(TTerm term, int first, int end, Span<T> gradient)
        where TTerm : IRowTerm<TLanes, T>, allows ref struct
    {
        var lanes = (int)TLanes.Count;
        var j = 0;
        for (; j + 4 * lanes <= gradient.Length; j += 4 * lanes)
            AddFour(term, first, end, (nuint)j, ref gradient[j]);
        if (j + 2 * lanes <= gradient.Length)
        {
            AddTwo(term, first, end, (nuint)j, ref gradient[j]);
            j += 2 * lanes;
        }

        for (; j < gradient.Length; j += lanes)
            AddOne(term, first, end, (nuint)j, gradient[j..]);
    }

    /// <summary>Four vectors at a time use whole cache lines, and hide the latency of an addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour<TTerm>(TTerm term, int first, int end, nuint j, ref T gradient)
        where TTerm : IRowTerm<TLanes, T>, allows ref struct
    {
        TLanes sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var row = first; row < end; row++)
        {
            sum0 = term.AddTo(sum0, row, j);
            sum1 = term.AddTo(sum1, row, j + TLanes.Count);
            sum2 = term.AddTo(sum2, row, j + 2 * TLanes.Count);
            sum3 = term.AddTo(sum3, row, j + 3 * TLanes.Count);
        }

        (TLanes.Load(ref gradient, 0) + sum0).Store(ref gradient, 0);
        (TLanes.Load(ref gradient, TLanes.Count) + sum1).Store(ref gradient, TLanes.Count);
        (TLanes.Load(ref gradient, 2 * TLanes.Count) + sum2).Store(ref gradient, 2 * TLanes.Count);
        (TLanes.Load(ref gradient, 3 * TLanes.Count) + sum3).Store(ref gradient, 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwo<TTerm>(TTerm term, int first, int end, nuint j, ref T gradient)
        where TTerm : IRowTerm<TLanes, T>, allows ref struct
    {
        TLanes sum0 = default, sum1 = default;
        for (var row = first; row < end; row++)
        {
            sum0 = term.AddTo(sum0, row, j);
            sum1 = term.AddTo(sum1, row, j + TLanes.Count);
        }

        (TLanes.Load(ref gradient, 0) + sum0).Store(ref gradient, 0);
        (TLanes.Load(ref gradient, TLanes.Count) + sum1).Store(ref gradient, TLanes.Count);
    }

    /// <summary>One vector, of which the gradient may hold the beginning only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne<TTerm>(TTerm term, int first, int end, nuint j, Span<T> gradient)
        where TTerm : IRowTerm<TLanes, T>, allows ref struct
    {
        TLanes sum = default;
        for (var row = first; row < end; row++)
            sum = term.AddTo(sum, row, j);
        if (gradient.Length >= (int)TLanes.Count)
        {
            (TLanes.Load(ref gradient[0], 0) + sum).Store(ref gradient[0], 0);
            return;
        }

        for (var lane = 0; lane < gradient.Length; lane++)
            gradient[lane] += sum.Lane(lane);
    }

    /// <summary>The rows themselves.</summary>
    public readonly ref struct Plain(Rows<T> rows) : IRowTerm<TLanes, T>
    {
        private readonly Rows<T> _rows = rows;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes AddTo(TLanes sum, int row, nuint j) => sum + TLanes.Load(ref _rows.Scalar(row), j);
    }

    /// <summary>The elementwise products of two operands' rows.</summary>
    public readonly ref struct Product(Rows<T> a, Rows<T> b) : IRowTerm<TLanes, T>
    {
        private readonly Rows<T> _a = a;
        private readonly Rows<T> _b = b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes AddTo(TLanes sum, int row, nuint j)
            => TLanes.MultiplyAdd(TLanes.Load(ref _a.Scalar(row), j), TLanes.Load(ref _b.Scalar(row), j), sum);
    }
}

/// <summary>One row added to another.</summary>
internal static class RowSums
{
    /// <summary>The rows of a chunk.</summary>
    internal const int Chunk = 256;

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
}
