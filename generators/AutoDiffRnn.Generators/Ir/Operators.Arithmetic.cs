using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Arithmetic, comparisons and selection: one or a few instructions each.</summary>
internal static partial class Operators
{
    public static Operator Add { get; } = Binary("Add", (x, y) => x + y,
        (g, _, _, _) => [g, g], "{0} + {1}", "{0} + {1}", precedence: 1, cheap: true);

    public static Operator Subtract { get; } = Binary("Subtract", (x, y) => x - y,
        (g, _, _, _) => [g, -g], "{0} - {1}", "{0} − {1}", precedence: 1, cheap: true);

    public static Operator Multiply { get; } = Binary("Multiply", (x, y) => x * y,
        (g, _, x, y) => [g * y, g * x], "{0} * {1}", "{0} ⊙ {1}", precedence: 2, cheap: true);

    public static Operator Divide { get; } = Binary("Divide", (x, y) => x / y,
        (g, z, _, y) => [g / y, -(g * z / y)], "{0} / {1}", "{0} / {1}", precedence: 2);

    public static Operator Negate { get; } = Unary("Negate", x => -x,
        (g, _, _) => -g, formula: "−{0}", code: "-{0}", precedence: 2.5, cheap: true);

    /// <summary>The same value in a place of its own.</summary>
    public static Operator Copy { get; } = Unary("Copy", x => x,
        (g, _, _) => g, formula: "{0}", code: "{0}", cheap: true);

    /// <summary>The same value, of which differentiation sees nothing.</summary>
    public static Operator StopGradient { get; } = Unary("StopGradient", x => x,
        null, formula: "stop({0})", code: "{0}", cheap: true);

    /// <summary>What all rows share, where each row needs its own: an output that does not depend on inputs or states.</summary>
    public static Operator Repeat { get; } = Unary("Repeat", x => x,
        (g, _, _) => g, formula: "{0}", code: "{0}", cheap: true);

    /// <summary>A scalar as a vector or matrix of equal elements.</summary>
    public static Operator Broadcast { get; } = new()
    {
        Name = "Broadcast",
        Kind = OperatorKind.Elementwise,
        Arity = 1,
        ResultShape = (operands, sizes) => new Shape(operands[0].Element, new([.. sizes])),
        Adjoint = at => [Make.Sum(at.Adjoint)],
        Evaluate = at => new Tensor(at.ResultSizes).Map(_ => at[0].Number),
        Code = "Spread({0})",
        Formula = "{0}",
        IsCheap = true,
    };

    public static Operator Greater { get; } = Comparison("Greater", (x, y) => x > y, "{0} > {1}");

    public static Operator GreaterOrEqual { get; } = Comparison("GreaterOrEqual", (x, y) => x >= y, "{0} ≥ {1}");

    public static Operator Less { get; } = Comparison("Less", (x, y) => x < y, "{0} < {1}");

    public static Operator LessOrEqual { get; } = Comparison("LessOrEqual", (x, y) => x <= y, "{0} ≤ {1}");

    public static Operator EqualTo { get; } = Comparison("EqualTo", (x, y) => x == y, "{0} = {1}");

    public static Operator NotEqualTo { get; } = Comparison("NotEqualTo", (x, y) => x != y, "{0} ≠ {1}");

    /// <summary>Whether both conditions hold.</summary>
    public static Operator And { get; } = Logical("And", 2, at => at[0].Zip(at[1], (m, n) => m != 0 && n != 0 ? 1 : 0), "({0} ∧ {1})");

    /// <summary>Whether at least one of two conditions holds.</summary>
    public static Operator Or { get; } = Logical("Or", 2, at => at[0].Zip(at[1], (m, n) => m != 0 || n != 0 ? 1 : 0), "({0} ∨ {1})");

    /// <summary>Whether a condition does not hold.</summary>
    public static Operator Not { get; } = Logical("Not", 1, at => at[0].Map(m => m != 0 ? 0 : 1), "¬({0})");

    /// <summary>
    /// One of two values by a comparison. The choice comes after the derivative, never as a product with 0, so that a
    /// branch that is not taken cannot turn a gradient into NaN.
    /// </summary>
    public static Operator Where { get; } = new()
    {
        Name = "Where",
        Kind = OperatorKind.Elementwise,
        Arity = 3,
        ResultShape = (operands, sizes) => operands[0].Element != Element.Truth
            ? ShapeResult.Wrong($"the condition is a {operands[0]}, not a comparison")
            : operands[0].Sizes != operands[1].Sizes
                ? ShapeResult.Wrong(
                    $"the condition is a {operands[0]}, but what it chooses is a {operands[1]}", [.. Misfit.Pairs(operands[0], operands[1])])
                : operands[1].Element == Element.Index && operands[2].Element == Element.Index
                    ? Shape.Index
                    : SameShape([.. operands.Skip(1)], sizes),
        Adjoint = at =>
        {
            var zero = at.Adjoint.Builder.Number(0);
            return [null, Make.Where(at.Arguments[0], at.Adjoint, zero), Make.Where(at.Arguments[0], zero, at.Adjoint)];
        },
        Evaluate = at => new Tensor(at[1].Sizes, [.. at[0].Data.Select((condition, i) => condition != 0 ? at[1].Data[i] : at[2].Data[i])]),
        Code = "Where({0}, {1}, {2})",
        Formula = "({0} ? {1} : {2})",
        IsCheap = true,
    };

    /// <summary>A number, which is a whole one, as a token.</summary>
    public static Operator TokenOf { get; } = new()
    {
        Name = "TokenOf",
        Kind = OperatorKind.Elementwise,
        Arity = 1,
        ResultShape = (operands, _) => operands[0].Equals(Shape.Scalar) ? Shape.Index : ShapeResult.Wrong($"a {operands[0]} is not a number"),
        Evaluate = at => at[0],
        Code = "TokenOf({0})",
        Formula = "{0}",
        IsCheap = true,
    };

    private static Operator Comparison(string name, System.Func<double, double, bool> holds, string formula) => new()
    {
        Name = name,
        Kind = OperatorKind.Elementwise,
        Arity = 2,
        ResultShape = (operands, sizes) => operands.All(operand => operand.Element == Element.Index)
            ? Shape.Scalar.Of(Element.Truth)
            : SameShape(operands, sizes) is { Shape: { } shape } ? shape.Of(Element.Truth) : SameShape(operands, sizes),
        Evaluate = at => at[0].Zip(at[1], (x, y) => holds(x, y) ? 1 : 0),
        Code = name + "({0}, {1})",
        Formula = formula,
        IsCheap = true,
    };

    private static Operator Logical(string name, int arity, System.Func<EvaluationContext, Tensor> value, string formula) => new()
    {
        Name = name,
        Kind = OperatorKind.Elementwise,
        Arity = arity,
        ResultShape = (operands, _) => operands.FirstOrDefault(operand => operand.Element != Element.Truth) is { } other
            ? ShapeResult.Wrong($"a {other} is not a condition")
            : operands.All(operand => operand.Equals(operands[0])) ? operands[0] : ShapeResult.Wrong("the conditions differ in shape"),
        Evaluate = value,
        Code = name + (arity == 1 ? "({0})" : "({0}, {1})"),
        Formula = formula,
        IsCheap = true,
    };
}
