using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

// "ulp" is a unit in the last place of the exact result. The bounds were found by scans; the tests repeat them.
public abstract partial class CellKernels<T>
{
    /// <summary><c>eˣ</c> to 2 ulp, and to the smallest subnormal number; 0 at −∞, ∞ at ∞ and on overflow, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Exp(Vector<T> x) => Exponential<T>.Exp(x);

    /// <inheritdoc cref="Exp(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Exp(T x) => Exp(new Vector<T>(x))[0];

    /// <summary>The natural logarithm to 2 ulp, also of subnormal numbers; −∞ at ±0, ∞ at ∞, NaN for negative numbers and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Log(Vector<T> x) => Logarithm<T>.Log(x);

    /// <inheritdoc cref="Log(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Log(T x) => Log(new Vector<T>(x))[0];

    /// <summary><c>tanh x</c> to 4 ulp everywhere, which is 2e-7 absolute for floats; ±0 at ±0, ±1 at ±∞ and never beyond, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Tanh(Vector<T> x) => Exponential<T>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Tanh(T x) => Tanh(new Vector<T>(x))[0];

    /// <summary>
    /// <c>1 / (1 + e^−x)</c> to 4 ulp down to the smallest normal number, and 0 below it: subnormal gates would only slow down what
    /// they are multiplied with. 0 at −∞, 1 at ∞, NaN for NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Sigmoid(Vector<T> x)
    {
        // With e = e^−|x| it is 1 / (1 + e) on the right and e / (1 + e) on the left: nothing overflows or cancels.
        var exp = Exponential<T>.OfMinusAbs(x);
        return Where(Lanes.LessThan(x, Vector<T>.Zero), exp, Vector<T>.One) / (Vector<T>.One + exp);
    }

    /// <inheritdoc cref="Sigmoid(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sigmoid(T x) => Sigmoid(new Vector<T>(x))[0];

    /// <summary>The error function <c>2/√π ∫₀ˣ e^−t² dt</c> to 4 ulp; ±0 at ±0, ±1 at ±∞, NaN for NaN.</summary>
    protected static Vector<T> Erf(Vector<T> x) => ErrorFunction.Value(x);

    /// <inheritdoc cref="Erf(Vector{T})"/>
    protected static T Erf(T x) => Erf(new Vector<T>(x))[0];
}
