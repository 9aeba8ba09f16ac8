using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Operators as functions of values, so that a derivative rule reads as its formula.</summary>
internal static class Make
{
    public static Value Sigmoid(Value x) => x.Builder.Apply(Operators.Sigmoid, x);

    public static Value Erf(Value x) => x.Builder.Apply(Operators.Erf, x);

    public static Value Exp(Value x) => x.Builder.Apply(Operators.Exp, x);

    public static Value Log(Value x) => x.Builder.Apply(Operators.Log, x);

    public static Value Pow(Value x, Value p) => x.Builder.Apply(Operators.Pow, x, p);

    public static Value GreaterOrEqual(Value x, Value y) => x.Builder.Apply(Operators.GreaterOrEqual, x, y);

    public static Value Sin(Value x) => x.Builder.Apply(Operators.Sin, x);

    public static Value Cos(Value x) => x.Builder.Apply(Operators.Cos, x);

    public static Value Abs(Value x) => x.Builder.Apply(Operators.Abs, x);

    public static Value Sign(Value x) => x.Builder.Apply(Operators.Sign, x);

    public static Value Sum(Value x) => x.Builder.Apply(Operators.Sum, x);

    public static Value Greater(Value x, Value y) => x.Builder.Apply(Operators.Greater, x, y);

    public static Value Less(Value x, Value y) => x.Builder.Apply(Operators.Less, x, y);

    public static Value NotEqualTo(Value x, Value y) => x.Builder.Apply(Operators.NotEqualTo, x, y);

    public static Value And(Value m, Value n) => m.Builder.Apply(Operators.And, m, n);

    public static Value Or(Value m, Value n) => m.Builder.Apply(Operators.Or, m, n);

    /// <summary>The opposite; of an opposite, the condition itself.</summary>
    public static Value Not(Value m) => m.Instruction.Op == Operators.Not
        ? new Value(m.Builder, m.Instruction.Arguments[0])
        : m.Builder.Apply(Operators.Not, m);

    public static Value EqualTo(Value x, Value y) => x.Builder.Apply(Operators.EqualTo, x, y);

    public static Value Where(Value condition, Value yes, Value no) => condition.Builder.Apply(Operators.Where, condition, yes, no);

    public static Value Product(Value matrix, Value vector) => matrix.Builder.Apply(Operators.Product, matrix, vector);

    public static Value MatrixProduct(Value left, Value right) => left.Builder.Apply(Operators.MatrixProduct, left, right);

    public static Value Outer(Value left, Value right) => left.Builder.Apply(Operators.Outer, left, right);

    /// <summary>The transpose; of a transpose, the matrix itself; of an outer product, the one of the exchanged vectors.</summary>
    public static Value Transpose(Value matrix)
    {
        var instruction = matrix.Instruction;
        if (instruction.Op == Operators.Transpose)
            return new Value(matrix.Builder, instruction.Arguments[0]);
        return instruction.Op == Operators.Outer
            ? Outer(new Value(matrix.Builder, instruction.Arguments[1]), new Value(matrix.Builder, instruction.Arguments[0]))
            : matrix.Builder.Apply(Operators.Transpose, matrix);
    }

    /// <summary>The sum over all rows; of a transpose, the transpose of the sum, so that what is summed need not be turned for each row.</summary>
    public static Value SumRows(Value x) => x.Instruction.Op == Operators.Transpose
        ? Transpose(SumRows(new Value(x.Builder, x.Instruction.Arguments[0])))
        : x.Builder.Apply(Operators.SumRows, x);

    public static Value Gather(Value matrix, Value row) => matrix.Builder.Apply(Operators.Gather, matrix, row);

    public static Value Scatter(Value x, Value row, Dim rows) => x.Builder.Apply(Operators.Scatter, [x, row], [rows]);

    public static Value OneHot(Value index, Dim size) => index.Builder.Apply(Operators.OneHot, [index], [size]);

    /// <summary>The elements from start to end; of a number spread over a vector, the number spread over fewer.</summary>
    public static Value Slice(Value x, Dim start, Dim end) => x.Instruction.Op == Operators.Broadcast
        ? x.Builder.Broadcast(new Value(x.Builder, x.Instruction.Arguments[0]), Shape.Vector(end - start))
        : x.Builder.Apply(Operators.Slice, [x], [start, end]);

    public static Value SliceRows(Value matrix, Dim start, Dim end) => matrix.Builder.Apply(Operators.SliceRows, [matrix], [start, end]);

    /// <summary>A row of a matrix, by a place that is known when a network is created.</summary>
    public static Value Row(Value matrix, Dim place)
        => matrix.Builder.Apply(Operators.AsVector, SliceRows(matrix, place, place + Dim.One));

    /// <summary>A part of a vector as a number, a vector or a matrix.</summary>
    public static Value Part(Value whole, Dim start, Shape shape)
    {
        var slice = Slice(whole, start, start + shape.Length);
        return shape.IsScalar ? Sum(slice) : shape.IsMatrix ? whole.Builder.Apply(Operators.AsMatrix, [slice], [.. shape.Sizes]) : slice;
    }

    public static Value Concat(params Value[] parts) => parts[0].Builder.Apply(Operators.Concat, parts);

    public static Value LogSumExp(Value x) => x.Builder.Apply(Operators.LogSumExp, x);

    public static Value Pick(Value x, Value index) => x.Builder.Apply(Operators.Pick, x, index);

    /// <summary>Zeros in another value's shape.</summary>
    public static Value Zero(Value like) => like.Builder.Broadcast(like.Builder.Number(0), like.Shape);

    /// <summary>Ones in another value's shape.</summary>
    public static Value One(Value like) => like.Builder.Broadcast(like.Builder.Number(1), like.Shape);

    /// <summary>Whether a value is a literal zero, spread or not: an adjoint that need not be passed on.</summary>
    public static bool IsZero(Value value) => value.Instruction switch
    {
        { Op: var op, Symbol: "0" } when op == Operators.Literal => true,
        { Op: var op, Arguments: var arguments } when op == Operators.Broadcast => IsZero(new Value(value.Builder, arguments.Single())),
        _ => false,
    };
}
