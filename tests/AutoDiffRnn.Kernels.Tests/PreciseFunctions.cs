namespace AutoDiffRnn.Kernels.Tests;

/// <summary>The elementary functions in about 30 digits, by their series: slow, and independent of the vector functions in every constant.</summary>
internal static class PreciseFunctions
{
    private static readonly DoubleDouble Log2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble RootOfTwo = new(1.4142135623730951, -9.667293313452913e-17);
    private static readonly DoubleDouble RootOfPi = new(1.772453850905516, -7.666586499825799e-17);

    /// <summary>½π in three doubles, so that a multiple of it can be subtracted from a number next to it.</summary>
    private static readonly double[] HalfPi = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33];

    public static DoubleDouble Exp(DoubleDouble x) => x.High switch
    {
        > 720 => double.PositiveInfinity,
        < -760 => 0,
        double.NaN => double.NaN,
        _ => ExpParts(x, out var n).Plus1().Scaled(n),
    };

    public static DoubleDouble ExpM1(DoubleDouble x)
    {
        if (Math.Abs(x.High) < 1e-10)
            return x + x * x * 0.5;
        if (Math.Abs(x.High) > 700)
            return Exp(x) - 1;
        var expM1 = ExpParts(x, out var n);
        return expM1.Scaled(n) + (Math.ScaleB(1, n) - 1);
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        if (x.High <= 0 || !double.IsFinite(x.High))
            return Math.Log(x.High);
        // Two steps, because a subnormal number has no exponent of its own.
        var scale = x.High < 1e-300 ? 54 : 0;
        var n = Math.ILogB(Math.ScaleB(x.High, scale) * 0.70710678118654752) + 1 - scale;
        var mantissa = x.Scaled(-n);
        // One step of Halley's method from a double: the error is cubed.
        DoubleDouble log = Math.Log(mantissa.High);
        var quotient = mantissa * Exp(-log);
        return n * Log2 + (log + 2 * (quotient - 1) / (quotient + 1));
    }

    public static DoubleDouble LogP1(DoubleDouble x) => Math.Abs(x.High) < 1e-9 ? x - x * x * 0.5 + x * x * x / 3 : Log(1 + x);

    public static DoubleDouble Tanh(DoubleDouble x)
    {
        if (Math.Abs(x.High) < 1e-10)
            return x - x * x * x / 3;
        if (Math.Abs(x.High) > 40)
            return Math.Sign(x.High);
        var expM1 = ExpM1(2 * x);
        return expM1 / (expM1 + 2);
    }

    public static DoubleDouble Sigmoid(DoubleDouble x) => x.High < 0 ? Exp(x) / (1 + Exp(x)) : 1 / (1 + Exp(-x));

    public static DoubleDouble Softplus(DoubleDouble x) => x.High < 0 ? LogP1(Exp(x)) : double.IsInfinity(x.High) ? x : x + LogP1(Exp(-x));

    /// <summary>For |x| below 2²⁵.</summary>
    public static DoubleDouble Sin(double x) => Circular(x, 0);

    /// <inheritdoc cref="Sin"/>
    public static DoubleDouble Cos(double x) => Circular(x, 1);

    /// <summary>xʸ for x above 0.</summary>
    public static DoubleDouble Pow(double x, double y)
    {
        var log = Log(x);
        return Math.Abs(log.High * y) > 800 ? Math.Exp(log.High * y) : Exp(log * y);
    }

    /// <summary>By the series whose terms are all positive.</summary>
    public static DoubleDouble Erf(DoubleDouble x)
    {
        if (x.High < 0)
            return -Erf(-x);
        if (x.High > 7)
            return 1;
        var (term, sum) = (x, x);
        for (var n = 1; term.High > sum.High * 1e-34; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 * Exp(-(x * x)) * sum / RootOfPi;
    }

    /// <summary>1 − erf x; beyond 3 by its continued fraction, from the end.</summary>
    public static DoubleDouble Complement(DoubleDouble x)
    {
        if (x.High < 3)
            return 1 - Erf(x);
        if (x.High > 40)
            return 0;
        var fraction = x;
        for (var n = 150; n >= 1; n--)
            fraction = x + (n * 0.5) / fraction;
        return Exp(-(x * x)) / (RootOfPi * fraction);
    }

    public static DoubleDouble Gelu(double x) => 0.5 * x * Complement(-x / RootOfTwo);

    private static DoubleDouble Plus1(this DoubleDouble x) => x + 1;

    // e^(x − n·ln 2) − 1, of a 256th by Taylor's series, and then eight times squared.
    private static DoubleDouble ExpParts(DoubleDouble x, out int n)
    {
        n = (int)Math.Round(x.High / Log2.High);
        var r = (x - n * Log2).Scaled(-8);
        DoubleDouble sum = 0;
        for (var k = 11; k >= 1; k--)
            sum = r / k * (1 + sum);
        for (var i = 0; i < 8; i++)
            sum *= sum + 2;
        return sum;
    }

    private static DoubleDouble Circular(double x, int quadrants)
    {
        var n = Math.Round(x / HalfPi[0]);
        DoubleDouble r = x;
        foreach (var part in HalfPi)
            r -= DoubleDouble.Product(n, part);
        var quadrant = (long)n + quadrants;
        var isCosine = (quadrant & 1) != 0;
        var term = isCosine ? 1 : r;
        var sum = term;
        for (var k = isCosine ? 1 : 2; k < 34; k += 2)
        {
            term = -term * r * r / (k * (k + 1.0));
            sum += term;
        }

        return (quadrant & 2) == 0 ? sum : -sum;
    }
}
