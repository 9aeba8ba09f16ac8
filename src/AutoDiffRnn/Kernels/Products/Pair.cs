using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Two vectors side by side: one row of a panel, or one row of a tile of results.</summary>
/// <param name="first">The first half.</param>
/// <param name="second">The second half.</param>
internal readonly struct Pair<TLanes, T>(TLanes first, TLanes second) : IPanelPart<Pair<TLanes, T>, TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly TLanes First = first;
    public readonly TLanes Second = second;

    /// <summary>The number of elements.</summary>
    public static int Length => 2 * (int)TLanes.Count;

    /// <summary>The pair at element <paramref name="index"/> of a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Load(ref T buffer, nint index)
    {
        ref var start = ref Unsafe.Add(ref buffer, index);
        return new(TLanes.Load(ref start, 0), TLanes.Load(ref start, TLanes.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Load(ref T row) => Load(ref row, 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T to, ref T start)
    {
        (TLanes.Load(ref start, 0) + First).Store(ref to, 0);
        (TLanes.Load(ref start, TLanes.Count) + Second).Store(ref to, TLanes.Count);
    }

    /// <summary>Writes the pair to a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T buffer)
    {
        First.Store(ref buffer, 0);
        Second.Store(ref buffer, TLanes.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<TLanes, T> Add(T factor, Pair<TLanes, T> row)
    {
        var broadcast = TLanes.Spread(factor);
        return new(TLanes.MultiplyAdd(broadcast, row.First, First), TLanes.MultiplyAdd(broadcast, row.Second, Second));
    }

    /// <summary><c>factor·row + this</c>, with a factor that is already in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<TLanes, T> Add(TLanes factor, Pair<TLanes, T> row)
        => new(TLanes.MultiplyAdd(factor, row.First, First), TLanes.MultiplyAdd(factor, row.Second, Second));

    /// <summary>The sum of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<TLanes, T> Plus(Pair<TLanes, T> other) => new(First + other.First, Second + other.Second);

    /// <summary>The sum of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Sum(Pair<TLanes, T> a, Pair<TLanes, T> b, Pair<TLanes, T> c, Pair<TLanes, T> d)
        => new((a.First + b.First) + (c.First + d.First), (a.Second + b.Second) + (c.Second + d.Second));

    /// <summary>This step for the first half alone, with a factor that is already in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<TLanes, T> AddFirst(TLanes factor, TLanes half) => new(TLanes.MultiplyAdd(factor, half, First), Second);

    /// <summary>This step for the second half alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<TLanes, T> AddSecond(TLanes factor, TLanes half) => new(First, TLanes.MultiplyAdd(factor, half, Second));
}
