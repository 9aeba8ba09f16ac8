using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary><c>max(x, 0)</c>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Relu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => Max(x, TLanes.Zero);

    /// <inheritdoc cref="Relu{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Relu(T x) => Max(x, T.Zero);

    /// <summary><c>x</c> where it is positive, <c>slope·x</c> elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes LeakyRelu<TLanes>(TLanes x, TLanes slope)
        where TLanes : struct, ILanes<TLanes, T>
        => Where(TLanes.Less(TLanes.Zero, x), x, slope * x);

    /// <inheritdoc cref="LeakyRelu{TLanes}(TLanes, TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T LeakyRelu(T x, T slope) => x > T.Zero ? x : slope * x;

    /// <summary><c>x</c> where it is positive, <c>eˣ − 1</c> elsewhere, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Elu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => Where(TLanes.Less(TLanes.Zero, x), x, TLanes.ExpM1(x));

    /// <inheritdoc cref="Elu{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Elu(T x) => Elu(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>λ·x</c> where x is positive, <c>λα·(eˣ − 1)</c> elsewhere (Klambauer et al. 2017).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Selu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
    {
        const double Alpha = 1.6732632423543772848170429916717;
        const double Lambda = 1.0507009873554804934193349852946;
        return Where(TLanes.Less(TLanes.Zero, x), Number<TLanes>(Lambda) * x, Number<TLanes>(Lambda * Alpha) * TLanes.ExpM1(x));
    }

    /// <inheritdoc cref="Selu{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Selu(T x) => Selu(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary>
    /// <c>x·Φ(x) = ½x·(1 + erf(x/√2))</c>, the exact form: for floats to 1 ulp, for doubles to 8 ulp; ∞ at ∞, NaN at −∞ (−∞ · 0) and for NaN.
    /// </summary>
    protected static TLanes Gelu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => ErrorFunction.Gelu<TLanes, T>(x);

    /// <inheritdoc cref="Gelu{TLanes}(TLanes)"/>
    protected static T Gelu(T x) => Gelu(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>x·sigmoid(x)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Silu<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => x * Sigmoid(x);

    /// <inheritdoc cref="Silu{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Silu(T x) => Silu(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>log(1 + eˣ)</c>, as <c>max(x, 0) + log1p(e^−|x|)</c>, which neither overflows nor cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes Softplus<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.Softplus(x);

    /// <inheritdoc cref="Softplus{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Softplus(T x) => Softplus(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>log(sigmoid(x)) = −softplus(−x)</c>: −1000 at −1000, where the logarithm of the sigmoid would be −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes LogSigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => -Softplus(-x);

    /// <inheritdoc cref="LogSigmoid{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T LogSigmoid(T x) => LogSigmoid(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>min(max(x + 3, 0), 6) / 6</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes HardSigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => Clamp(x + Number<TLanes>(3), TLanes.Zero, Number<TLanes>(6)) / Number<TLanes>(6);

    /// <inheritdoc cref="HardSigmoid{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T HardSigmoid(T x) => HardSigmoid(Lanes128<T>.Spread(x)).Lane(0);

    /// <summary><c>min(max(x, −1), 1)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static TLanes HardTanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        => Clamp(x, -TLanes.One, TLanes.One);

    /// <inheritdoc cref="HardTanh{TLanes}(TLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T HardTanh(T x) => Clamp(x, -T.One, T.One);
}
