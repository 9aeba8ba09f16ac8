using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The natural logarithm: x = 2ᵏ·(1 + f) with 1 + f from √½ to √2, and <c>log(1 + f) = 2 artanh s</c>, <c>s = f / (2 + f)</c>.
/// </summary>
/// <remarks>
/// <c>2 artanh s = 2s + s·z·p(z)</c>, z = s², with minimax polynomials p of degree 3 (float: relative error 1.7e-11 of the whole)
/// and 6 (double: 4.6e-18), computed for this project by Remez' exchange in 60 digits. 2s is written as <c>f − s·f</c>, so that f,
/// which is exact, carries the result.
/// </remarks>
internal static class Logarithm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>log x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log(Vector<T> x)
    {
        var infinity = Lane<T>.Number(double.PositiveInfinity);
        var (k, f) = Split(x);
        var regular = Lanes.GreaterThan(x, Vector<T>.Zero) & Lanes.LessThan(x, infinity);
        var negative = Lanes.ConditionalSelect(Lanes.LessThan(x, Vector<T>.Zero), Lane<T>.Number(double.NaN), x);
        var special = Lanes.ConditionalSelect(Lanes.Equals(x, Vector<T>.Zero), -infinity, negative);
        return Lanes.ConditionalSelect(regular, OfReduced(k, f), special);
    }

    /// <summary><c>log(1 + x)</c> for x from 0 to 1, precise near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> OfOnePlus(Vector<T> x)
    {
        var doubled = Lanes.GreaterThan(x, Lane<T>.Number(0.41421356237309505));
        var f = Lanes.ConditionalSelect(doubled, (x - Vector<T>.One) * Lane<T>.Number(0.5), x);
        return OfReduced(doubled & Vector<T>.One, f);
    }

    /// <summary>k and f of a positive number; anything for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> K, Vector<T> F) Split(Vector<T> x)
    {
        var subnormal = Lanes.LessThan(x, Lane<T>.Number(1.17549435e-38f, 2.2250738585072014e-308));
        x = Lanes.ConditionalSelect(subnormal, x * Lane<T>.Number(33554432f, 18014398509481984.0), x); // 2²⁵, 2⁵⁴
        var extra = subnormal & Lane<T>.Number(25, 54);
        var (exponent, mantissa) = Lane<T>.IsSingle ? SplitSingle(x) : SplitDouble(x);
        return (exponent - extra, mantissa - Vector<T>.One);
    }

    // The bits of 1 minus those of √½ are added first, so that the exponent steps at √½ and not at 1. The exponent becomes a
    // floating point number as the low bits of 2²³ (or 2⁵²), which are ones.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Exponent, Vector<T> Mantissa) SplitSingle(Vector<T> x)
    {
        const int HalfRoot = 0x3F3504F3;
        var bits = Lanes.As<T, int>(x) + new Vector<int>(0x3F800000 - HalfRoot);
        var exponent = Lanes.ShiftRightLogical(bits, 23) | new Vector<int>(0x4B000000);
        var mantissa = (bits & new Vector<int>(0x007FFFFF)) + new Vector<int>(HalfRoot);
        return (Lanes.As<int, T>(exponent) - Lane<T>.Number(8388608 + 127), Lanes.As<int, T>(mantissa));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Exponent, Vector<T> Mantissa) SplitDouble(Vector<T> x)
    {
        const long HalfRoot = 0x3FE6A09E667F3BCD;
        var bits = Lanes.As<T, long>(x) + new Vector<long>(0x3FF0000000000000 - HalfRoot);
        var exponent = Lanes.ShiftRightLogical(bits, 52) | new Vector<long>(0x4330000000000000);
        var mantissa = (bits & new Vector<long>(0x000FFFFFFFFFFFFF)) + new Vector<long>(HalfRoot);
        return (Lanes.As<long, T>(exponent) - Lane<T>.Number(4503599627370496.0 + 1023), Lanes.As<long, T>(mantissa));
    }

    /// <summary><c>k·ln 2 + log(1 + f)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> OfReduced(Vector<T> k, Vector<T> f)
    {
        var s = f / (f + Lane<T>.Number(2));
        var z = s * s;
        var p = z * (Lane<T>.IsSingle ? SinglePolynomial(z) : DoublePolynomial(z));
        var halfSquare = f * f * Lane<T>.Number(0.5);
        // f − s·f = f − f²/2 + s·f²/2: the smallest terms are added first.
        var low = Fused.MultiplyAdd(s, halfSquare + p, k * Lane<T>.Number(-2.12194440054690581e-4f, 1.90821492927058770e-10));
        return Fused.MultiplyAdd(k, Lane<T>.Number(0.693359375f, 0.693147180369123816490), f - (halfSquare - low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> SinglePolynomial(Vector<T> z)
    {
        var p = Lane<T>.Number(0.2333238289);
        p = Lane<T>.Step(p, z, 0.2855073711);
        p = Lane<T>.Step(p, z, 0.4000012275);
        return Lane<T>.Step(p, z, 0.6666666655);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> DoublePolynomial(Vector<T> z)
    {
        var p = Lane<T>.Number(0.146178728325223167);
        p = Lane<T>.Step(p, z, 0.153315969459856733);
        p = Lane<T>.Step(p, z, 0.181828932192152367);
        p = Lane<T>.Step(p, z, 0.222222110728332903);
        p = Lane<T>.Step(p, z, 0.285714286263992941);
        p = Lane<T>.Step(p, z, 0.399999999998984446);
        return Lane<T>.Step(p, z, 0.666666666666666973);
    }
}
