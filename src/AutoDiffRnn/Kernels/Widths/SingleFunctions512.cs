using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The elementary functions of float in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <para>
/// Exponentials: x = n·ln 2 + r with |r| ≤ ½ ln 2, so <c>eˣ = 2ⁿ·eʳ</c>; ln 2 is subtracted in two parts, of which the first times n is
/// exact. <c>eʳ − 1 = r + r²·q(r)</c> with a minimax polynomial q of degree 4 (error 5.5e-9 of eʳ). Logarithms: x = 2ᵏ·(1 + f) with
/// 1 + f from √½ to √2, and with s = f / (2 + f) <c>log(1 + f) = 2s + s·z·p(z)</c>, z = s², p of degree 3. The polynomials were
/// computed for this project by Remez' exchange in 60 digits; what remains is rounding.
/// </para>
/// <para>
/// Everything is an instruction of the processor, or a call that is one: the JIT gives up inlining in a method with too many calls.
/// </para>
/// </remarks>
internal static class SingleFunctions512
{
    /// <summary><c>eˣ</c>. The power of two is applied in two halves, because 2ⁿ itself may not be representable where eˣ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them. A comparison with NaN is false, and keeps it.
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-104f)), Vector512.Create(-104f), x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(89f)), Vector512.Create(89f), x);
        var n = Nearest(x * Vector512.Create(1.44269504f));
        var half = Nearest(n * Vector512.Create(0.5f));
        return (Vector512<float>.One + RestExpM1(x, n)) * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-20f)), Vector512.Create(-20f), x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(89f)), Vector512.Create(89f), x);
        var n = Nearest(x * Vector512.Create(1.44269504f));
        // 2ⁿ⁻¹, because 2ⁿ may overflow where the result does not.
        var power = PowerOfTwo(n - Vector512<float>.One);
        var halved = Vector512.MultiplyAddEstimate(power, RestExpM1(x, n), power - Vector512.Create(0.5f));
        return halved + halved;
    }

    /// <summary><c>tanh |x| = (e^2|x| − 1) / (e^2|x| + 1)</c> with the sign of x: never above 1, and as precise near 0 as elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var doubled = Vector512.Abs(x) + Vector512.Abs(x);
        // At the limit the two is lost beside e^2|x|, and the quotient is exactly 1.
        doubled = Vector512.ConditionalSelect(Vector512.GreaterThan(doubled, Vector512.Create(20f)), Vector512.Create(20f), doubled);
        var n = Nearest(doubled * Vector512.Create(1.44269504f));
        var power = PowerOfTwo(n);
        var difference = Vector512.MultiplyAddEstimate(power, RestExpM1(doubled, n), power - Vector512<float>.One);
        return (difference / (difference + Vector512.Create(2f))) | (x & Vector512.Create(-0f));
    }

    /// <summary><c>1 / (1 + e^−x)</c>: with e = e^−|x| it is 1 / (1 + e) on the right and e / (1 + e) on the left, so nothing overflows or cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        var exp = ExpOfMinusAbs(x);
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), exp, Vector512<float>.One);
        return numerator / (Vector512<float>.One + exp);
    }

    /// <summary><c>log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        var exp = ExpOfMinusAbs(x);
        // 1 + e is halved where it is beyond √2.
        var isDoubled = Vector512.GreaterThan(exp, Vector512.Create(0.414213568f));
        var f = Vector512.ConditionalSelect(isDoubled, (exp - Vector512<float>.One) * Vector512.Create(0.5f), exp);
        return Vector512.Max(x, Vector512<float>.Zero) + LogOf(isDoubled & Vector512<float>.One, f);
    }

    /// <summary><c>log x</c>: NaN below 0, −∞ at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var infinity = Vector512.Create(float.PositiveInfinity);
        var isSubnormal = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        var scaled = Vector512.ConditionalSelect(isSubnormal, x * Vector512.Create(33554432f), x); // 2²⁵
        // The bits of 1 minus those of √½ are added first, so that the exponent steps at √½ and not at 1. The exponent becomes a
        // floating point number as the low bits of 2²³, which are ones.
        var bits = scaled.AsInt32() + Vector512.Create(0x3F800000 - 0x3F3504F3);
        var exponent = Vector512.ShiftRightLogical(bits, 23) | Vector512.Create(0x4B000000);
        var mantissa = (bits & Vector512.Create(0x007FFFFF)) + Vector512.Create(0x3F3504F3);
        var k = exponent.AsSingle() - Vector512.Create(8388608f + 127f) - (isSubnormal & Vector512.Create(25f));
        var result = LogOf(k, mantissa.AsSingle() - Vector512<float>.One);
        var isRegular = Vector512.GreaterThan(x, Vector512<float>.Zero) & Vector512.LessThan(x, infinity);
        var ofNegative = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NaN), x);
        var special = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), -infinity, ofNegative);
        return Vector512.ConditionalSelect(isRegular, result, special);
    }

    // e^−|x|, and 0 where that is no normal number any more: at the limit n is the lowest exponent of PowerOfTwo.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfMinusAbs(Vector512<float> x)
    {
        var negative = x | Vector512.Create(-0f);
        negative = Vector512.ConditionalSelect(Vector512.LessThan(negative, Vector512.Create(-88f)), Vector512.Create(-88f), negative);
        var n = Nearest(negative * Vector512.Create(1.44269504f));
        var power = PowerOfTwo(n);
        return Vector512.MultiplyAddEstimate(power, RestExpM1(negative, n), power);
    }

    // eʳ − 1 for the rest r = x − n·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> RestExpM1(Vector512<float> x, Vector512<float> n)
    {
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(2.12194440054690581e-4f), r);
        var q = Vector512.Create(0.00138827679f);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.008366508284f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.04166719552f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.1666654375f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.4999999817f));
        return Vector512.MultiplyAddEstimate(r * r, q, r);
    }

    // k·ln 2 + log(1 + f), for 1 + f from √½ to √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOf(Vector512<float> k, Vector512<float> f)
    {
        var s = f / (f + Vector512.Create(2f));
        var z = s * s;
        var p = Vector512.Create(0.2333238289f);
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.2855073711f));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.4000012275f));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.6666666655f));
        var halfSquare = f * f * Vector512.Create(0.5f);
        // f − s·f = f − f²/2 + s·f²/2: the smallest terms are added first.
        var low = Vector512.MultiplyAddEstimate(s, halfSquare + z * p, k * Vector512.Create(-(2.12194440054690581e-4f)));
        return Vector512.MultiplyAddEstimate(k, Vector512.Create(-(-0.693359375f)), f - (halfSquare - low));
    }

    // The nearest integer, for |x| below 2²²: where the unit of the last place is one, an addition rounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Nearest(Vector512<float> x) => x + Vector512.Create(12582912f) - Vector512.Create(12582912f);

    // 2ⁿ for integers n from −127 to 128: zero for the lowest, infinity for the highest. The addition leaves the biased exponent in
    // the lowest bits, and the shift moves it into place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> n)
        => Vector512.ShiftLeft((n + Vector512.Create(12582912f + 127f)).AsInt32(), 23).AsSingle();
}
