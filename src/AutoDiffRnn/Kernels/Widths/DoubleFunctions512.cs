using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The elementary functions of double in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <para>
/// Exponentials: x = n·ln 2 + r with |r| ≤ ½ ln 2, so <c>eˣ = 2ⁿ·eʳ</c>; ln 2 is subtracted in two parts, of which the first times n is
/// exact. <c>eʳ − 1 = r + r²·q(r)</c> with a minimax polynomial q of degree 9 (error 7.5e-18 of eʳ). Logarithms: x = 2ᵏ·(1 + f) with
/// 1 + f from √½ to √2, and with s = f / (2 + f) <c>log(1 + f) = 2s + s·z·p(z)</c>, z = s², p of degree 6. The polynomials were
/// computed for this project by Remez' exchange in 60 digits; what remains is rounding.
/// </para>
/// <para>
/// Everything is an instruction of the processor, or a call that is one: the JIT gives up inlining in a method with too many calls.
/// </para>
/// </remarks>
internal static class DoubleFunctions512
{
    /// <summary><c>eˣ</c>. The power of two is applied in two halves, because 2ⁿ itself may not be representable where eˣ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them. A comparison with NaN is false, and keeps it.
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-746.0)), Vector512.Create(-746.0), x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(710.0)), Vector512.Create(710.0), x);
        var n = Nearest(x * Vector512.Create(1.4426950408889634));
        var half = Nearest(n * Vector512.Create(0.5));
        return (Vector512<double>.One + RestExpM1(x, n)) * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-40.0)), Vector512.Create(-40.0), x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(710.0)), Vector512.Create(710.0), x);
        var n = Nearest(x * Vector512.Create(1.4426950408889634));
        // 2ⁿ⁻¹, because 2ⁿ may overflow where the result does not.
        var power = PowerOfTwo(n - Vector512<double>.One);
        var halved = Vector512.MultiplyAddEstimate(power, RestExpM1(x, n), power - Vector512.Create(0.5));
        return halved + halved;
    }

    /// <summary><c>tanh |x| = (e^2|x| − 1) / (e^2|x| + 1)</c> with the sign of x: never above 1, and as precise near 0 as elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        var doubled = Vector512.Abs(x) + Vector512.Abs(x);
        // At the limit the two is lost beside e^2|x|, and the quotient is exactly 1.
        doubled = Vector512.ConditionalSelect(Vector512.GreaterThan(doubled, Vector512.Create(40.0)), Vector512.Create(40.0), doubled);
        var n = Nearest(doubled * Vector512.Create(1.4426950408889634));
        var power = PowerOfTwo(n);
        var difference = Vector512.MultiplyAddEstimate(power, RestExpM1(doubled, n), power - Vector512<double>.One);
        return (difference / (difference + Vector512.Create(2.0))) | (x & Vector512.Create(-0.0));
    }

    /// <summary><c>1 / (1 + e^−x)</c>: with e = e^−|x| it is 1 / (1 + e) on the right and e / (1 + e) on the left, so nothing overflows or cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        var exp = ExpOfMinusAbs(x);
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), exp, Vector512<double>.One);
        return numerator / (Vector512<double>.One + exp);
    }

    /// <summary><c>log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        var exp = ExpOfMinusAbs(x);
        // 1 + e is halved where it is beyond √2.
        var isDoubled = Vector512.GreaterThan(exp, Vector512.Create(0.41421356237309505));
        var f = Vector512.ConditionalSelect(isDoubled, (exp - Vector512<double>.One) * Vector512.Create(0.5), exp);
        return Vector512.Max(x, Vector512<double>.Zero) + LogOf(isDoubled & Vector512<double>.One, f);
    }

    /// <summary><c>log x</c>: NaN below 0, −∞ at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        var infinity = Vector512.Create(double.PositiveInfinity);
        var isSubnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        var scaled = Vector512.ConditionalSelect(isSubnormal, x * Vector512.Create(18014398509481984.0), x); // 2⁵⁴
        // The bits of 1 minus those of √½ are added first, so that the exponent steps at √½ and not at 1. The exponent becomes a
        // floating point number as the low bits of 2⁵², which are ones.
        var bits = scaled.AsInt64() + Vector512.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD);
        var exponent = Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(0x4330000000000000);
        var mantissa = (bits & Vector512.Create(0x000FFFFFFFFFFFFF)) + Vector512.Create(0x3FE6A09E667F3BCD);
        var k = exponent.AsDouble() - Vector512.Create(4503599627370496.0 + 1023) - (isSubnormal & Vector512.Create(54.0));
        var result = LogOf(k, mantissa.AsDouble() - Vector512<double>.One);
        var isRegular = Vector512.GreaterThan(x, Vector512<double>.Zero) & Vector512.LessThan(x, infinity);
        var ofNegative = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(double.NaN), x);
        var special = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), -infinity, ofNegative);
        return Vector512.ConditionalSelect(isRegular, result, special);
    }

    // e^−|x|, and 0 where that is no normal number any more: at the limit n is the lowest exponent of PowerOfTwo.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfMinusAbs(Vector512<double> x)
    {
        var negative = x | Vector512.Create(-0.0);
        negative = Vector512.ConditionalSelect(Vector512.LessThan(negative, Vector512.Create(-709.0)), Vector512.Create(-709.0), negative);
        var n = Nearest(negative * Vector512.Create(1.4426950408889634));
        var power = PowerOfTwo(n);
        return Vector512.MultiplyAddEstimate(power, RestExpM1(negative, n), power);
    }

    // eʳ − 1 for the rest r = x − n·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RestExpM1(Vector512<double> x, Vector512<double> n)
    {
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770e-10), r);
        var q = Vector512.Create(2.50539368968423035e-8);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.76259994207478801e-7));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.75574069709668025e-6));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0000248015053844172756));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.000198412697197256872));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00138888889314560388));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00833333333338917777));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0416666666665771709));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.166666666666665899));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.500000000000000513));
        return Vector512.MultiplyAddEstimate(r * r, q, r);
    }

    // k·ln 2 + log(1 + f), for 1 + f from √½ to √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOf(Vector512<double> k, Vector512<double> f)
    {
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var p = Vector512.Create(0.146178728325223167);
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.153315969459856733));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.181828932192152367));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.222222110728332903));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.285714286263992941));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.399999999998984446));
        p = Vector512.MultiplyAddEstimate(p, z, Vector512.Create(0.666666666666666973));
        var halfSquare = f * f * Vector512.Create(0.5);
        // f − s·f = f − f²/2 + s·f²/2: the smallest terms are added first.
        var low = Vector512.MultiplyAddEstimate(s, halfSquare + z * p, k * Vector512.Create(-(-1.90821492927058770e-10)));
        return Vector512.MultiplyAddEstimate(k, Vector512.Create(-(-0.693147180369123816490)), f - (halfSquare - low));
    }

    // The nearest integer, for |x| below 2⁵¹: where the unit of the last place is one, an addition rounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Nearest(Vector512<double> x) => x + Vector512.Create(6755399441055744.0) - Vector512.Create(6755399441055744.0);

    // 2ⁿ for integers n from −1023 to 1024: zero for the lowest, infinity for the highest. The addition leaves the biased exponent in
    // the lowest bits, and the shift moves it into place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> n)
        => Vector512.ShiftLeft((n + Vector512.Create(6755399441055744.0 + 1023)).AsInt64(), 52).AsDouble();
}
