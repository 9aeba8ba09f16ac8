using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>What a tile computes of a panel: both of its vectors, a <see cref="Pair{TLanes, T}"/>, or one of them.</summary>
internal interface IPanelPart<TSelf, TLanes, T>
    where TSelf : struct, IPanelPart<TSelf, TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Reads a panel's row.</summary>
    static abstract TSelf Load(ref T row);

    /// <summary><c>factor·row + this</c>, where factor is one number: a step of one row of a product.</summary>
    TSelf Add(T factor, TSelf row);

    /// <summary>Writes one row of results, <c>to = start + this</c>, at the place of the panel's row in each.</summary>
    void Store(ref T to, ref T start);
}

/// <summary>The first vector of a panel whose second one nobody needs: a last panel that is half empty takes half as long.</summary>
/// <param name="lanes">The vector.</param>
internal readonly struct FirstHalf<TLanes, T>(TLanes lanes) : IPanelPart<FirstHalf<TLanes, T>, TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _lanes = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FirstHalf<TLanes, T> Load(ref T row) => new(TLanes.Load(ref row, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FirstHalf<TLanes, T> Add(T factor, FirstHalf<TLanes, T> row) => new(TLanes.MultiplyAdd(TLanes.Spread(factor), row._lanes, _lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T to, ref T start) => (TLanes.Load(ref start, 0) + _lanes).Store(ref to, 0);
}

/// <summary>The second vector of a panel whose first one is another worker's.</summary>
/// <param name="lanes">The vector.</param>
internal readonly struct SecondHalf<TLanes, T>(TLanes lanes) : IPanelPart<SecondHalf<TLanes, T>, TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _lanes = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SecondHalf<TLanes, T> Load(ref T row) => new(TLanes.Load(ref row, TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SecondHalf<TLanes, T> Add(T factor, SecondHalf<TLanes, T> row) => new(TLanes.MultiplyAdd(TLanes.Spread(factor), row._lanes, _lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T to, ref T start) => (TLanes.Load(ref start, TLanes.Count) + _lanes).Store(ref to, TLanes.Count);
}
