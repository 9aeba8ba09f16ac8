using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>What the kernels of generated networks compute with, made callable from a test at a width of the test's.</summary>
public abstract class LaneKernel<TLanes, T> : Network<T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private LaneKernel()
        : base(null!, SurfaceVersion)
    {
    }

    public static T Maximum(Rows<T> rows, int width) => CellKernels<T>.Maximum(Row<TLanes>(rows, 0), width);

    public static T LogSumExp(Rows<T> rows, int width) => CellKernels<T>.LogSumExp(Row<TLanes>(rows, 0), width);

    /// <summary>Writes numbers into a part of a row, all lanes at a time.</summary>
    public static void WritePart(Rows<T> rows, int row, int width, T value)
    {
        var part = RowPart<TLanes>(rows, row, width);
        for (nuint j = 0; j < (nuint)width; j += TLanes.Count)
            part[j] = Spread(value);
    }

    public static TLanes Keep(TLanes v, nuint j, nuint width) => CellKernels<T>.Keep(v, j, width);

    public static TLanes OneHot(nuint j, int index) => OneHot<TLanes>(j, index);

    public static T Total(TLanes v) => CellKernels<T>.Total(v);

    public static TLanes Number(double value) => Number<TLanes>(value);

    public static TLanes Spread(T value) => Spread<TLanes>(value);

    /// <summary>The sum of squares of the rows of a vector.</summary>
    public static double SumOfSquares(params TLanes[] values)
    {
        var sum = new SquaredSum<TLanes>();
        foreach (var value in values)
            sum.Add(value);
        return sum.Total;
    }

    /// <summary>Every lane function of one argument, in its vector and its scalar form.</summary>
    public static IReadOnlyDictionary<string, (Func<TLanes, TLanes> Vector, Func<T, T> Scalar)> Unary { get; }
        = new Dictionary<string, (Func<TLanes, TLanes> Vector, Func<T, T> Scalar)>
        {
            [nameof(Tanh)] = (Tanh, Tanh),
            [nameof(Sigmoid)] = (Sigmoid, Sigmoid),
            [nameof(LogSigmoid)] = (LogSigmoid, LogSigmoid),
            [nameof(Relu)] = (Relu, Relu),
            [nameof(LeakyRelu)] = (x => LeakyRelu(x, Number(0.01)), x => LeakyRelu(x, Scalar(0.01))),
            [nameof(Elu)] = (Elu, Elu),
            [nameof(Selu)] = (Selu, Selu),
            [nameof(Gelu)] = (Gelu, Gelu),
            [nameof(Silu)] = (Silu, Silu),
            [nameof(Softplus)] = (Softplus, Softplus),
            [nameof(HardSigmoid)] = (HardSigmoid, HardSigmoid),
            [nameof(HardTanh)] = (HardTanh, HardTanh),
            [nameof(Exp)] = (Exp, Exp),
            [nameof(Log)] = (Log, Log),
            [nameof(Sqrt)] = (Sqrt, Sqrt),
            [nameof(Abs)] = (Abs, Abs),
            [nameof(Sin)] = (Sin, Sin),
            [nameof(Cos)] = (Cos, Cos),
            [nameof(Square)] = (Square, Square),
            [nameof(Reciprocal)] = (Reciprocal, Reciprocal),
            [nameof(Sign)] = (Sign, Sign),
            [nameof(Erf)] = (Erf, Erf),
            ["Cube"] = (x => Pow(x, Number(3)), x => Pow(x, Scalar(3))),
            ["Clamped"] = (x => Clamp(x, Number(-0.5), Number(0.25)), x => Clamp(x, Scalar(-0.5), Scalar(0.25))),
        };

    /// <summary>Every function of two arguments, in its vector and its scalar form.</summary>
    public static IReadOnlyDictionary<string, (Func<TLanes, TLanes, TLanes> Vector, Func<T, T, T> Scalar)> Binary { get; }
        = new Dictionary<string, (Func<TLanes, TLanes, TLanes> Vector, Func<T, T, T> Scalar)>
        {
            [nameof(Pow)] = (Pow, Pow),
            [nameof(Max)] = (Max, Max),
            [nameof(Min)] = (Min, Min),
            [nameof(Greater)] = (Lanes(Greater), One(Greater)),
            [nameof(GreaterOrEqual)] = (Lanes(GreaterOrEqual), One(GreaterOrEqual)),
            [nameof(Less)] = (Lanes(Less), One(Less)),
            [nameof(LessOrEqual)] = (Lanes(LessOrEqual), One(LessOrEqual)),
            [nameof(EqualTo)] = (Lanes(EqualTo), One(EqualTo)),
            [nameof(NotEqualTo)] = (Lanes(NotEqualTo), One(NotEqualTo)),
            ["NeitherPositive"] = (
                (a, b) => Where(Not(Or(Greater(a, Number(0)), Greater(b, Number(0)))), a, b),
                (a, b) => Where(Not(Or(Greater(a, T.Zero), Greater(b, T.Zero))), a, b)),
            ["BothPositive"] = (
                (a, b) => Where(And(Greater(a, Number(0)), Greater(b, Number(0))), a, b),
                (a, b) => Where(And(Greater(a, T.Zero), Greater(b, T.Zero)), a, b)),
        };

    private static Func<TLanes, TLanes, TLanes> Lanes(Func<TLanes, TLanes, TLanes> comparison)
        => (a, b) => Where(comparison(a, b), Number(1), Number(2));

    private static Func<T, T, T> One(Func<T, T, bool> comparison) => (a, b) => Where(comparison(a, b), Scalar(1), Scalar(2));
}
