using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The power of floats in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <c>|x|ʸ = 2^(y·log₂|x|)</c> in doubles, whose spare digits make up for what a large exponent costs, and whose exponents neither
/// overflow nor become subnormal. For mantissas m from √½ to √2 <c>log m = 2s + s·z·p(z)</c> with s = (m − 1) / (m + 1), z = s², p of
/// degree 3 (error 4.8e-12); <c>2ᶠ = 1 + f·q(f)</c> for |f| ≤ ½ with q of degree 5 (error 3.7e-9). The minimax polynomials were computed for
/// this project by Remez' exchange in 60 digits.
/// </remarks>
internal static class SinglePower512
{
    /// <summary><c>xʸ</c>, with the special cases of IEEE 754.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y)
    {
        var (x1, x2) = Vector512.Widen(Vector512.Abs(x));
        var (y1, y2) = Vector512.Widen(y);
        var power = Vector512.Narrow(PowOfAbs(x1, y1), PowOfAbs(x2, y2));

        // Below zero the exponent decides: odd numbers change the sign, and there is no real power for a fraction.
        var half = y * Vector512.Create(0.5f);
        var isWhole = Vector512.Equals(Vector512.Truncate(y), y);
        var isOdd = Vector512.AndNot(isWhole, Vector512.Equals(Vector512.Truncate(half), half));
        power |= isOdd & x & Vector512.Create(-0f);
        var isFinite = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(float.PositiveInfinity));
        var isNone = Vector512.AndNot(Vector512.LessThan(x, Vector512<float>.Zero) & isFinite, isWhole);
        power = Vector512.ConditionalSelect(isNone, Vector512.Create(float.NaN), power);

        // 1 to any power is 1, and so is any number to the power 0, even NaN; −1 to an infinite power too.
        var isInfinite = Vector512.Equals(Vector512.Abs(y), Vector512.Create(float.PositiveInfinity));
        var base1 = Vector512.ConditionalSelect(isInfinite, Vector512.Abs(x), x);
        var isOne = Vector512.Equals(base1, Vector512<float>.One) | Vector512.Equals(y, Vector512<float>.Zero);
        return Vector512.ConditionalSelect(isOne, Vector512<float>.One, power);
    }

    // xʸ for x ≥ 0, in the range of floats.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowOfAbs(Vector512<double> x, Vector512<double> y)
    {
        // The bits of 1 minus those of √½ are added first, so that the exponent steps at √½ and not at 1.
        var bits = x.AsInt64() + Vector512.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD);
        var exponent = Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(0x4330000000000000);
        var mantissa = ((bits & Vector512.Create(0x000FFFFFFFFFFFFF)) + Vector512.Create(0x3FE6A09E667F3BCD)).AsDouble();
        var s = (mantissa - Vector512<double>.One) / (mantissa + Vector512<double>.One);
        var z = s * s;
        var z2 = z * z;
        var p = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.23582306983414297), Vector512.Create(0.2853730099903114));
        var p01 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.40000335295962941), Vector512.Create(0.66666665645081302));
        p = Vector512.MultiplyAddEstimate(z2, p, p01);
        var log = Vector512.MultiplyAddEstimate(s * z, p, s + s);
        var k = exponent.AsDouble() - Vector512.Create(4503599627370496.0 + 1023);
        var log2 = Vector512.MultiplyAddEstimate(log, Vector512.Create(1.4426950408889634), k);

        // The logarithms of 0, ∞ and NaN.
        var isRegular = Vector512.GreaterThan(x, Vector512<double>.Zero) & Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity));
        var special = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), x);
        var product = y * Vector512.ConditionalSelect(isRegular, log2, special);

        // Beyond these limits a float is 0 or ∞.
        product = Vector512.MinNative(Vector512.Create(200.0), Vector512.MaxNative(Vector512.Create(-200.0), product));
        var shifted = product + Vector512.Create(6755399441055744.0 + 1023);
        var f = product - (shifted - Vector512.Create(6755399441055744.0 + 1023));
        var f2 = f * f;
        var q = Vector512.MultiplyAddEstimate(f, Vector512.Create(0.00015337585811197501), Vector512.Create(0.0013390389019722663));
        var q23 = Vector512.MultiplyAddEstimate(f, Vector512.Create(0.0096184425521025716), Vector512.Create(0.055503583125911977));
        var q01 = Vector512.MultiplyAddEstimate(f, Vector512.Create(0.24022648526383766), Vector512.Create(0.69314718764952554));
        q = Vector512.MultiplyAddEstimate(f2, Vector512.MultiplyAddEstimate(f2, q, q23), q01);
        return Vector512.MultiplyAddEstimate(f, q, Vector512<double>.One) * Vector512.ShiftLeft(shifted.AsInt64(), 52).AsDouble();
    }
}
