using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Value<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Lane<T>.IsSingle)
            return Lanes.As<double, T>(OfDouble(Lanes.As<T, double>(x)));
        Lanes.Widen(Lanes.As<T, float>(x), out var low, out var high);
        return Lanes.As<float, T>(Lanes.Narrow(OfDouble(low), OfDouble(high)));
    }

    /// <summary><c>½x·erfc(−x/√2)</c>: unlike <c>1 + erf</c>, erfc is precise in the left tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Gelu<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Lane<T>.IsSingle)
            return Lanes.As<double, T>(GeluOfDouble(Lanes.As<T, double>(x)));
        Lanes.Widen(Lanes.As<T, float>(x), out var low, out var high);
        return Lanes.As<float, T>(Lanes.Narrow(GeluOfDouble(low), GeluOfDouble(high)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> OfDouble(Vector<double> x)
    {
        var absolute = Lanes.Abs(x);
        var outside = Lane<double>.WithSignOf(Vector<double>.One - Tail(absolute), x);
        return Lanes.ConditionalSelect(Lanes.LessThanOrEqual(absolute, Vector<double>.One), x * Polynomial(CentralCoefficients, x * x), outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> GeluOfDouble(Vector<double> x)
        => Lane<double>.Number(0.5) * x * ComplementOfDouble(x * Lane<double>.Number(-0.70710678118654752440));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> ComplementOfDouble(Vector<double> x)
    {
        var tail = Tail(Lanes.Abs(x));
        return Lanes.ConditionalSelect(Lanes.LessThan(x, Vector<double>.Zero), Lane<double>.Number(2) - tail, tail);
    }

    /// <summary><c>erfc x</c> for x ≥ 0, to (4 + x²) ulp, because the square is rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> Tail(Vector<double> x)
    {
        x = Lane<double>.AtMost(Lane<double>.Number(28), x); // erfc 28 is 0 in double precision
        var t = Lane<double>.Number(2) / (x + Lane<double>.Number(2));
        return Exponential<double>.Exp(-(x * x)) * t * Polynomial(TailCoefficients, t - Lane<double>.Number(Middle));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Polynomial(double[] coefficients, Vector<double> x)
    {
        var sum = Vector<double>.Zero;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = Lane<double>.Step(sum, x, coefficients[i]);
        return sum;
    }
}
