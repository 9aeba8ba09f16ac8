using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>What the elementary functions know about the bits of <typeparamref name="T"/>, and steps that they share.</summary>
internal static class Lane<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether lanes are float: every branch on it folds away.</summary>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <summary>A number in every lane, rounded to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Number(double value) => IsSingle
        ? Lanes.As<float, T>(new Vector<float>((float)value))
        : Lanes.As<double, T>(new Vector<double>(value));

    /// <summary>One constant for float, another for double: a clamp, say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Number(float single, double precise) => Number(IsSingle ? single : precise);

    /// <summary>The smaller of a limit and x; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> AtMost(Vector<T> limit, Vector<T> x) => Lanes.ConditionalSelect(Lanes.LessThan(limit, x), limit, x);

    /// <summary>The larger of a limit and x; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> AtLeast(Vector<T> limit, Vector<T> x) => Lanes.ConditionalSelect(Lanes.GreaterThan(limit, x), limit, x);

    /// <summary>x with the sign of <paramref name="sign"/>, where x is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> WithSignOf(Vector<T> x, Vector<T> sign) => x | (sign & Number(-0.0));

    /// <summary>The nearest integer, for |x| below 2²² (float) or 2⁵¹: where the unit of the last place is one, an addition rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Round(Vector<T> x)
    {
        var oneAndAHalf = Number(12582912.0f, 6755399441055744.0); // 1.5·2²³, 1.5·2⁵²
        return x + oneAndAHalf - oneAndAHalf;
    }

    /// <summary>
    /// 2ⁿ for integers n from −127 to 128 (float) or −1023 to 1024: zero for the lowest, infinity for the highest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> PowerOfTwo(Vector<T> n)
    {
        // The addition leaves the biased exponent in the lowest bits, and the shift moves it into place.
        var bits = n + Number(12582912.0f + 127, 6755399441055744.0 + 1023);
        return IsSingle
            ? Lanes.As<int, T>(Lanes.ShiftLeft(Lanes.As<T, int>(bits), 23))
            : Lanes.As<long, T>(Lanes.ShiftLeft(Lanes.As<T, long>(bits), 52));
    }

    /// <summary>Σ cᵢxⁱ by Horner's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Step(Vector<T> sum, Vector<T> x, double coefficient) => Fused.MultiplyAdd(sum, x, Number(coefficient));
}
