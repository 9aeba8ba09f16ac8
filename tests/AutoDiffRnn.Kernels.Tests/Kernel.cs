using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>What generated networks inherit, made callable from a test as they call it.</summary>
public abstract class Kernel<T> : Network<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Kernel()
        : base(null!, SurfaceVersion)
    {
    }

    public static new void Multiply(Rows<T> a, PackedMatrix<T> b, Rows<T> c) => CellKernels<T>.Multiply(a, b, c);

    public static void AddOuterProducts(
        Rows<T> left, int leftWidth, Rows<T> right, int rightWidth, Span<T> gradient, int gradientStride, Workspace<T> workspace)
        => CellKernels<T>.AddOuterProducts(left, leftWidth, right, rightWidth, gradient, gradientStride, workspace);

    public static void AddRows(Rows<T> rows, int width, Span<T> gradient) => CellKernels<T>.AddRows(rows, width, gradient);

    public static void AddRowProducts(Rows<T> a, Rows<T> b, int width, Span<T> gradient) => CellKernels<T>.AddRowProducts(a, b, width, gradient);

    public static void AddScalars(Rows<T> scalars, Span<T> gradient) => CellKernels<T>.AddScalars(scalars, gradient);

    public static void Gather(ReadOnlySpan<T> table, int tableRows, int width, Rows<int> tokens, int batch, string name, Rows<T> result)
        => CellKernels<T>.Gather(table, tableRows, width, tokens, 0, batch, name, result);

    public static void ScatterAdd(Rows<T> rows, int width, Rows<int> tokens, Span<T> gradient)
        => CellKernels<T>.ScatterAdd(rows, width, tokens, gradient);

    public static void RequireIndices(Rows<int> indices, int count, int batch, string name)
        => CellKernels<T>.RequireIndices(indices, count, 0, batch, name);

    public static new void CopyColumns(Rows<T> from, int column, int width, Rows<T> to, int toColumn)
        => CellKernels<T>.CopyColumns(from, column, width, to, toColumn);

    public static new void FillRows(Rows<T> rows, int width, T value) => CellKernels<T>.FillRows(rows, width, value);

    public static new T Maximum(Row<T> row, int width) => CellKernels<T>.Maximum(row, width);

    public static new T LogSumExp(Row<T> row, int width) => CellKernels<T>.LogSumExp(row, width);

    public static new Vector<T> Keep(Vector<T> v, nuint j, nuint width) => CellKernels<T>.Keep(v, j, width);

    public static new Vector<T> OneHot(nuint j, int index) => CellKernels<T>.OneHot(j, index);

    public static new T Total(Vector<T> v) => CellKernels<T>.Total(v);

    public static new Vector<T> Number(double value) => CellKernels<T>.Number(value);

    public static new Vector<T> Spread(T value) => CellKernels<T>.Spread(value);

    /// <summary>The sum of squares of the rows of a vector.</summary>
    public static double SumOfSquares(params Vector<T>[] values)
    {
        var sum = new SquaredSum();
        foreach (var value in values)
            sum.Add(value);
        return sum.Total;
    }

    /// <summary>Every lane function of one argument, in its vector and its scalar form.</summary>
    public static IReadOnlyDictionary<string, (Func<Vector<T>, Vector<T>> Vector, Func<T, T> Scalar)> Unary { get; }
        = new Dictionary<string, (Func<Vector<T>, Vector<T>> Vector, Func<T, T> Scalar)>
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
    public static IReadOnlyDictionary<string, (Func<Vector<T>, Vector<T>, Vector<T>> Vector, Func<T, T, T> Scalar)> Binary { get; }
        = new Dictionary<string, (Func<Vector<T>, Vector<T>, Vector<T>> Vector, Func<T, T, T> Scalar)>
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

    private static Func<Vector<T>, Vector<T>, Vector<T>> Lanes(Func<Vector<T>, Vector<T>, Vector<T>> comparison)
        => (a, b) => Where(comparison(a, b), Number(1), Number(2));

    private static Func<T, T, T> One(Func<T, T, bool> comparison) => (a, b) => Where(comparison(a, b), Scalar(1), Scalar(2));
}
