namespace AutoDiffRnn.Testing.Checks;

/// <summary>The worst element of a comparison of two tensors.</summary>
/// <param name="Index">Which element.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Error">The error relative to the tensor's scale; NaN or infinite if <paramref name="Actual"/> is.</param>
/// <param name="Wrong">How many elements have an error that is not allowed.</param>
/// <param name="Count">How many elements were compared.</param>
internal sealed record Comparison(int Index, double Expected, double Actual, double Error, int Wrong, int Count)
{
    public bool IsWrong => Wrong > 0;

    /// <summary>Compares all elements, judged by the largest of those expected, or by <paramref name="floor"/> where that is smaller.</summary>
    public static Comparison ToLargest(double[] expected, double[] actual, double tolerance, double floor)
        => Of([.. Enumerable.Range(0, expected.Length)], expected, actual, Math.Max(floor, Largest(expected)), tolerance);

    /// <summary>Compares the elements number <paramref name="indices"/>, in the order of <paramref name="expected"/>, judged by a scale.</summary>
    public static Comparison Of(IReadOnlyList<int> indices, IReadOnlyList<double> expected, double[] actual, double scale, double tolerance)
    {
        var worst = new Comparison(0, 0, 0, 0, 0, indices.Count);
        var wrong = 0;
        for (var i = 0; i < indices.Count; i++)
        {
            var error = ErrorOf(expected[i], actual[indices[i]], scale);
            if (!(error <= tolerance))
                wrong++;
            // NaN is worse than any number.
            if (i == 0 || error > worst.Error || (double.IsNaN(error) && !double.IsNaN(worst.Error)))
                worst = worst with { Index = indices[i], Expected = expected[i], Actual = actual[indices[i]], Error = error };
        }

        return worst with { Wrong = wrong };
    }

    public static double ErrorOf(double expected, double actual, double scale) => expected.Equals(actual) ? 0 : Math.Abs(expected - actual) / scale;

    public static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);

    public static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
