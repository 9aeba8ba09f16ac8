using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>The error function and its complement.</summary>
internal static class ErrorFunction
{
    public static Vector<T> Value<T>(Vector<T> x) where T : unmanaged, INumberBase<T> => Map(x, Erf);

    public static Vector<T> Complement<T>(Vector<T> x) where T : unmanaged, INumberBase<T> => Map(x, static x => Math.Abs(x) < 2.5 ? 1 - Erf(x) : x < 0 ? 2 - Tail(-x) : Tail(x));

    private static Vector<T> Map<T>(Vector<T> x, Func<double, double> f) where T : unmanaged, INumberBase<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.CreateTruncating(f(double.CreateTruncating(x[lane])));
        return new Vector<T>(lanes);
    }

    private static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) > 2.5)
            return Math.CopySign(1 - Tail(Math.Abs(x)), x);
        // erf x = 2/sqrt(pi) * sum (-1)^n x^(2n+1) / (n! (2n+1))
        var term = x;
        var sum = x;
        for (var n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Tail(double x)
    {
        var fraction = x;
        for (var n = 80; n >= 1; n--)
            fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
