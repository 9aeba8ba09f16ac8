using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>Sine and cosine of double in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <c>sin x = (−1)ⁿ·sin r</c> with x = n·π + r, |r| ≤ ½π and n a whole number; for <c>cos x</c> n lies half way between two.
/// π is subtracted in four parts, of which the first three have 33 bits, so that their products with n are exact for |x| up to 2²⁰:
/// r is precise even next to a multiple of π. <c>sin r = r + r·z·p(z)</c>, z = r², with a minimax polynomial p of degree 7, computed
/// for this project by Remez' exchange in 60 digits (error 3.2e-17 of sin r: a coefficient is changed by three units in its last place, so
/// that cos 0 is 1). A lane beyond 2²⁰ gets the runtime's scalar function; its neighbours do not.
/// </remarks>
internal static class DoubleTrigonometry512
{
    /// <summary><c>sin x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        var abs = Vector512.Abs(x);
        var shifted = Vector512.MultiplyAddEstimate(abs, Vector512.Create(0.31830988618379069), Vector512.Create(6755399441055744.0));
        var isOdd = Vector512.ShiftLeft(shifted.AsInt64(), 63).AsDouble();
        var result = SinOf(abs, shifted - Vector512.Create(6755399441055744.0)) ^ isOdd ^ (x & Vector512.Create(-0.0));
        return Vector512.GreaterThanAny(abs, Vector512.Create(1048576.0)) ? WithLargeSines(x, result) : result;
    }

    /// <summary><c>cos x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        var abs = Vector512.Abs(x);
        // n is a half above a whole number m, and cos x = −(−1)ᵐ·sin r.
        var shifted = Vector512.MultiplyAddEstimate(abs, Vector512.Create(0.31830988618379069), Vector512.Create(-0.5)) + Vector512.Create(6755399441055744.0);
        var isEven = Vector512.ShiftLeft(~shifted.AsInt64(), 63).AsDouble();
        var n = shifted - Vector512.Create(6755399441055744.0) + Vector512.Create(0.5);
        var result = SinOf(abs, n) ^ (isEven & Vector512.Create(-0.0));
        return Vector512.GreaterThanAny(abs, Vector512.Create(1048576.0)) ? WithLargeCosines(x, result) : result;
    }

    // sin(x − n·π), for |x − n·π| ≤ ½π.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOf(Vector512<double> x, Vector512<double> n)
    {
        // The double ends with the width if it is written shortest, which the build would replace.
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-3.1415926534682513), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.2154201012607932e-10), r);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-4.044532497422333e-21), r);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.69568553207378e-31), r);
        var z = r * r;
        var z2 = z * z;
        var p67 = Vector512.MultiplyAddEstimate(z, Vector512.Create(2.7211655055401662e-15), Vector512.Create(-7.6429906134645842e-13));
        var p45 = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.6058939673164337e-10), Vector512.Create(-2.5052106872170846e-08));
        var p23 = Vector512.MultiplyAddEstimate(z, Vector512.Create(2.7557319211130609e-06), Vector512.Create(-0.00019841269841209183));
        var p01 = Vector512.MultiplyAddEstimate(z, Vector512.Create(0.0083333333333332), Vector512.Create(-0.16666666666666666));
        var p = Vector512.MultiplyAddEstimate(z2, p67, p45);
        p = Vector512.MultiplyAddEstimate(z2 * z2, p, Vector512.MultiplyAddEstimate(z2, p23, p01));
        return Vector512.MultiplyAddEstimate(r * z, p, r);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> WithLargeSines(Vector512<double> x, Vector512<double> result)
    {
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            if (Math.Abs(x[lane]) > 1048576.0)
                result = result.WithElement(lane, Math.Sin(x[lane]));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> WithLargeCosines(Vector512<double> x, Vector512<double> result)
    {
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            if (Math.Abs(x[lane]) > 1048576.0)
                result = result.WithElement(lane, Math.Cos(x[lane]));
        }

        return result;
    }
}
