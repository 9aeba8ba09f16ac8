using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>Sine and cosine of float in vectors of 512 bits. The build makes those of 256 and 128 bits from this file.</summary>
/// <remarks>
/// <c>sin x = (−1)ⁿ·sin r</c> with x = n·π + r, |r| ≤ ½π and n a whole number; for <c>cos x</c> n lies half way between two.
/// π is subtracted in four parts, of which the first three have 11 bits, so that their products with n are exact for |x| up to 8192:
/// r is precise even next to a multiple of π. <c>sin r = r + r·z·p(z)</c>, z = r², with a minimax polynomial p of degree 3
/// (error 6.1e-9 of sin r), computed for this project by Remez' exchange in 60 digits. A lane beyond 8192 gets the runtime's scalar
/// function; its neighbours do not.
/// </remarks>
internal static class SingleTrigonometry512
{
    /// <summary><c>sin x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        var abs = Vector512.Abs(x);
        var shifted = Vector512.MultiplyAddEstimate(abs, Vector512.Create(0.318309886f), Vector512.Create(12582912f));
        var isOdd = Vector512.ShiftLeft(shifted.AsInt32(), 31).AsSingle();
        var result = SinOf(abs, shifted - Vector512.Create(12582912f)) ^ isOdd ^ (x & Vector512.Create(-0f));
        return Vector512.GreaterThanAny(abs, Vector512.Create(8192f)) ? WithLargeSines(x, result) : result;
    }

    /// <summary><c>cos x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        var abs = Vector512.Abs(x);
        // n is a half above a whole number m, and cos x = −(−1)ᵐ·sin r.
        var shifted = Vector512.MultiplyAddEstimate(abs, Vector512.Create(0.318309886f), Vector512.Create(-0.5f)) + Vector512.Create(12582912f);
        var isEven = Vector512.ShiftLeft(~shifted.AsInt32(), 31).AsSingle();
        var n = shifted - Vector512.Create(12582912f) + Vector512.Create(0.5f);
        var result = SinOf(abs, n) ^ (isEven & Vector512.Create(-0f));
        return Vector512.GreaterThanAny(abs, Vector512.Create(8192f)) ? WithLargeCosines(x, result) : result;
    }

    // sin(x − n·π), for |x − n·π| ≤ ½π.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinOf(Vector512<float> x, Vector512<float> n)
    {
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-3.140625f), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.000967502594f), r);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.50990672e-07f), r);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-5.12668814e-12f), r);
        var z = r * r;
        var z2 = z * z;
        var p = Vector512.MultiplyAddEstimate(z, Vector512.Create(2.60576743e-06f), Vector512.Create(-0.000198095973f));
        p = Vector512.MultiplyAddEstimate(z2, p, Vector512.MultiplyAddEstimate(z, Vector512.Create(0.00833306618f), Vector512.Create(-0.166666595f)));
        return Vector512.MultiplyAddEstimate(r * z, p, r);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> WithLargeSines(Vector512<float> x, Vector512<float> result)
    {
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
        {
            if (Math.Abs(x[lane]) > 8192f)
                result = result.WithElement(lane, MathF.Sin(x[lane]));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> WithLargeCosines(Vector512<float> x, Vector512<float> result)
    {
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
        {
            if (Math.Abs(x[lane]) > 8192f)
                result = result.WithElement(lane, MathF.Cos(x[lane]));
        }

        return result;
    }
}
