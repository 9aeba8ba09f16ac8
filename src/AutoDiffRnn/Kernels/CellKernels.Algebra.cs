using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary><c>√x</c>, correctly rounded; NaN for negative numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Sqrt<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Sqrt(x);

    /// <inheritdoc cref="Sqrt{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sqrt(T x) => T.Sqrt(x);

    /// <summary><c>|x|</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Abs<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Abs(x);

    /// <inheritdoc cref="Abs{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Abs(T x) => T.Abs(x);

    /// <summary><c>x²</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Square<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => x * x;

    /// <inheritdoc cref="Square{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Square(T x) => x * x;

    /// <summary><c>1/x</c>, correctly rounded; an infinity for a zero of the same sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Reciprocal<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.One / x;

    /// <inheritdoc cref="Reciprocal{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Reciprocal(T x) => T.One / x;

    /// <summary>−1, 0 or 1: the sign of x; 0 for both zeros, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Sign<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var positive = TLanes.Less(TLanes.Zero, x) & TLanes.One;
        var negative = TLanes.Less(x, TLanes.Zero) & TLanes.One;
        return Where(TLanes.EqualTo(x, x), positive - negative, x);
    }

    /// <inheritdoc cref="Sign{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sign(T x) => Sign(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>The larger of each two lanes; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Max<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Max(a, b);

    /// <summary>The larger of two numbers; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Max(T a, T b) => T.Max(a, b);

    /// <summary>The smaller of each two lanes; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Min<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Min(a, b);

    /// <summary>The smaller of two numbers; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Min(T a, T b) => T.Min(a, b);

    /// <summary><c>min(max(x, low), high)</c>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Clamp<TLanes>(TLanes x, TLanes low, TLanes high)
        where TLanes : struct, ILanes<TLanes, T>
        => Min(Max(x, low), high);

    /// <inheritdoc cref="Clamp{TLanes}(TLanes, TLanes, TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Clamp(T x, T low, T high) => Min(Max(x, low), high);

    /// <summary>
    /// <c>xʸ</c> to 2 ulp, with the special cases of IEEE 754: 1 for y = 0 and for x = 1 whatever the other is, NaN for a negative number to
    /// the power of a fraction.
    /// </summary>
    /// <remarks>A call: it is as long as a gate loop, and a kernel must stay short enough to be inlined as a whole.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected static TLanes Pow<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Pow(x, y);

    /// <inheritdoc cref="Pow{TLanes}(TLanes, TLanes)"/>
    protected static T Pow(T x, T y) => Pow(Lanes128<T>.Spread(x), Lanes128<T>.Spread(y)).Lane(0);
}
