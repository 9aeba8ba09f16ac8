using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

// "ulp" is a unit in the last place of the exact result. The table in docs/language.md has the bounds, and tests hold the functions to it.
public abstract partial class CellKernels<T>
{
    /// <summary><c>eˣ</c> to 2 ulp, and to the smallest subnormal number; 0 at −∞, ∞ at ∞ and on overflow, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Exp(x);

    /// <inheritdoc cref="Exp{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Exp(T x) => Exp(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>The natural logarithm to 2 ulp, also of subnormal numbers; −∞ at ±0, ∞ at ∞, NaN for negative numbers and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Log(x);

    /// <inheritdoc cref="Log{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Log(T x) => Log(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>tanh x</c> to 4.3 ulp, and to 1.5e-7 in absolute terms for floats; ±0 at ±0, ±1 at ±∞ and never beyond, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Tanh(x);

    /// <inheritdoc cref="Tanh{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Tanh(T x) => Tanh(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>
    /// <c>1 / (1 + e^−x)</c> to 3 ulp down to the smallest normal number, and 0 below half of it: subnormal gates would only slow down
    /// what they are multiplied with. 0 at −∞, 1 at ∞, NaN for NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sigmoid(T x) => Sigmoid(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>The error function <c>2/√π ∫₀ˣ e^−t² dt</c> to 4 ulp; ±0 at ±0, ±1 at ±∞, NaN for NaN.</summary>
    protected static TLanes Erf<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => ErrorFunction.Value<TLanes, T>(x);

    /// <inheritdoc cref="Erf{TLanes}(TLanes)"/>
    protected static T Erf(T x) => Erf(Lanes128<T>.Spread(x)).Lane(0);
}
