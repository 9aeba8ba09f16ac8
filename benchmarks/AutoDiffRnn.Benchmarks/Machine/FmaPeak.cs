using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Machine;

/// <summary>
/// How many operations one core does in a second when it only multiplies and adds, in registers, with the widest vectors. It depends on what the
/// other cores do, so it is measured beside what it is compared with.
/// </summary>
internal static class FmaPeak
{
    private const int Iterations = 40_000;
    private const int Chains = 12; // more than the latency of 4 cycles times two units

    /// <summary>The rate in operations a second, two for each multiplication with an addition.</summary>
    public static double Measure()
    {
        var start = Clock.Now();
        var lanes = Vector512.IsHardwareAccelerated ? Run512(Vector512.Create(1e-9f)) : Run256(Vector256.Create(1e-9f));
        return 2.0 * Chains * lanes * Iterations / (Clock.Now() - start);
    }

    // A method of its own without any call: with one, the compiler would keep the sums on the stack.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run512(Vector512<float> small)
    {
        var one = Vector512.Create(1f);
        var (a, b, c, d, e, f) = (one, one, one, one, one, one);
        var (g, h, i, j, k, l) = (one, one, one, one, one, one);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            a = Vector512.MultiplyAddEstimate(one, small, a);
            b = Vector512.MultiplyAddEstimate(one, small, b);
            c = Vector512.MultiplyAddEstimate(one, small, c);
            d = Vector512.MultiplyAddEstimate(one, small, d);
            e = Vector512.MultiplyAddEstimate(one, small, e);
            f = Vector512.MultiplyAddEstimate(one, small, f);
            g = Vector512.MultiplyAddEstimate(one, small, g);
            h = Vector512.MultiplyAddEstimate(one, small, h);
            i = Vector512.MultiplyAddEstimate(one, small, i);
            j = Vector512.MultiplyAddEstimate(one, small, j);
            k = Vector512.MultiplyAddEstimate(one, small, k);
            l = Vector512.MultiplyAddEstimate(one, small, l);
        }

        var sum = a + b + c + d + e + f + g + h + i + j + k + l;
        return Vector512.EqualsAny(sum, one) ? 0 : Vector512<float>.Count; // uses the sums
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run256(Vector256<float> small)
    {
        var one = Vector256.Create(1f);
        var (a, b, c, d, e, f) = (one, one, one, one, one, one);
        var (g, h, i, j, k, l) = (one, one, one, one, one, one);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            a = Vector256.MultiplyAddEstimate(one, small, a);
            b = Vector256.MultiplyAddEstimate(one, small, b);
            c = Vector256.MultiplyAddEstimate(one, small, c);
            d = Vector256.MultiplyAddEstimate(one, small, d);
            e = Vector256.MultiplyAddEstimate(one, small, e);
            f = Vector256.MultiplyAddEstimate(one, small, f);
            g = Vector256.MultiplyAddEstimate(one, small, g);
            h = Vector256.MultiplyAddEstimate(one, small, h);
            i = Vector256.MultiplyAddEstimate(one, small, i);
            j = Vector256.MultiplyAddEstimate(one, small, j);
            k = Vector256.MultiplyAddEstimate(one, small, k);
            l = Vector256.MultiplyAddEstimate(one, small, l);
        }

        var sum = a + b + c + d + e + f + g + h + i + j + k + l;
        return Vector256.EqualsAny(sum, one) ? 0 : Vector256<float>.Count; // uses the sums
    }
}
