namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>The numeric side of gradient checks.</summary>
internal static class Differences
{
    /// <summary>How far from 0 <see cref="Slope"/> asks for values.</summary>
    public const double Reach = 1e-3;

    /// <summary>The slope at 0 by central differences, extrapolated once, so that what is left is of fourth order in the step.</summary>
    public static double Slope(Func<double, double> function)
    {
        return (4 * Difference(Reach / 2) - Difference(Reach)) / 3;

        double Difference(double step) => (function(step) - function(-step)) / (2 * step);
    }
}
