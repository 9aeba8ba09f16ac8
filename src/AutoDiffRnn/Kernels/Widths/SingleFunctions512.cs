using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The elementary functions of float in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <para>
/// Exponentials: x = n·ln 2 + r with |r| ≤ ½ ln 2, so <c>eˣ = 2ⁿ·eʳ</c>; ln 2 is subtracted in two parts, of which the first times n is
/// exact. <c>eʳ − 1 = r + r²·q(r)</c> with a minimax polynomial q of degree 4 (error 5.5e-9 of eʳ). Logarithms: x = 2ᵏ·(1 + f) with
/// 1 + f from √½ to √2, and with s = f / (2 + f) <c>log(1 + f) = 2s + s·z·p(z)</c>, z = s², p of degree 3. The hyperbolic tangent is that
/// of x/2 = ½x·P(x²) / Q(x²) doubled, with P and Q of degree 3 (error 5e-10 of tanh x up to |x| = 10). All coefficients were
/// computed for this project by Remez' exchange in 60 digits; what remains is rounding.
/// </para>
/// <para>
/// The nearest integer n of a number v below 2²² is v + 1.5·2²³ − 1.5·2²³: where the unit of the last place is one, an addition rounds.
/// The lowest bits of the sum are n; with 127 added too, they shifted into the place of the exponent are 2ⁿ.
/// </para>
/// <para>
/// Polynomials are summed in pairs, not from the highest power down: that takes no more instructions and waits for fewer of them.
/// Limits are <c>MaxNative(limit, x)</c>, one instruction that leaves a NaN in its second operand. Everything is an instruction of the
/// processor, or a call that is one: the JIT gives up inlining in a method with too many calls.
/// </para>
/// </remarks>
internal static class SingleFunctions512
{
    /// <summary><c>eˣ</c>. The power of two is applied in two halves, because 2ⁿ itself may not be representable where eˣ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them.
        x = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-104f), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f));
        var exponent = Vector512.ShiftLeft(shifted.AsInt32(), 23);
        var half = Vector512.ShiftRightArithmetic(exponent, 1) & Vector512.Create(unchecked((int)0xFF800000));
        var one = Vector512<float>.One.AsInt32();
        return ExpOfRest(Rest(x, shifted - Vector512.Create(12582912f))) * (half + one).AsSingle() * (exponent - half + one).AsSingle();
    }

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        x = Vector512.MinNative(Vector512.Create(89f), Vector512.MaxNative(Vector512.Create(-20f), x));
        // 2ⁿ⁻¹, because 2ⁿ may overflow where the result does not.
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f + 126f));
        var power = Vector512.ShiftLeft(shifted.AsInt32(), 23).AsSingle();
        var r = Rest(x, shifted - Vector512.Create(12582912f + 126f));
        var expM1 = Vector512.MultiplyAddEstimate(r * r, Quadratic(r), r);
        var halved = Vector512.MultiplyAddEstimate(power, expM1, power - Vector512.Create(0.5f));
        return halved + halved;
    }

    /// <summary><c>tanh x</c>, of |x| with the sign of x, from u = tanh(x/2) = n/d: <c>2u / (1 + u²) = 2nd / (2nd + (d − n)²)</c>.</summary>
    /// <remarks>
    /// Where u is near 1, (d − n)² is small, and errors of n and d hardly matter; the quotient is never above 1, and as precise near 0 as
    /// elsewhere. n and d have a factor of 0.925, because just below a power of two rounding loses half as much as just above it, where d
    /// and the divisor of a small x would be. Of all floats the worst is 3.82 ulp below 0.1, 3.63 above, and 1.47e-7 in absolute terms.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        // At the limit (d − n)² is lost beside 2nd.
        var limited = Vector512.MinNative(Vector512.Create(10f), Vector512.Abs(x));
        var z = limited * limited;
        var p = Vector512.MultiplyAddEstimate(z, Vector512.Create(8.50672e-08f), Vector512.Create(0.00015131147f));
        p = Vector512.MultiplyAddEstimate(z, p, Vector512.Create(0.029263973f));
        var q = Vector512.MultiplyAddEstimate(z, Vector512.Create(2.638088e-06f), Vector512.Create(0.0013052552f));
        q = Vector512.MultiplyAddEstimate(z, q, Vector512.Create(0.10634731f));
        var doubledN = Vector512.MultiplyAddEstimate(limited * z, p, limited * Vector512.Create(0.925f));
        var d = Vector512.MultiplyAddEstimate(z, q, Vector512.Create(0.925f));
        var difference = Vector512.MultiplyAddEstimate(doubledN, Vector512.Create(-0.5f), d);
        var product = doubledN * d;
        return (product / Vector512.MultiplyAddEstimate(difference, difference, product)) | (x & Vector512.Create(-0f));
    }

    /// <summary><c>1 / (1 + e^−x) = eˣ / (1 + eˣ)</c>, where nothing cancels. Its numerator 2ⁿ·eʳ is as precise as eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        // At the limits 2ⁿ is 0, and so large that the one is lost beside eˣ.
        x = Vector512.MinNative(Vector512.Create(88f), Vector512.MaxNative(Vector512.Create(-88f), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f + 127f));
        var power = Vector512.ShiftLeft(shifted.AsInt32(), 23).AsSingle();
        var exp = ExpOfRest(Rest(x, shifted - Vector512.Create(12582912f + 127f)));
        return power * exp / Vector512.MultiplyAddEstimate(power, exp, Vector512<float>.One);
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

    // e^−|x|, and 0 where that is no normal number any more: at the limit 2ⁿ is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfMinusAbs(Vector512<float> x)
    {
        var negative = Vector512.MaxNative(Vector512.Create(-88f), x | Vector512.Create(-0f));
        var shifted = Vector512.MultiplyAddEstimate(negative, Vector512.Create(1.44269504f), Vector512.Create(12582912f + 127f));
        var power = Vector512.ShiftLeft(shifted.AsInt32(), 23).AsSingle();
        return ExpOfRest(Rest(negative, shifted - Vector512.Create(12582912f + 127f))) * power;
    }

    // r = x − n·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rest(Vector512<float> x, Vector512<float> n)
        => Vector512.MultiplyAddEstimate(
            n, Vector512.Create(2.12194440054690581e-4f), Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693359375f), x));

    // eʳ = 1 + r + r²·q(r).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfRest(Vector512<float> r)
        => Vector512.MultiplyAddEstimate(r * r, Quadratic(r), Vector512<float>.One + r);

    // q(r).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quadratic(Vector512<float> r)
    {
        var q = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.008366508284f), Vector512.Create(0.04166719552f));
        q = Vector512.MultiplyAddEstimate(r * r, Vector512.Create(0.00138827679f), q);
        var low = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.1666654375f), Vector512.Create(0.4999999817f));
        return Vector512.MultiplyAddEstimate(r * r, q, low);
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
}
