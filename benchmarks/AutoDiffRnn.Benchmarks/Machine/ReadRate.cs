using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Machine;

/// <summary>How many bytes a second one core reads when it reads the same memory again and again: the size decides which cache that is.</summary>
internal static class ReadRate
{
    private const int Samples = 15;
    private const long BytesOfSample = 16 << 20;
    private static readonly Dictionary<long, double> _known = [];

    /// <summary>The rate for <paramref name="bytes"/>, in bytes a second; measured once for each size.</summary>
    public static double Of(long bytes)
    {
        if (!_known.TryGetValue(bytes, out var rate))
            _known[bytes] = rate = Measure(bytes);
        return rate;
    }

    private static unsafe double Measure(long bytes)
    {
        const int block = 8 * 64;
        var blocks = Math.Max(1, bytes / block);
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)(blocks * block), 4096);
        new Span<float>(memory, (int)(blocks * block / sizeof(float))).Fill(1e-9f);
        var repeats = Math.Max(1, BytesOfSample / (blocks * block));
        var rates = new double[Samples];
        for (var sample = -1; sample < Samples; sample++)
        {
            var start = Clock.Now();
            var sum = Read(memory, (nint)blocks, repeats);
            var rate = blocks * block * repeats / (Clock.Now() - start);
            if (sample >= 0)
                rates[sample] = sum == 0 ? 0 : rate;
        }

        NativeMemory.AlignedFree(memory);
        return rates.Max(); // a limit: what disturbs it only makes it smaller
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe float Read(float* memory, nint blocks, long repeats)
    {
        var zero = Vector512<float>.Zero;
        var (a, b, c, d, e, f, g, h) = (zero, zero, zero, zero, zero, zero, zero, zero);
        for (long repeat = 0; repeat < repeats; repeat++)
        {
            var at = memory;
            for (nint block = 0; block < blocks; block++, at += 128)
            {
                a += Vector512.Load(at);
                b += Vector512.Load(at + 16);
                c += Vector512.Load(at + 32);
                d += Vector512.Load(at + 48);
                e += Vector512.Load(at + 64);
                f += Vector512.Load(at + 80);
                g += Vector512.Load(at + 96);
                h += Vector512.Load(at + 112);
            }
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }
}
