using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>The left side of a product: element (row, k) is at <c>Start[row·RowStride + k·Step]</c>.</summary>
internal unsafe readonly struct LeftSide(float* start, nint rowStride, nint step)
{
    public readonly float* Start = start;
    public readonly nint RowStride = rowStride;
    public readonly nint Step = step;

    public LeftSide From(nint row) => new(Start + row * RowStride, RowStride, Step);
}

/// <summary>
/// Where a tile's results go, and what they are added to: row r at <c>C[r·Stride]</c> is added to <c>From[r·FromStride]</c>; vectors are <c>Apart</c>
/// elements apart.
/// </summary>
internal unsafe readonly struct Target(float* c, nint stride, float* from, nint fromStride, nint apart)
{
    public readonly float* C = c;
    public readonly nint Stride = stride;
    public readonly float* From = from;
    public readonly nint FromStride = fromStride;
    public readonly nint Apart = apart;

    /// <summary>The results are added to what is there.</summary>
    public static Target AddTo(float* c, nint stride, nint apart) => new(c, stride, c, stride, apart);

    public Target At(nint row, nint column) => new(C + row * Stride + column, Stride, From + row * FromStride + column, FromStride, Apart);
}

/// <summary>A number of rows that is known when a method is compiled.</summary>
internal interface IRowCount
{
    static abstract int Rows { get; }
}

internal readonly struct Rows1 : IRowCount
{
    public static int Rows => 1;
}

internal readonly struct Rows2 : IRowCount
{
    public static int Rows => 2;
}

internal readonly struct Rows3 : IRowCount
{
    public static int Rows => 3;
}

internal readonly struct Rows4 : IRowCount
{
    public static int Rows => 4;
}

internal readonly struct Rows5 : IRowCount
{
    public static int Rows => 5;
}

internal readonly struct Rows6 : IRowCount
{
    public static int Rows => 6;
}

internal readonly struct Rows7 : IRowCount
{
    public static int Rows => 7;
}

internal readonly struct Rows8 : IRowCount
{
    public static int Rows => 8;
}

/// <summary>The innermost loop of every product: a tile of results that stays in registers while k runs.</summary>
internal static unsafe class Tile<TRow, TCount>
    where TRow : unmanaged, ITileRow<TRow>
    where TCount : struct, IRowCount
{
    /// <summary>Computes a tile: <c>target = from + left·panel</c>, where each k has one row of <paramref name="panel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LeftSide left, float* panel, nint length, Target target)
    {
        var (row, twice, step) = (left.RowStride, 2 * left.RowStride, left.Step);
        var a0 = left.Start;
        var a3 = a0 + 3 * row;
        var a6 = a0 + 6 * row;
        var (next, stride, apart) = (target.FromStride, target.Stride, target.Apart);
        // The results' places may be in the third cache. They are needed when k has run: nothing waits for them.
        for (var place = target.C; place < target.C + TCount.Rows * stride; place += stride)
            TRow.Prefetch(place, apart);
        TRow c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        for (var end = panel + length * 16 * TRow.Vectors; panel < end; panel += 16 * TRow.Vectors)
        {
            var b = TRow.Load(panel, 16);
            c0 = c0.Add(Vector512.Create(*a0), b);
            if (TCount.Rows > 1)
                c1 = c1.Add(Vector512.Create(a0[row]), b);
            if (TCount.Rows > 2)
                c2 = c2.Add(Vector512.Create(a0[twice]), b);
            if (TCount.Rows > 3)
                c3 = c3.Add(Vector512.Create(*a3), b);
            if (TCount.Rows > 4)
                c4 = c4.Add(Vector512.Create(a3[row]), b);
            if (TCount.Rows > 5)
                c5 = c5.Add(Vector512.Create(a3[twice]), b);
            if (TCount.Rows > 6)
                c6 = c6.Add(Vector512.Create(*a6), b);
            if (TCount.Rows > 7)
                c7 = c7.Add(Vector512.Create(a6[row]), b);
            a0 += step;
            a3 += step;
            a6 += step;
        }

        var c = target.C;
        var from = target.From;
        c0.Store(c, from, apart);
        if (TCount.Rows > 1)
            c1.Store(c + stride, from + next, apart);
        if (TCount.Rows > 2)
            c2.Store(c + 2 * stride, from + 2 * next, apart);
        if (TCount.Rows > 3)
            c3.Store(c + 3 * stride, from + 3 * next, apart);
        if (TCount.Rows > 4)
            c4.Store(c + 4 * stride, from + 4 * next, apart);
        if (TCount.Rows > 5)
            c5.Store(c + 5 * stride, from + 5 * next, apart);
        if (TCount.Rows > 6)
            c6.Store(c + 6 * stride, from + 6 * next, apart);
        if (TCount.Rows > 7)
            c7.Store(c + 7 * stride, from + 7 * next, apart);
    }

    /// <summary>A tile of one row: four sums for each result, because one would wait for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunOne(LeftSide left, float* panel, nint length, Target target)
    {
        var width = 16 * TRow.Vectors;
        var (step, twice) = (left.Step, 2 * left.Step);
        var thrice = step + twice;
        var a = left.Start;
        TRow.Prefetch(target.C, target.Apart);
        TRow c0 = default, c1 = default, c2 = default, c3 = default;
        var end = panel + length * width;
        for (var last = end - 3 * width; panel < last; panel += 4 * width)
        {
            c0 = c0.Add(Vector512.Create(*a), TRow.Load(panel, 16));
            c1 = c1.Add(Vector512.Create(a[step]), TRow.Load(panel + width, 16));
            c2 = c2.Add(Vector512.Create(a[twice]), TRow.Load(panel + 2 * width, 16));
            c3 = c3.Add(Vector512.Create(a[thrice]), TRow.Load(panel + 3 * width, 16));
            a += 4 * step;
        }

        for (; panel < end; panel += width, a += step)
            c0 = c0.Add(Vector512.Create(*a), TRow.Load(panel, 16));
        var one = Vector512<float>.One;
        c0.Add(one, c1).Add(one, c2.Add(one, c3)).Store(target.C, target.From, target.Apart);
    }
}
