namespace AutoDiffRnn;

/// <summary>Functions that <see cref="Math"/> does not have, to the accuracy of a double.</summary>
internal static class SpecialFunctions
{
    // Below it the series needs few terms; above it the continued fraction does.
    private const double ErfSwitch = 1.5;

    // At the switch, where it converges slowest, 100 levels reach the last bit.
    private const int FractionLevels = 120;

    private static readonly double SqrtPi = Math.Sqrt(Math.PI);

    /// <summary>
    /// The complementary error function erfc(x) = 1 − 2/√π ∫₀ˣ exp(−t²) dt, to 1e-15 everywhere; to 1e-13 of its own size where it is small
    /// (the rounding of x² counts there).
    /// </summary>
    public static double Erfc(double x)
    {
        if (Math.Abs(x) < ErfSwitch)
            return 1 - ErfSeries(x);
        return x > 0 ? ErfcFraction(x) : 2 - ErfcFraction(-x);
    }

    /// <summary>log(1 + x) without the rounding of 1 + x, for −1 ≤ x &lt; ∞: 2·atanh(x / (2 + x)).</summary>
    public static double LogOnePlus(double x) => 2 * Math.Atanh(x / (2 + x));

    /// <summary>exp(x) − 1 without cancellation near 0, where it is 2·exp(x/2)·sinh(x/2).</summary>
    public static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;

    // erf(x) = 2/√π · exp(−x²) · Σₙ 2ⁿ·x²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms have one sign, so nothing cancels (Abramowitz and Stegun, 7.1.6).
    private static double ErfSeries(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / SqrtPi * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = exp(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))) for x > 0 (Abramowitz and Stegun, 7.1.14), from the inside out.
    private static double ErfcFraction(double x)
    {
        var denominator = x;
        for (var level = FractionLevels; level > 0; level--)
            denominator = x + level / 2.0 / denominator;
        return Math.Exp(-x * x) / SqrtPi / denominator;
    }
}
