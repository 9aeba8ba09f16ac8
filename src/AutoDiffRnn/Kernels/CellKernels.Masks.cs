using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

// A mask has all bits of a lane set where the condition holds and none where it does not. Comparisons follow IEEE 754: with a
// NaN every one is false except "not equal".
public abstract partial class CellKernels<T>
{
    /// <summary>A mask of the lanes where <c>a &gt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Greater<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Less(b, a);

    /// <summary>Whether <c>a &gt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Greater(T a, T b) => a > b;

    /// <summary>A mask of the lanes where <c>a ≥ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes GreaterOrEqual<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.LessOrEqual(b, a);

    /// <summary>Whether <c>a ≥ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool GreaterOrEqual(T a, T b) => a >= b;

    /// <summary>A mask of the lanes where <c>a &lt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Less<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Less(a, b);

    /// <summary>Whether <c>a &lt; b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Less(T a, T b) => a < b;

    /// <summary>A mask of the lanes where <c>a ≤ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes LessOrEqual<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.LessOrEqual(a, b);

    /// <summary>Whether <c>a ≤ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool LessOrEqual(T a, T b) => a <= b;

    /// <summary>A mask of the lanes where <c>a = b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes EqualTo<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.EqualTo(a, b);

    /// <summary>Whether <c>a = b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool EqualTo(T a, T b) => a == b;

    /// <summary>A mask of the lanes where <c>a ≠ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes NotEqualTo<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => ~TLanes.EqualTo(a, b);

    /// <summary>Whether <c>a ≠ b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool NotEqualTo(T a, T b) => a != b;

    /// <summary>A mask of the lanes where both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes And<TLanes>(TLanes m, TLanes n)
        where TLanes : struct, ILanes<TLanes, T>
        => m & n;

    /// <summary>Whether both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool And(bool m, bool n) => m && n;

    /// <summary>A mask of the lanes where at least one condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Or<TLanes>(TLanes m, TLanes n)
        where TLanes : struct, ILanes<TLanes, T>
        => m | n;

    /// <summary>Whether at least one condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Or(bool m, bool n) => m || n;

    /// <summary>A mask of the lanes where the condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Not<TLanes>(TLanes m)
        where TLanes : struct, ILanes<TLanes, T>
        => ~m;

    /// <summary>Whether the condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool Not(bool m) => !m;

    /// <summary><paramref name="a"/> in the lanes of the mask, <paramref name="b"/> in the others; what is not taken may be NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Where<TLanes>(TLanes mask, TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Where(mask, a, b);

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
