using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>Two vectors side by side: one row of a panel, or one row of a tile of results.</summary>
/// <param name="first">The first half.</param>
/// <param name="second">The second half.</param>
internal readonly struct Pair<T>(Vector<T> first, Vector<T> second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Vector<T> First = first;
    public readonly Vector<T> Second = second;

    /// <summary>The number of elements.</summary>
    public static int Length => 2 * Vector<T>.Count;

    /// <summary>The pair at element <paramref name="index"/> of a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(ref T buffer, nint index)
    {
        ref var start = ref Unsafe.Add(ref buffer, index);
        return new(Lanes.LoadUnsafe(ref start), Lanes.LoadUnsafe(ref start, (nuint)Vector<T>.Count));
    }

    /// <summary>Writes the pair to a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T buffer)
    {
        First.StoreUnsafe(ref buffer);
        Second.StoreUnsafe(ref buffer, (nuint)Vector<T>.Count);
    }

    /// <summary><c>factor·row + this</c>, where factor is one number: a step of one row of a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<T> Add(T factor, Pair<T> row)
    {
        var broadcast = new Vector<T>(factor);
        return new(Fused.MultiplyAdd(broadcast, row.First, First), Fused.MultiplyAdd(broadcast, row.Second, Second));
    }

    /// <summary>This step for the first half alone, with a factor that is already in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<T> AddFirst(Vector<T> factor, Vector<T> half) => new(Fused.MultiplyAdd(factor, half, First), Second);

    /// <summary>This step for the second half alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pair<T> AddSecond(Vector<T> factor, Vector<T> half) => new(First, Fused.MultiplyAdd(factor, half, Second));
}
