using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// eˣ and what is made from it. x = n·ln 2 + r with |r| ≤ ½ ln 2, so <c>eˣ = 2ⁿ·eʳ</c>; ln 2 is subtracted in two parts, of which
/// the first times n is exact.
/// </summary>
/// <remarks>
/// <c>eʳ − 1 = r + r²·q(r)</c> with minimax polynomials q of degree 4 (float: |error| ≤ 5.5e-9 of eʳ, 1.4e-8 of eʳ − 1) and 9
/// (double: 7.5e-18 and 1.9e-17), computed for this project by Remez' exchange in 60 digits. What remains is rounding.
/// </remarks>
internal static class Exponential<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>eˣ</c>. The power of two is applied in two halves, because 2ⁿ itself may not be representable where eˣ is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp(Vector<T> x)
    {
        // Beyond these limits the result is 0 or ∞, and so it is at them.
        x = Lane<T>.AtMost(Lane<T>.Number(89, 710), Lane<T>.AtLeast(Lane<T>.Number(-104, -746), x));
        var (n, expM1) = Reduced(x);
        var half = Lane<T>.Round(n * Lane<T>.Number(0.5));
        return (Vector<T>.One + expM1) * Lane<T>.PowerOfTwo(half) * Lane<T>.PowerOfTwo(n - half);
    }

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> ExpM1(Vector<T> x)
    {
        x = Lane<T>.AtMost(Lane<T>.Number(89, 710), Lane<T>.AtLeast(Lane<T>.Number(-20, -40), x));
        var (n, expM1) = Reduced(x);
        // 2ⁿ⁻¹, because 2ⁿ may overflow where the result does not.
        var half = Lane<T>.PowerOfTwo(n - Vector<T>.One);
        var halved = Fused.MultiplyAdd(half, expM1, half - Lane<T>.Number(0.5));
        return halved + halved;
    }

    /// <summary><c>e^−|x|</c>, and 0 where that is no normal number any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> OfMinusAbs(Vector<T> x)
    {
        // At the limit n is the lowest exponent of PowerOfTwo, which gives zero.
        var (n, expM1) = Reduced(-Lane<T>.AtMost(Lane<T>.Number(88, 709), Lanes.Abs(x)));
        var power = Lane<T>.PowerOfTwo(n);
        return Fused.MultiplyAdd(power, expM1, power);
    }

    /// <summary><c>tanh |x| = (e^2|x| − 1) / (e^2|x| + 1)</c> with the sign of x: never above 1, and as precise near 0 as elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh(Vector<T> x)
    {
        var absolute = Lanes.Abs(x);
        // At the limit the two is lost beside e^2|x|, and the quotient is exactly 1.
        var (n, expM1) = Reduced(Lane<T>.AtMost(Lane<T>.Number(20, 40), absolute + absolute));
        var power = Lane<T>.PowerOfTwo(n);
        var difference = Fused.MultiplyAdd(power, expM1, power - Vector<T>.One);
        return Lane<T>.WithSignOf(difference / (difference + Lane<T>.Number(2)), x);
    }

    /// <summary>n, and <c>eʳ − 1</c> for the rest r = x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> N, Vector<T> ExpM1) Reduced(Vector<T> x)
    {
        var n = Lane<T>.Round(x * Lane<T>.Number(1.4426950408889634));
        var r = Fused.MultiplyAdd(n, Lane<T>.Number(-0.693359375f, -0.693147180369123816490), x);
        r = Fused.MultiplyAdd(n, Lane<T>.Number(2.12194440054690581e-4f, -1.90821492927058770e-10), r);
        return (n, Fused.MultiplyAdd(r * r, Lane<T>.IsSingle ? SinglePolynomial(r) : DoublePolynomial(r), r));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> SinglePolynomial(Vector<T> r)
    {
        var q = Lane<T>.Number(0.00138827679);
        q = Lane<T>.Step(q, r, 0.008366508284);
        q = Lane<T>.Step(q, r, 0.04166719552);
        q = Lane<T>.Step(q, r, 0.1666654375);
        return Lane<T>.Step(q, r, 0.4999999817);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> DoublePolynomial(Vector<T> r)
    {
        var q = Lane<T>.Number(2.50539368968423035e-8);
        q = Lane<T>.Step(q, r, 2.76259994207478801e-7);
        q = Lane<T>.Step(q, r, 2.75574069709668025e-6);
        q = Lane<T>.Step(q, r, 0.0000248015053844172756);
        q = Lane<T>.Step(q, r, 0.000198412697197256872);
        q = Lane<T>.Step(q, r, 0.00138888889314560388);
        q = Lane<T>.Step(q, r, 0.00833333333338917777);
        q = Lane<T>.Step(q, r, 0.0416666666665771709);
        q = Lane<T>.Step(q, r, 0.166666666666665899);
        return Lane<T>.Step(q, r, 0.500000000000000513);
    }
}
