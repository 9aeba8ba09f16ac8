using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>The logistic function and the hyperbolic tangent of 16 numbers at once.</summary>
/// <remarks>
/// e^x = 2^n·e^r with n the whole number nearest to x/ln 2, so |r| ≤ ln 2/2, and e^r − 1 is a polynomial. Quotients are
/// the processor's estimate of a reciprocal (14 bits) after one step of Newton's method.
/// </remarks>
internal static class Functions
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693145752f;   // 15 bits: exact after a multiplication with n
    private const float Ln2Low = 1.42860677e-6f;

    // (e^r − 1 − r)/r² at the zeros of a Chebyshev polynomial, by interpolation: e^r − 1 is within 2.4e-8 of itself.
    private const float C2 = 0.5f;
    private const float C3 = 0.166665778f;
    private const float C4 = 0.0416665561f;
    private const float C5 = 0.00836317334f;
    private const float C6 = 0.00139261759f;

    /// <summary><c>1/(1 + e^−x)</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        var (scale, minusOne) = Exponential(-x);
        return Reciprocal(Vector512.MultiplyAddEstimate(scale, minusOne, scale + Vector512<float>.One));
    }

    /// <summary><c>(e^2x − 1)/(e^2x + 1)</c>, where e^2x − 1 is computed without cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var (scale, minusOne) = Exponential(x + x);
        var difference = Vector512.MultiplyAddEstimate(scale, minusOne, scale - Vector512<float>.One);
        return difference * Reciprocal(difference + Vector512.Create(2f));
    }

    /// <summary>2^n and e^r − 1, where e^x = 2^n·e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Scale, Vector512<float> MinusOne) Exponential(Vector512<float> x)
    {
        // Beyond, 1/(1 + e^−x) is 0 or 1 to all digits but those of tiny numbers.
        x = Vector512.MinNative(Vector512.Create(87f), Vector512.MaxNative(Vector512.Create(-87f), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(12582912f + 127f)); // 1.5·2^23: the bits of n + 127
        var n = shifted - Vector512.Create(12582912f + 127f);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        var p = Vector512.MultiplyAddEstimate(r, Vector512.Create(C6), Vector512.Create(C5));
        p = Vector512.MultiplyAddEstimate(r, p, Vector512.Create(C4));
        p = Vector512.MultiplyAddEstimate(r, p, Vector512.Create(C3));
        p = Vector512.MultiplyAddEstimate(r, p, Vector512.Create(C2));
        var minusOne = Vector512.MultiplyAddEstimate(r * r, p, r);
        return ((shifted.AsInt32() << 23).AsSingle(), minusOne);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reciprocal(Vector512<float> x)
    {
        if (!Avx512F.IsSupported)
            return Vector512<float>.One / x;
        var y = Avx512F.Reciprocal14(x);
        return y * Vector512.MultiplyAddEstimate(-x, y, Vector512.Create(2f));
    }
}
