using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary><c>eˣ</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Exp(Vector<T> x) => Map(x, Math.Exp);

    /// <inheritdoc cref="Exp(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Exp(T x) => Exp(new Vector<T>(x))[0];

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Log(Vector<T> x) => Map(x, Math.Log);

    /// <inheritdoc cref="Log(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Log(T x) => Log(new Vector<T>(x))[0];

    /// <summary><c>tanh x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Tanh(Vector<T> x) => Map(x, Math.Tanh);

    /// <inheritdoc cref="Tanh(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Tanh(T x) => Tanh(new Vector<T>(x))[0];

    /// <summary><c>1 / (1 + e^−x)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Sigmoid(Vector<T> x) => Map(x, static x => 1 / (1 + Math.Exp(-x)));

    /// <inheritdoc cref="Sigmoid(Vector{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Sigmoid(T x) => Sigmoid(new Vector<T>(x))[0];

    /// <summary><c>sin x</c>.</summary>
    protected static Vector<T> Sin(Vector<T> x) => Map(x, Math.Sin);

    /// <inheritdoc cref="Sin(Vector{T})"/>
    protected static T Sin(T x) => Sin(new Vector<T>(x))[0];

    /// <summary><c>cos x</c>.</summary>
    protected static Vector<T> Cos(Vector<T> x) => Map(x, Math.Cos);

    /// <inheritdoc cref="Cos(Vector{T})"/>
    protected static T Cos(T x) => Cos(new Vector<T>(x))[0];

    /// <summary>The error function <c>2/√π ∫₀ˣ e^−t² dt</c>.</summary>
    protected static Vector<T> Erf(Vector<T> x) => ErrorFunction.Value(x);

    /// <inheritdoc cref="Erf(Vector{T})"/>
    protected static T Erf(T x) => Erf(new Vector<T>(x))[0];

    private static Vector<T> ExpM1(Vector<T> x) => Map(x, static x => Math.Abs(x) < 1e-5 ? x + x * x / 2 : Math.Exp(x) - 1);

    private static Vector<T> Log1P(Vector<T> x) => Map(x, static x =>
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(x) ? x : Math.Log(u) * x / (u - 1);
    });

    private static Vector<T> Map(Vector<T> x, Func<double, double> f)
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = Scalar(f(double.CreateTruncating(x[lane])));
        return new Vector<T>(lanes);
    }
}
