using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The elementary functions of double in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <para>
/// Exponentials: x = n·ln 2 + r with |r| ≤ ½ ln 2, so <c>eˣ = 2ⁿ·eʳ</c>; ln 2 is subtracted in two parts, of which the first times n is
/// exact. <c>eʳ − 1 = r + r²·q(r)</c> with a minimax polynomial q of degree 9 (error 7.5e-18 of eʳ). Logarithms: x = 2ᵏ·(1 + f) with
/// 1 + f from √½ to √2, and with s = f / (2 + f) <c>log(1 + f) = 2s + s·z·p(z)</c>, z = s², p of degree 6. The hyperbolic tangent is that
/// of x/2 = ½x·P(x²) / Q(x²) doubled, with P and Q of degree 6 (error 2.8e-18 of tanh x up to |x| = 20). All coefficients were
/// computed for this project by Remez' exchange in 60 digits; what remains is rounding.
/// </para>
/// <para>
/// The nearest integer n of a number v below 2⁵¹ is v + 1.5·2⁵² − 1.5·2⁵²: where the unit of the last place is one, an addition rounds.
/// The lowest bits of the sum are n; with 1023 added too, they shifted into the place of the exponent are 2ⁿ.
/// </para>
/// <para>
/// Polynomials are summed in pairs, not from the highest power down: that takes no more instructions and waits for fewer of them.
/// Limits are <c>MaxNative(limit, x)</c>, one instruction that leaves a NaN in its second operand. Everything is an instruction of the
/// processor, or a call that is one: the JIT gives up inlining in a method with too many calls.
/// </para>
/// </remarks>
internal static class DoubleFunctions512
{
    /// <summary><c>eˣ</c>. The power of two is applied in two halves, because 2ⁿ itself may not be representable where eˣ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them.
        x = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var n = shifted - Vector512.Create(6755399441055744.0);
        var half = Vector512.MultiplyAddEstimate(n, Vector512.Create(0.5), Vector512.Create(6755399441055744.0));
        var otherHalf = shifted - half + Vector512.Create(6755399441055744.0 + 1023);
        var power = Vector512.ShiftLeft((half + Vector512.Create(1023.0)).AsInt64(), 52).AsDouble();
        var otherPower = Vector512.ShiftLeft(otherHalf.AsInt64(), 52).AsDouble();
        return ExpOfRest(Rest(x, n)) * power * otherPower;
    }

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-40.0), x));
        // 2ⁿ⁻¹, because 2ⁿ may overflow where the result does not.
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0 + 1022));
        var power = Vector512.ShiftLeft(shifted.AsInt64(), 52).AsDouble();
        var r = Rest(x, shifted - Vector512.Create(6755399441055744.0 + 1022));
        var expM1 = Vector512.MultiplyAddEstimate(r * r, Quadratic(r), r);
        var halved = Vector512.MultiplyAddEstimate(power, expM1, power - Vector512.Create(0.5));
        return halved + halved;
    }

    /// <summary><c>tanh x</c>, of |x| with the sign of x, from u = tanh(x/2) = n/d: <c>2u / (1 + u²) = 2nd / (2nd + (d − n)²)</c>.</summary>
    /// <remarks>
    /// Where u is near 1, (d − n)² is small, and errors of n and d hardly matter; the quotient is never above 1, and as precise near 0 as
    /// elsewhere. n and d have a factor of 0.925, because just below a power of two rounding loses half as much as just above it, where d
    /// and the divisor of a small x would be.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        // At the limit (d − n)² is lost beside 2nd.
        var limited = Vector512.MinNative(Vector512.Create(20.0), Vector512.Abs(x));
        var z = limited * limited;
        var z2 = z * z;
        var p12 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.0002952997210474361), Vector512.Create(0.0337386199239094));
        var p34 = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.0366105206700447e-09), Vector512.Create(9.064550571008347e-07));
        var p56 = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.85645934455187e-17), Vector512.Create(3.710803535314767e-13));
        var p = Vector512.MultiplyAddEstimate(z2, Vector512.MultiplyAddEstimate(z2, p56, p34), p12);
        var q12 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.001822129159151025), Vector512.Create(0.11082195325724271));
        var q34 = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.741552533231669e-08), Vector512.Create(9.244195144234527e-06));
        var q56 = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.8918032807736516e-15), Vector512.Create(1.1614979732289562e-11));
        var q = Vector512.MultiplyAddEstimate(z2, Vector512.MultiplyAddEstimate(z2, q56, q34), q12);
        var doubledN = Vector512.MultiplyAddEstimate(limited * z, p, limited * Vector512.Create(0.925));
        var d = Vector512.MultiplyAddEstimate(z, q, Vector512.Create(0.925));
        var difference = Vector512.MultiplyAddEstimate(doubledN, Vector512.Create(-0.5), d);
        var product = doubledN * d;
        return (product / Vector512.MultiplyAddEstimate(difference, difference, product)) | (x & Vector512.Create(-0.0));
    }

    /// <summary><c>1 / (1 + e^−x) = eˣ / (1 + eˣ)</c>, where nothing cancels. Its numerator 2ⁿ·eʳ is as precise as eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        // At the limits 2ⁿ is 0, and so large that the one is lost beside eˣ.
        x = Vector512.MinNative(Vector512.Create(709.0), Vector512.MaxNative(Vector512.Create(-709.0), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0 + 1023));
        var power = Vector512.ShiftLeft(shifted.AsInt64(), 52).AsDouble();
        var exp = ExpOfRest(Rest(x, shifted - Vector512.Create(6755399441055744.0 + 1023)));
        return power * exp / Vector512.MultiplyAddEstimate(power, exp, Vector512<double>.One);
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

    // e^−|x|, and 0 where that is no normal number any more: at the limit 2ⁿ is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfMinusAbs(Vector512<double> x)
    {
        var negative = Vector512.MaxNative(Vector512.Create(-709.0), x | Vector512.Create(-0.0));
        var shifted = Vector512.MultiplyAddEstimate(negative, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0 + 1023));
        var power = Vector512.ShiftLeft(shifted.AsInt64(), 52).AsDouble();
        return ExpOfRest(Rest(negative, shifted - Vector512.Create(6755399441055744.0 + 1023))) * power;
    }

    // r = x − n·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Rest(Vector512<double> x, Vector512<double> n)
        => Vector512.MultiplyAddEstimate(
            n, Vector512.Create(-1.90821492927058770e-10), Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x));

    // eʳ = 1 + r + r²·q(r).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfRest(Vector512<double> r)
        => Vector512.MultiplyAddEstimate(r * r, Quadratic(r), Vector512<double>.One + r);

    /// <summary>q(r), of which <c>eʳ = 1 + r + r²·q(r)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Quadratic(Vector512<double> r)
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var q89 = Vector512.MultiplyAddEstimate(r, Vector512.Create(2.50539368968423035e-8), Vector512.Create(2.76259994207478801e-7));
        var q67 = Vector512.MultiplyAddEstimate(r, Vector512.Create(2.75574069709668025e-6), Vector512.Create(0.0000248015053844172756));
        var q45 = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.000198412697197256872), Vector512.Create(0.00138888889314560388));
        var q23 = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.00833333333338917777), Vector512.Create(0.0416666666665771709));
        var q01 = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.166666666666665899), Vector512.Create(0.500000000000000513));
        var high = Vector512.MultiplyAddEstimate(r4, q89, Vector512.MultiplyAddEstimate(r2, q67, q45));
        return Vector512.MultiplyAddEstimate(r4, high, Vector512.MultiplyAddEstimate(r2, q23, q01));
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
}
