namespace AutoDiffRnn.Lab.Figures;

/// <summary>What several pictures do with curves over the lag.</summary>
internal static class Curves
{
    /// <summary>0, 1, 2, … as the values of an axis.</summary>
    public static double[] Counting(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    /// <summary>log₁₀ of each value; of 0, which no logarithm has, NaN.</summary>
    public static double[] Log10(IReadOnlyList<double> values) => [.. values.Select(value => value > 0 ? Math.Log10(value) : double.NaN)];

    /// <summary>A curve in words: where it begins and where it ends.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">Its values.</param>
    /// <param name="at">What the places are called, such as "lag".</param>
    /// <param name="x">The places.</param>
    public static string Trend(string name, IReadOnlyList<double> values, string at, IReadOnlyList<double> x)
    {
        var finite = Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values[i])).ToList();
        if (finite.Count == 0)
            return $"{name}: no finite value.";
        var (first, last) = (finite[0], finite[^1]);
        if (first == last)
            return $"{name}: {Say.Number(values[first])} at {at} {Say.Number(x[first])}.";
        return $"{name}: from {Say.Number(values[first])} at {at} {Say.Number(x[first])} to {Say.Number(values[last])} at {at} "
            + $"{Say.Number(x[last])}.";
    }
}
