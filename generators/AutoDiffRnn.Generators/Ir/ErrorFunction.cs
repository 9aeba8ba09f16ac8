using System;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>erf and erfc in double precision, which netstandard lacks.</summary>
internal static class ErrorFunction
{
    /// <summary>A Taylor series near 0; beyond, a continued fraction of erfc (Abramowitz and Stegun 7.1.6 and 7.1.14).</summary>
    public static double Erf(double x)
    {
        var size = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (size > 6)
            return Math.Sign(x);
        return size < 2.5 ? Series(x) : Math.Sign(x) * (1 - ContinuedFraction(size));
    }

    /// <summary>1 − erf x without the cancellation where erf x is near 1.</summary>
    public static double Erfc(double x) => x > 1.5 && x < 27 ? ContinuedFraction(x) : 1 - Erf(x);

    private static double Series(double x)
    {
        // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms of one sign, so nothing cancels.
        var term = x;
        var sum = x;
        for (var n = 1; n < 200 && Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double ContinuedFraction(double x)
    {
        var fraction = 0.0;
        for (var k = 120; k >= 1; k--)
            fraction = k / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
