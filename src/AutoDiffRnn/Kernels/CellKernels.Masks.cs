using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

// A mask has all bits of a lane set where the condition holds and none where it does not. Comparisons follow IEEE 754: with a
// NaN every one is false except "not equal".
public abstract partial class CellKernels<T>
{
    /// <summary>A mask of the lanes where <c>a &gt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Greater(Vector<T> a, Vector<T> b) => Lanes.GreaterThan(a, b);

    /// <summary>Whether <c>a &gt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Greater(T a, T b) => a > b;

    /// <summary>A mask of the lanes where <c>a ≥ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> GreaterOrEqual(Vector<T> a, Vector<T> b) => Lanes.GreaterThanOrEqual(a, b);

    /// <summary>Whether <c>a ≥ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool GreaterOrEqual(T a, T b) => a >= b;

    /// <summary>A mask of the lanes where <c>a &lt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Less(Vector<T> a, Vector<T> b) => Lanes.LessThan(a, b);

    /// <summary>Whether <c>a &lt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Less(T a, T b) => a < b;

    /// <summary>A mask of the lanes where <c>a ≤ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> LessOrEqual(Vector<T> a, Vector<T> b) => Lanes.LessThanOrEqual(a, b);

    /// <summary>Whether <c>a ≤ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool LessOrEqual(T a, T b) => a <= b;

    /// <summary>A mask of the lanes where <c>a = b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> EqualTo(Vector<T> a, Vector<T> b) => Lanes.Equals(a, b);

    /// <summary>Whether <c>a = b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool EqualTo(T a, T b) => a == b;

    /// <summary>A mask of the lanes where <c>a ≠ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> NotEqualTo(Vector<T> a, Vector<T> b) => ~Lanes.Equals(a, b);

    /// <summary>Whether <c>a ≠ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool NotEqualTo(T a, T b) => a != b;

    /// <summary>A mask of the lanes where both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> And(Vector<T> m, Vector<T> n) => m & n;

    /// <summary>Whether both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool And(bool m, bool n) => m && n;

    /// <summary>A mask of the lanes where at least one condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Or(Vector<T> m, Vector<T> n) => m | n;

    /// <summary>Whether at least one condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Or(bool m, bool n) => m || n;

    /// <summary>A mask of the lanes where the condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Not(Vector<T> m) => ~m;

    /// <summary>Whether the condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Not(bool m) => !m;

    /// <summary><paramref name="a"/> in the lanes of the mask, <paramref name="b"/> in the others; what is not taken may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Where(Vector<T> mask, Vector<T> a, Vector<T> b) => Lanes.ConditionalSelect(mask, a, b);

    /// <summary><paramref name="a"/> where the condition holds, <paramref name="b"/> otherwise; what is not taken may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Where(bool mask, T a, T b) => mask ? a : b;

    /// <summary>The token <paramref name="a"/> where the condition holds, <paramref name="b"/> otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Where(bool mask, int a, int b) => mask ? a : b;

    /// <summary>Whether <c>a &gt; b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Greater(int a, int b) => a > b;

    /// <summary>Whether <c>a ≥ b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool GreaterOrEqual(int a, int b) => a >= b;

    /// <summary>Whether <c>a &lt; b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Less(int a, int b) => a < b;

    /// <summary>Whether <c>a ≤ b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool LessOrEqual(int a, int b) => a <= b;

    /// <summary>Whether <c>a = b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool EqualTo(int a, int b) => a == b;

    /// <summary>Whether <c>a ≠ b</c>, of tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool NotEqualTo(int a, int b) => a != b;
}
