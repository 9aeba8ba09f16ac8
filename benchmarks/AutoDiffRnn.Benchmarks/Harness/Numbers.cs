namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>Data that is the same in every run.</summary>
internal static class Numbers
{
    /// <summary>The next numbers between −<paramref name="within"/> and <paramref name="within"/>.</summary>
    public static float[] Uniform(RandomSource random, int count, float within = 1)
        => [.. Enumerable.Range(0, count).Select(_ => within * (float)(2 * random.NextUniform() - 1))];

    /// <summary>Fails if two ways to compute the same numbers differ by more than rounding, measured against the largest of them.</summary>
    /// <exception cref="DifferentNumbersException">They differ.</exception>
    public static void RequireClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        var (largest, difference) = (0f, 0f);
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
            if (float.IsNaN(expected[i] - actual[i]))
                difference = float.NaN;
        }

        if (expected.Length != actual.Length || !(difference <= 1e-4f * largest))
            throw new DifferentNumbersException(
                $"{what}: the two sides differ by {difference}, where the largest number is {largest}");
    }
}
