using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// Two vectors that lie one after another, computed side by side: while one waits for the result of a long chain (a function, and what is made of
/// it), the processor works at the other. A kernel is written once, and runs over pairs where a row has two vectors left.
/// </summary>
/// <typeparam name="TLanes">Each of the two vectors.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <param name="low">The first lanes.</param>
/// <param name="high">Those after them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LanePair<TLanes, T>(TLanes low, TLanes high) : ILanes<LanePair<TLanes, T>, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private TLanes _low = low;
    private TLanes _high = high;

    /// <inheritdoc/>
    public static nuint Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Count + TLanes.Count;
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Zero, TLanes.Zero);
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.One, TLanes.One);
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Indices, TLanes.Indices + TLanes.Spread(T.CreateTruncating(TLanes.Count)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Spread(T value) => new(TLanes.Spread(value), TLanes.Spread(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> OfBits(long bits) => new(TLanes.OfBits(bits), TLanes.OfBits(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Load(ref T row, nuint index) => new(TLanes.Load(ref row, index), TLanes.Load(ref row, index + TLanes.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T row, nuint index)
    {
        _low.Store(ref row, index);
        _high.Store(ref row, index + TLanes.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator +(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low + b._low, a._high + b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator -(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low - b._low, a._high - b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator *(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low * b._low, a._high * b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator /(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low / b._low, a._high / b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator &(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low & b._low, a._high & b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator |(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(a._low | b._low, a._high | b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator -(LanePair<TLanes, T> a) => new(-a._low, -a._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator ~(LanePair<TLanes, T> a) => new(~a._low, ~a._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> MultiplyAdd(LanePair<TLanes, T> a, LanePair<TLanes, T> b, LanePair<TLanes, T> c)
        => new(TLanes.MultiplyAdd(a._low, b._low, c._low), TLanes.MultiplyAdd(a._high, b._high, c._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Abs(LanePair<TLanes, T> a) => new(TLanes.Abs(a._low), TLanes.Abs(a._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Sqrt(LanePair<TLanes, T> a) => new(TLanes.Sqrt(a._low), TLanes.Sqrt(a._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Exp(LanePair<TLanes, T> x) => new(TLanes.Exp(x._low), TLanes.Exp(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> ExpM1(LanePair<TLanes, T> x) => new(TLanes.ExpM1(x._low), TLanes.ExpM1(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Log(LanePair<TLanes, T> x) => new(TLanes.Log(x._low), TLanes.Log(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Tanh(LanePair<TLanes, T> x) => new(TLanes.Tanh(x._low), TLanes.Tanh(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Sigmoid(LanePair<TLanes, T> x) => new(TLanes.Sigmoid(x._low), TLanes.Sigmoid(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Softplus(LanePair<TLanes, T> x) => new(TLanes.Softplus(x._low), TLanes.Softplus(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Sin(LanePair<TLanes, T> x) => new(TLanes.Sin(x._low), TLanes.Sin(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Cos(LanePair<TLanes, T> x) => new(TLanes.Cos(x._low), TLanes.Cos(x._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Pow(LanePair<TLanes, T> x, LanePair<TLanes, T> y) => new(TLanes.Pow(x._low, y._low), TLanes.Pow(x._high, y._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Max(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(TLanes.Max(a._low, b._low), TLanes.Max(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Min(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(TLanes.Min(a._low, b._low), TLanes.Min(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Less(LanePair<TLanes, T> a, LanePair<TLanes, T> b) => new(TLanes.Less(a._low, b._low), TLanes.Less(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> LessOrEqual(LanePair<TLanes, T> a, LanePair<TLanes, T> b)
        => new(TLanes.LessOrEqual(a._low, b._low), TLanes.LessOrEqual(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> EqualTo(LanePair<TLanes, T> a, LanePair<TLanes, T> b)
        => new(TLanes.EqualTo(a._low, b._low), TLanes.EqualTo(a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Where(LanePair<TLanes, T> mask, LanePair<TLanes, T> a, LanePair<TLanes, T> b)
        => new(TLanes.Where(mask._low, a._low, b._low), TLanes.Where(mask._high, a._high, b._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Total(LanePair<TLanes, T> a) => TLanes.Total(a._low + a._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Lane(int index) => index < (int)TLanes.Count ? _low.Lane(index) : _high.Lane(index - (int)TLanes.Count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddSquaresTo(ref LanePair<TLanes, T> low, ref LanePair<TLanes, T> high)
    {
        _low.AddSquaresTo(ref low._low, ref high._low);
        _high.AddSquaresTo(ref low._high, ref high._high);
    }

    /// <inheritdoc/>
    public static double TotalOfSquares(LanePair<TLanes, T> low, LanePair<TLanes, T> high)
        => TLanes.TotalOfSquares(low._low, high._low) + TLanes.TotalOfSquares(low._high, high._high);
}
