using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary><c>√x</c>, correctly rounded; NaN for negative numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Sqrt(Vector<T> x) => Lanes.SquareRoot(x);

    /// <inheritdoc cref="Sqrt(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sqrt(T x) => T.Sqrt(x);

    /// <summary><c>|x|</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Abs(Vector<T> x) => Lanes.Abs(x);

    /// <inheritdoc cref="Abs(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Abs(T x) => T.Abs(x);

    /// <summary><c>x²</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Square(Vector<T> x) => x * x;

    /// <inheritdoc cref="Square(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Square(T x) => x * x;

    /// <summary><c>1/x</c>, correctly rounded; an infinity for a zero of the same sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Reciprocal(Vector<T> x) => Vector<T>.One / x;

    /// <inheritdoc cref="Reciprocal(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Reciprocal(T x) => T.One / x;

    /// <summary>−1, 0 or 1: the sign of x; 0 for both zeros, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Sign(Vector<T> x)
    {
        var positive = Lanes.GreaterThan(x, Vector<T>.Zero) & Vector<T>.One;
        var negative = Lanes.LessThan(x, Vector<T>.Zero) & Vector<T>.One;
        return Where(Lanes.Equals(x, x), positive - negative, x);
    }

    /// <inheritdoc cref="Sign(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sign(T x) => Sign(new Vector<T>(x))[0];

    /// <summary>The larger of each two lanes; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Max(Vector<T> a, Vector<T> b) => Lanes.Max(a, b);

    /// <summary>The larger of two numbers; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Max(T a, T b) => T.Max(a, b);

    /// <summary>The smaller of each two lanes; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Min(Vector<T> a, Vector<T> b) => Lanes.Min(a, b);

    /// <summary>The smaller of two numbers; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Min(T a, T b) => T.Min(a, b);

    /// <summary><c>min(max(x, low), high)</c>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Clamp(Vector<T> x, Vector<T> low, Vector<T> high) => Min(Max(x, low), high);

    /// <inheritdoc cref="Clamp(Vector{T}, Vector{T}, Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Clamp(T x, T low, T high) => Min(Max(x, low), high);

    /// <summary><c>xʸ</c>, each lane by the runtime's scalar power.</summary>
    protected static Vector<T> Pow(Vector<T> x, Vector<T> y)
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.Pow(x[lane], y[lane]);
        return new Vector<T>(lanes);
    }

    /// <summary><c>xʸ</c>, by the runtime's scalar power.</summary>
    protected static T Pow(T x, T y) => T.Pow(x, y);
}
