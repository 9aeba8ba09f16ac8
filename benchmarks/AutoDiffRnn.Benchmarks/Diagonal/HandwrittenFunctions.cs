using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>
/// eˣ and what is made of it for eight doubles, written flat: as precise as the runtime's functions and as right at the limits, because a version
/// by hand has to compute what the generated one computes.
/// </summary>
internal static class HandwrittenFunctions
{
    // Adding it and taking it away rounds to an integer.
    private const double Rounding = 6755399441055744.0;

    /// <summary>The power of two in two halves, because 2ⁿ may overflow where eˣ does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // What NaN is compared with is false, and keeps it.
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-746.0)), Vector512.Create(-746.0), x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(710.0)), Vector512.Create(710.0), x);
        var n = Nearest(x * Vector512.Create(1.4426950408889634));
        var half = Nearest(n * Vector512.Create(0.5));
        return (Vector512<double>.One + RestExpM1(x, n)) * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>With e = e^−|x|: 1 / (1 + e) on the right and e / (1 + e) on the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        var negative = x | Vector512.Create(-0.0);
        negative = Vector512.ConditionalSelect(Vector512.LessThan(negative, Vector512.Create(-709.0)), Vector512.Create(-709.0), negative);
        var n = Nearest(negative * Vector512.Create(1.4426950408889634));
        var power = PowerOfTwo(n);
        var exp = Vector512.MultiplyAddEstimate(power, RestExpM1(negative, n), power);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), exp, Vector512<double>.One) / (Vector512<double>.One + exp);
    }

    /// <summary>(e^2|x| − 1) / (e^2|x| + 1) with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        var doubled = Vector512.Abs(x) + Vector512.Abs(x);
        doubled = Vector512.ConditionalSelect(Vector512.GreaterThan(doubled, Vector512.Create(40.0)), Vector512.Create(40.0), doubled);
        var n = Nearest(doubled * Vector512.Create(1.4426950408889634));
        var power = PowerOfTwo(n);
        var difference = Vector512.MultiplyAddEstimate(power, RestExpM1(doubled, n), power - Vector512<double>.One);
        return (difference / (difference + Vector512.Create(2.0))) | (x & Vector512.Create(-0.0));
    }

    // eʳ − 1 for r = x − n·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RestExpM1(Vector512<double> x, Vector512<double> n)
    {
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770e-10), r);
        var q = Vector512.Create(2.50539368968423035e-8);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.76259994207478801e-7));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.75574069709668025e-6));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0000248015053844172756));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.000198412697197256872));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00138888889314560388));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00833333333338917777));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0416666666665771709));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.166666666666665899));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.500000000000000513));
        return Vector512.MultiplyAddEstimate(r * r, q, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Nearest(Vector512<double> x) => x + Vector512.Create(Rounding) - Vector512.Create(Rounding);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> n) => Vector512.ShiftLeft((n + Vector512.Create(Rounding + 1023)).AsInt64(), 52).AsDouble();
}
