namespace AutoDiffRnn.Tests.Harness;

/// <summary>Derivatives of the plain run's loss by central differences, extrapolated twice to step 0 (Richardson 1911).</summary>
internal static class Differences
{
    private const double Step = 8e-3;

    private const double Rounding = 1e-10;

    /// <summary>The derivative of the loss with respect to each element of one of the problem's arrays; NaN beside a kink.</summary>
    public static double[] Of(PlainRun run, double[] values) => [.. Enumerable.Range(0, values.Length).Select(i =>
    {
        var original = values[i];
        return Extrapolated(step =>
        {
            values[i] = original + step;
            var loss = run.Loss();
            values[i] = original;
            return loss;
        });
    })];

    /// <summary>The derivative of the loss along a direction in one of the problem's arrays; NaN beside a kink.</summary>
    public static double Along(PlainRun run, double[] values, double[] direction)
    {
        var original = values.ToArray();
        return Extrapolated(step =>
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = original[i] + step * direction[i];
            var loss = run.Loss();
            original.CopyTo(values, 0);
            return loss;
        });
    }

    private static double Extrapolated(Func<double, double> loss)
    {
        var first = Central(Step);
        var second = Central(Step / 2);
        var third = Central(Step / 4);
        // Of a smooth function the differences of half the step are a quarter; across a kink they stay as large.
        if (Math.Abs(second - third) > 0.4 * Math.Abs(first - second) + Rounding * Math.Max(1, Math.Abs(third)))
            return double.NaN;
        var fourthOrder = (4 * second - first) / 3;
        var finer = (4 * third - second) / 3;
        return (16 * finer - fourthOrder) / 15;

        double Central(double step) => (loss(step) - loss(-step)) / (2 * step);
    }
}
