using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Machine;

/// <summary>
/// The shortest time that a run can take on this machine, by two limits: the multiplications, and reading the recurrent weights at each step.
/// </summary>
/// <remarks>
/// The products over all steps at once (the input's, and the gradients of the weights) are bound by multiplications. The recurrent product of a
/// step reads all of U, and a step must end before the next begins: it takes the longer of its multiplications and of reading U from the cache
/// that U fits in. The functions of the gates are not counted, so that the limit cannot be reached.
/// </remarks>
internal static class Roofline
{
    /// <summary>The time in seconds, with <paramref name="peak"/> operations a second on each thread.</summary>
    public static double Seconds(BenchmarkCell cell, SequenceShape shape, Phase phase, int threads, double peak)
    {
        var (t, b, i, h) = shape;
        var recurrent = 2.0 * t * b * cell.Gates * h * h / peak;
        var reading = t * WeightBytes(cell, shape) / ReadRate.Of(WeightBytes(cell, shape) / threads);
        var step = Math.Max(recurrent, reading);
        var input = 2.0 * t * b * cell.Gates * h * i / peak;
        var gradients = input + recurrent;
        return (phase == Phase.Forward ? input + step : input + step + step + gradients) / threads;
    }

    private static long WeightBytes(BenchmarkCell cell, SequenceShape shape) => (long)sizeof(float) * cell.Gates * shape.H * shape.H;
}
