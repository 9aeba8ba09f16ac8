using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Kernels;

/// <summary>The power of doubles in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <para>
/// <c>|x|ʸ = exp(y·log|x|)</c>. An error of the exponent is one of the result, and the exponent is up to 745: so the logarithm and its
/// product with y are pairs of doubles, a value and what rounding it lost, together precise to 2⁻⁶⁵. As elsewhere
/// <c>log m = 2s + s·z·(⅔ + z·p(z))</c> with s = (m − 1) / (m + 1), z = s²; only z·p(z) is small enough for a single double. p is a minimax
/// polynomial of degree 6 (error 1.1e-20 of the logarithm), computed for this project by Remez' exchange in 60 digits.
/// </para>
/// <para>
/// What rounding a product loses is one fused multiplication and addition. Where the processor has none, the runtime's scalar function
/// is faster than the vectors.
/// </para>
/// </remarks>
internal static class DoublePower512
{
    /// <summary><c>xʸ</c>, with the special cases of IEEE 754.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
            return Scalars(x, y);
        var (log, low) = LogOf(Vector512.Abs(x));
        // Beyond 2⁶⁵ an exponent makes 0, 1 or ∞ of every number: also of the one next to 1.
        var limit = Vector512.Create(36893488147419103232.0);
        var limited = Vector512.MinNative(limit, Vector512.MaxNative(-limit, y));
        var product = limited * log;
        low = Vector512.MultiplyAddEstimate(limited, low, Vector512.FusedMultiplyAdd(limited, log, -product));
        var power = ExpOf(product, low);

        // Below zero the exponent decides: odd numbers change the sign, and there is no real power for a fraction.
        var half = y * Vector512.Create(0.5);
        var isWhole = Vector512.Equals(Vector512.Truncate(y), y);
        var isOdd = Vector512.AndNot(isWhole, Vector512.Equals(Vector512.Truncate(half), half));
        power |= isOdd & x & Vector512.Create(-0.0);
        var isFinite = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(double.PositiveInfinity));
        var isNone = Vector512.AndNot(Vector512.LessThan(x, Vector512<double>.Zero) & isFinite, isWhole);
        power = Vector512.ConditionalSelect(isNone, Vector512.Create(double.NaN), power);

        // 1 to any power is 1, and so is any number to the power 0, even NaN; −1 to an infinite power too.
        var isInfinite = Vector512.Equals(Vector512.Abs(y), Vector512.Create(double.PositiveInfinity));
        var base1 = Vector512.ConditionalSelect(isInfinite, Vector512.Abs(x), x);
        var isOne = Vector512.Equals(base1, Vector512<double>.One) | Vector512.Equals(y, Vector512<double>.Zero);
        return Vector512.ConditionalSelect(isOne, Vector512<double>.One, power);
    }

    // log x and what rounding lost of it, for x ≥ 0: −∞ at 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Value, Vector512<double> Lost) LogOf(Vector512<double> x)
    {
        var isSubnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        var scaled = Vector512.ConditionalSelect(isSubnormal, x * Vector512.Create(18014398509481984.0), x); // 2⁵⁴
        // The bits of 1 minus those of √½ are added first, so that the exponent steps at √½ and not at 1.
        var bits = scaled.AsInt64() + Vector512.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD);
        var exponent = Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(0x4330000000000000);
        var mantissa = ((bits & Vector512.Create(0x000FFFFFFFFFFFFF)) + Vector512.Create(0x3FE6A09E667F3BCD)).AsDouble();
        var k = exponent.AsDouble() - Vector512.Create(4503599627370496.0 + 1023) - (isSubnormal & Vector512.Create(54.0));

        // s = f / (2 + f).
        var f = mantissa - Vector512<double>.One;
        var divisor = f + Vector512.Create(2.0);
        var divisorLost = f - (divisor - Vector512.Create(2.0));
        var inverse = Vector512<double>.One / divisor;
        var s = f * inverse;
        var sLost = inverse * Vector512.FusedMultiplyAdd(-s, divisorLost, Vector512.FusedMultiplyAdd(-s, divisor, f));

        // ⅔ + z·p(z).
        var z = s * s;
        var zLost = Vector512.MultiplyAddEstimate(s + s, sLost, Vector512.FusedMultiplyAdd(s, s, -z));
        var z2 = z * z;
        var p45 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.13256813739402107), Vector512.Create(0.1538675750177107));
        var p23 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.18181784363472012), Vector512.Create(0.2222222251996373));
        var p01 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.28571428570099355), Vector512.Create(0.40000000000002256));
        var p = Vector512.MultiplyAddEstimate(z2, Vector512.Create(0.13196366126552064), p45);
        p = Vector512.MultiplyAddEstimate(z2, Vector512.MultiplyAddEstimate(z2, p, p23), p01);
        var small = z * p;
        var factor = Vector512.Create(0.66666666666666663) + small;
        var factorLost = Vector512.Create(0.66666666666666663) - factor + small + Vector512.Create(3.700743415417188e-17);

        // s·z·(⅔ + z·p(z)).
        var cube = s * z;
        var cubeLost = Vector512.FusedMultiplyAdd(s, z, -cube) + Vector512.MultiplyAddEstimate(s, zLost, z * sLost);
        var rest = cube * factor;
        var restLost = Vector512.FusedMultiplyAdd(cube, factor, -rest) + Vector512.MultiplyAddEstimate(cube, factorLost, cubeLost * factor);

        // k·ln 2 + 2s + rest: each sum's first number is 0 or the larger one.
        var whole = k * Vector512.Create(0.693147180369123816490);
        var head = whole + (s + s);
        var headLost = s + s - (head - whole);
        var sum = head + rest;
        var smallest = Vector512.MultiplyAddEstimate(k, Vector512.Create(1.90821492927058770e-10), sLost + sLost) + restLost;
        var sumLost = rest - (sum - head) + (headLost + smallest);
        var log = sum + sumLost;

        var isRegular = Vector512.GreaterThan(x, Vector512<double>.Zero) & Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity));
        var special = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), x);
        return (Vector512.ConditionalSelect(isRegular, log, special), isRegular & (sumLost - (log - sum)));
    }

    // e^(x + lost), where x may be infinite and lost is then any number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOf(Vector512<double> x, Vector512<double> lost)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them.
        var limited = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        lost &= Vector512.Equals(limited, x);
        var shifted = Vector512.MultiplyAddEstimate(limited, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var n = shifted - Vector512.Create(6755399441055744.0);
        // The rest r of x − n·ln 2: the first product is exact, and the others are small.
        var head = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), limited);
        var tail = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770e-10), lost);
        var r = head + tail;
        var rLost = tail - (r - head);
        var exp = Vector512<double>.One + (r + Vector512.MultiplyAddEstimate(r * r, DoubleFunctions512.Quadratic(r), rLost));
        // 2ⁿ in two halves, because it may not be representable where the result is.
        var half = Vector512.MultiplyAddEstimate(n, Vector512.Create(0.5), Vector512.Create(6755399441055744.0));
        var otherHalf = shifted - half + Vector512.Create(6755399441055744.0 + 1023);
        var power = Vector512.ShiftLeft((half + Vector512.Create(1023.0)).AsInt64(), 52).AsDouble();
        return exp * power * Vector512.ShiftLeft(otherHalf.AsInt64(), 52).AsDouble();
    }

    // Each lane by the runtime's scalar function.
    private static Vector512<double> Scalars(Vector512<double> x, Vector512<double> y)
    {
        var result = x;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            result = result.WithElement(lane, Math.Pow(x[lane], y[lane]));
        return result;
    }
}
