namespace AutoDiffRnn.Benchmarks;

/// <summary>Data that is the same in every run.</summary>
internal static class Numbers
{
    private const ulong Seed = 20;

    /// <summary>Numbers between −1 and 1.</summary>
    public static float[] Uniform(int count)
    {
        var random = new RandomSource(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextUniform() - 1))];
    }

    /// <summary>Fails if two ways to compute the same numbers differ by more than rounding, measured against the largest of them.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void RequireClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        var (largest, difference) = (0f, 0f);
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
        }

        if (expected.Length != actual.Length || !(difference <= 1e-4f * largest))
            throw new InvalidOperationException($"{what}: the two sides of the benchmark differ by {difference}, where the largest number is {largest}.");
    }
}
