using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>One way to apply an operator, for a check of its derivative: the operands' shapes and the numbers they may hold.</summary>
/// <param name="Operands">The shapes; tokens count rows or elements up to <paramref name="IndexBound"/>.</param>
/// <param name="Sizes">The sizes that belong to the operator.</param>
/// <param name="Low">The smallest operand.</param>
/// <param name="High">The largest operand.</param>
/// <param name="IndexBound">One more than the largest token.</param>
internal sealed record OperatorCase(Shape[] Operands, Dim[] Sizes, double Low = -3, double High = 3, int IndexBound = 1);

/// <summary>For each operator that has a derivative, how it is applied in checks, and where it has kinks.</summary>
internal static class OperatorCases
{
    private static readonly Shape[] Everywhere = [Shape.Scalar, Vector(1), Vector(7), Vector(33), Matrix(3, 5), Matrix(1, 1)];

    private static readonly Shape[] Rows = [Vector(1), Vector(7), Vector(33)];

    private static readonly Dictionary<string, IReadOnlyList<OperatorCase>> Special = new()
    {
        ["Log"] = Same(1, 0.2),
        ["Sqrt"] = Same(1, 0.2),
        ["NormOfSquares"] = Same(1, 0.2),
        ["Pow"] = Same(2, 0.3),
        ["Reciprocal"] = Same(1, 0.3),
        ["Divide"] = Same(2, 0.3),
        ["Where"] = [.. Everywhere.Select(shape => new OperatorCase([shape.Of(Element.Truth), shape, shape], []))],
        ["Broadcast"] = [.. Everywhere.Skip(1).Select(shape => new OperatorCase([Shape.Scalar], [.. shape.Sizes]))],
        ["Product"] = [Case(Matrix(1, 1), Vector(1)), Case(Matrix(3, 5), Vector(5)), Case(Matrix(7, 2), Vector(2)), Case(Matrix(1, 9), Vector(9))],
        ["MatrixProduct"] = [Case(Matrix(1, 1), Matrix(1, 1)), Case(Matrix(3, 5), Matrix(5, 2)), Case(Matrix(7, 1), Matrix(1, 4))],
        ["AsVector"] = [Case(Matrix(1, 1)), Case(Matrix(1, 7)), Case(Matrix(3, 5))],
        ["AsMatrix"] = [Sized(Vector(1), 1, 1), Sized(Vector(7), 1, 7), Sized(Vector(15), 3, 5)],
        ["Dense"] = [Case(Vector(7)), Case(Matrix(3, 5))],
        ["Affine"] =
        [
            Case(Matrix(3, 5), Vector(5)) with { Sizes = [Dim.One] },
            Case(Matrix(3, 5), Vector(5), Vector(3)) with { Sizes = [Dim.One] },
            Case(Matrix(3, 5), Vector(5), Matrix(3, 2), Vector(2), Vector(3), Vector(3)) with { Sizes = [Dim.Constant(2)] },
        ],
        ["Outer"] = [Case(Vector(1), Vector(1)), Case(Vector(3), Vector(5)), Case(Vector(7), Vector(2))],
        ["Transpose"] = [Case(Matrix(1, 1)), Case(Matrix(3, 5)), Case(Matrix(4, 1))],
        ["Normalized"] = [.. Rows.Select(row => Case(row, row, row))],
        ["Softmax"] = [.. Rows.Select(row => Case(row, row))],
        ["Sum"] = [.. Everywhere.Skip(1).Select(shape => Case(shape))],
        ["LogSumExp"] = [Case(Vector(1)), Case(Vector(7)), Case(Vector(33))],
        ["Maximum"] = [Case(Vector(1)), Case(Vector(7)), Case(Vector(33))],
        ["Slice"] = [Sized(Vector(7), 0, 3), Sized(Vector(7), 2, 7), Sized(Vector(7), 0, 7), Sized(Vector(5), 4, 5)],
        ["SliceRows"] = [Sized(Matrix(5, 3), 0, 2), Sized(Matrix(5, 3), 1, 5), Sized(Matrix(1, 1), 0, 1)],
        ["SliceColumns"] = [Sized(Matrix(3, 5), 0, 2), Sized(Matrix(3, 5), 1, 5), Sized(Matrix(1, 1), 0, 1)],
        ["Place"] = [Sized(Vector(3), 0, 7), Sized(Vector(3), 4, 7), Sized(Vector(3), 0, 3), Sized(Vector(1), 2, 5)],
        ["PlaceRows"] = [Sized(Matrix(2, 3), 0, 5), Sized(Matrix(2, 3), 3, 5), Sized(Matrix(1, 1), 0, 1)],
        ["PlaceColumns"] = [Sized(Matrix(3, 2), 0, 5), Sized(Matrix(3, 2), 3, 5), Sized(Matrix(1, 1), 0, 1)],
        ["Concat"] = [Case(Vector(3)), Case(Vector(3), Vector(1)), Case(Vector(2), Vector(5), Vector(3))],
        ["Gather"] = [Indexed(5, Matrix(5, 3), Shape.Index), Indexed(1, Matrix(1, 7), Shape.Index)],
        ["Scatter"] = [Indexed(5, Vector(3), Shape.Index) with { Sizes = [Dim.Constant(5)] }],
        ["Pick"] = [Indexed(7, Vector(7), Shape.Index), Indexed(1, Vector(1), Shape.Index)],
        ["OneHot"] = [Indexed(7, Shape.Index) with { Sizes = [Dim.Constant(7)] }],
    };

    /// <summary>Operators that no derivative flows through, each for a reason: leaves, comparisons, measurements, sums over all rows.</summary>
    public static IReadOnlyList<string> WithoutDerivative { get; } =
    [
        "Input", "Previous", "Following", "Weight", "Constant", "Literal", "Size", "Ordinal", "Primal", "Seed",
        "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "EqualTo", "NotEqualTo", "And", "Or", "Not", "TokenWithin", "StopGradient",
        "SquaredNorm", "SumRows", "Identity", "ScanBack", "ScanGradient", "TokenOf",
    ];

    public static TheoryData<string> Names => [.. Operators.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All that have a rule but a loop, which has a program beside its operands: cells with loops check it.</summary>
    public static TheoryData<string> Differentiable => [.. Operators.All.Values.Where(op => op.Adjoint is not null && op != Operators.Scan).Select(op => op.Name)];

    /// <summary>
    /// Those whose rule is the derivative in each operand. Others hold numbers of a row beside it, and their rules are those of the whole functions.
    /// </summary>
    public static TheoryData<string> DifferentiatedByOperand =>
    [
        .. Operators.All.Values.Where(op => op is { Adjoint: not null, MixesElements: false } && op != Operators.Scan).Select(op => op.Name),
    ];

    /// <summary>An operator's cases; for an elementwise one that needs none of its own, all shapes.</summary>
    public static IReadOnlyList<OperatorCase> Of(Operator op)
    {
        if (Special.TryGetValue(op.Name, out var cases))
            return cases;
        Assert.True(op.Kind == OperatorKind.Elementwise, $"{op.Name} is not elementwise: OperatorCases says with which operands to check it.");
        return Same(op.Arity, -3);
    }

    /// <summary>How far the operands of one element are from the nearest kink or jump.</summary>
    public static double DistanceToKink(Operator op, IReadOnlyList<double> operands) => op.Name switch
    {
        "Relu" or "Elu" or "Selu" or "Abs" or "Sign" => Math.Abs(operands[0]),
        "HardTanh" => Math.Abs(Math.Abs(operands[0]) - 1),
        "HardSigmoid" => Math.Abs(Math.Abs(operands[0]) - 3),
        "Max" or "Min" => Math.Abs(operands[0] - operands[1]),
        _ => double.PositiveInfinity,
    };

    private static OperatorCase[] Same(int operands, double low)
        => [.. Everywhere.Select(shape => new OperatorCase([.. Enumerable.Repeat(shape, operands)], [], low))];

    private static OperatorCase Case(params Shape[] operands) => new(operands, []);

    private static OperatorCase Sized(Shape operand, int first, int second) => new([operand], [Dim.Constant(first), Dim.Constant(second)]);

    private static OperatorCase Indexed(int bound, params Shape[] operands) => new(operands, [], IndexBound: bound);

    private static Shape Vector(int size) => Shape.Vector(Dim.Constant(size));

    private static Shape Matrix(int rows, int columns) => Shape.Matrix(Dim.Constant(rows), Dim.Constant(columns));
}
