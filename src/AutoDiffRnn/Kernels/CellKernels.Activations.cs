using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary><c>max(x, 0)</c>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Relu(Vector<T> x) => Max(x, Vector<T>.Zero);

    /// <inheritdoc cref="Relu(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Relu(T x) => Max(x, T.Zero);

    /// <summary><c>x</c> where it is positive, <c>slope·x</c> elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> LeakyRelu(Vector<T> x, Vector<T> slope) => Where(Lanes.GreaterThan(x, Vector<T>.Zero), x, slope * x);

    /// <inheritdoc cref="LeakyRelu(Vector{T}, Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T LeakyRelu(T x, T slope) => x > T.Zero ? x : slope * x;

    /// <summary><c>x</c> where it is positive, <c>eˣ − 1</c> elsewhere, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Elu(Vector<T> x) => Where(Lanes.GreaterThan(x, Vector<T>.Zero), x, Exponential<T>.ExpM1(x));

    /// <inheritdoc cref="Elu(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Elu(T x) => Elu(new Vector<T>(x))[0];

    /// <summary><c>λ·x</c> where x is positive, <c>λα·(eˣ − 1)</c> elsewhere (Klambauer et al. 2017).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Selu(Vector<T> x)
    {
        const double Alpha = 1.6732632423543772848170429916717;
        const double Lambda = 1.0507009873554804934193349852946;
        return Where(Lanes.GreaterThan(x, Vector<T>.Zero), Number(Lambda) * x, Number(Lambda * Alpha) * Exponential<T>.ExpM1(x));
    }

    /// <inheritdoc cref="Selu(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Selu(T x) => Selu(new Vector<T>(x))[0];

    /// <summary>
    /// <c>x·Φ(x) = ½x·(1 + erf(x/√2))</c>, the exact form: for floats to 1 ulp, for doubles to (4 + 2x²) ulp, because x/√2 is rounded.
    /// ∞ at ∞, NaN at −∞ (−∞ · 0) and for NaN.
    /// </summary>
    protected static Vector<T> Gelu(Vector<T> x) => ErrorFunction.Gelu(x);

    /// <inheritdoc cref="Gelu(Vector{T})"/>
    protected static T Gelu(T x) => Gelu(new Vector<T>(x))[0];

    /// <summary><c>x·sigmoid(x)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Silu(Vector<T> x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Silu(T x) => Silu(new Vector<T>(x))[0];

    /// <summary><c>log(1 + eˣ)</c>, as <c>max(x, 0) + log1p(e^−|x|)</c>, which neither overflows nor cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Softplus(Vector<T> x) => Relu(x) + Logarithm<T>.OfOnePlus(Exponential<T>.OfMinusAbs(x));

    /// <inheritdoc cref="Softplus(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Softplus(T x) => Softplus(new Vector<T>(x))[0];

    /// <summary><c>log(sigmoid(x)) = −softplus(−x)</c>: −1000 at −1000, where the logarithm of the sigmoid would be −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> LogSigmoid(Vector<T> x) => -Softplus(-x);

    /// <inheritdoc cref="LogSigmoid(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T LogSigmoid(T x) => LogSigmoid(new Vector<T>(x))[0];

    /// <summary><c>min(max(x + 3, 0), 6) / 6</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> HardSigmoid(Vector<T> x) => Clamp(x + Number(3), Vector<T>.Zero, Number(6)) / Number(6);

    /// <inheritdoc cref="HardSigmoid(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T HardSigmoid(T x) => HardSigmoid(new Vector<T>(x))[0];

    /// <summary><c>min(max(x, −1), 1)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> HardTanh(Vector<T> x) => Clamp(x, -Vector<T>.One, Vector<T>.One);

    /// <inheritdoc cref="HardTanh(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T HardTanh(T x) => Clamp(x, -T.One, T.One);
}
