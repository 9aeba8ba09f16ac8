using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Kernels;

/// <summary>The error function and its complement, in double precision for floats too.</summary>
/// <remarks>
/// <c>erf x = x·p(x²)</c> for |x| ≤ 1, and <c>erfc x = e^−x²·t·q(t)</c>, <c>t = 2 / (2 + x)</c>, for x ≥ 0, with minimax
/// polynomials p of degree 11 (relative error 7.3e-18) and q of degree 22 about the middle of its range (3.7e-16; 7.6e-16 with
/// rounding), computed for this project by Remez' exchange in 50 digits.
/// </remarks>
internal static class ErrorFunction
{
    /// <summary>The middle of the range of t, for x from 0 to 28.</summary>
    private const double Middle = 8.0 / 15;

    private static readonly double[] CentralCoefficients =
    [
        1.12837916709551257, -0.376126389031835195, 0.112837916709441847, -0.026866170643111467, 0.00522397760611847331, -0.000854832592931449025,
        0.000120552935769006263, -0.0000149247123020098629, 1.64471315712790022e-6, -1.62063137584932148e-7, 1.37109803980285611e-8,
        -7.77946848895985299e-10,
    ];

    private static readonly double[] TailCoefficients =
    [
        0.534322940132693423, 0.724883417373810243, 0.572337321757205005, 0.121747743115400822, -0.187652690536698095, -0.0828133406733125026,
        0.108753783483027505, 0.0309152764411622956, -0.0840519377347931138, 0.0134156840830494603, 0.0585664440831744787, -0.0472381957870730576,
        -0.0175559767523163222, 0.0561676291889724232, -0.0311496618232835738, -0.0270900803676499094, 0.0597055275486861781, -0.0276813713781078266,
        -0.0440007763745202581, 0.0612721604643536664, 0.00288520580743966441, -0.0383256133193699505, 0.0125318224360435548,
    ];

    /// <summary><c>erf x</c>.</summary>
    public static TLanes Value<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => InDouble<TLanes, T>(x, isGelu: false);

    /// <summary><c>½x·erfc(−x/√2)</c>: unlike <c>1 + erf</c>, erfc is precise in the left tail.</summary>
    public static TLanes Gelu<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => InDouble<TLanes, T>(x, isGelu: true);

    // In doubles, which take more vectors than floats do: so they go through memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes InDouble<TLanes, T>(TLanes x, bool isGelu)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[(int)TLanes.Count];
        Span<double> wide = stackalloc double[Math.Max((int)TLanes.Count, Vector256<double>.Count)];
        x.Store(ref lanes[0], 0);
        for (var lane = 0; lane < lanes.Length; lane++)
            wide[lane] = double.CreateTruncating(lanes[lane]);
        for (var lane = 0; lane < lanes.Length; lane += Vector256<double>.Count)
        {
            var chunk = Vector256.LoadUnsafe(ref wide[lane]);
            (isGelu ? GeluOf(chunk) : ValueOf(chunk)).StoreUnsafe(ref wide[lane]);
        }

        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.CreateTruncating(wide[lane]);
        return TLanes.Load(ref lanes[0], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<double> ValueOf(Vector256<double> x)
    {
        var absolute = Vector256.Abs(x);
        // erfc 28 is 0 in double precision.
        var limited = Vector256.MinNative(Vector256.Create(28.0), absolute);
        var outside = (Vector256<double>.One - Tail(limited, DoubleFunctions256.Exp(-(limited * limited)))) | (x & Vector256.Create(-0.0));
        var isCentral = Vector256.LessThanOrEqual(absolute, Vector256<double>.One);
        return Vector256.ConditionalSelect(isCentral, x * Polynomial(CentralCoefficients, x * x), outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<double> GeluOf(Vector256<double> x)
    {
        // Φ(−40) is 0 in double precision. The square of x/√2 is up to 800, and an error of it one of the result: so it is ½x², with what
        // rounding x² loses.
        var absolute = Vector256.MinNative(Vector256.Create(40.0), Vector256.Abs(x));
        var square = absolute * absolute;
        var lost = Vector256.MultiplyAddEstimate(absolute, absolute, -square);
        var exp = DoubleFunctions256.Exp(Vector256.Create(-0.5) * square);
        exp = Vector256.MultiplyAddEstimate(Vector256.Create(-0.5) * lost, exp, exp);
        var tail = Tail(absolute * Vector256.Create(0.70710678118654752440), exp);
        var isPositive = Vector256.GreaterThan(x, Vector256<double>.Zero);
        var complement = Vector256.ConditionalSelect(isPositive, Vector256.Create(2.0) - tail, tail);
        return Vector256.Create(0.5) * x * complement;
    }

    // erfc x for x from 0 to 28.3, with e^−x².
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<double> Tail(Vector256<double> x, Vector256<double> exp)
    {
        var t = Vector256.Create(2.0) / (x + Vector256.Create(2.0));
        return exp * t * Polynomial(TailCoefficients, t - Vector256.Create(Middle));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Polynomial(double[] coefficients, Vector256<double> x)
    {
        var sum = Vector256<double>.Zero;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = Vector256.MultiplyAddEstimate(sum, x, Vector256.Create(coefficients[i]));
        return sum;
    }
}
