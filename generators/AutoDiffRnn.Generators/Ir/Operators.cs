using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// The operators, each declared once: shape rule, derivative, value, code, formula. The parts of this class are the groups of
/// the cell language's table.
/// </summary>
internal static partial class Operators
{
    /// <summary>The value of an input at this step.</summary>
    public static Operator Input { get; } = LeafOperator("Input");

    /// <summary>The value of a state at the end of the step before.</summary>
    public static Operator Previous { get; } = LeafOperator("Previous");

    /// <summary>In an adjoint program: the adjoint that the step after hands back to a state; zero after the last step.</summary>
    public static Operator Following { get; } = LeafOperator("Following");

    public static Operator Weight { get; } = LeafOperator("Weight");

    /// <summary>A number fixed when the network is created.</summary>
    public static Operator Constant { get; } = LeafOperator("Constant");

    /// <summary>A number as the user wrote it; its text is never folded.</summary>
    public static Operator Literal { get; } = LeafOperator("Literal", at => Tensor.Scalar(ParseNumber(at.Symbol)));

    /// <summary>The size of a dimension as a number.</summary>
    public static Operator Size { get; } = LeafOperator("Size", at => Tensor.Scalar(at.Sizes[0]));

    /// <summary>A whole number beside tokens.</summary>
    public static Operator Ordinal { get; } = LeafOperator("Ordinal", at => Tensor.Scalar(at.Sizes[0]));

    /// <summary>In an adjoint program: a value that the forward pass saved.</summary>
    public static Operator Primal { get; } = LeafOperator("Primal");

    /// <summary>In an adjoint program: the gradient that comes from outside for an output or a state at this step.</summary>
    public static Operator Seed { get; } = LeafOperator("Seed");

    /// <summary>All operators by name.</summary>
    public static IReadOnlyDictionary<string, Operator> All => Index.ByName;

    /// <summary>Whether a leaf is the same for all steps and examples.</summary>
    public static bool IsSharedLeaf(Operator op) => op == Weight || op == Constant || op == Literal || op == Size || op == Ordinal;

    private static Operator LeafOperator(string name, Func<EvaluationContext, Tensor>? evaluate = null) => new()
    {
        Name = name,
        Kind = OperatorKind.Leaf,
        Arity = 0,
        ResultShape = (_, _) => ShapeResult.Wrong("a leaf has the shape that it is given"),
        Evaluate = evaluate ?? (_ => throw new InvalidOperationException($"The value of {name} comes from outside.")),
    };

    // The value that the C# literal has as a double: 0.1f is the nearest float to 0.1, not the nearest double.
    private static double ParseNumber(string text)
    {
        var digits = text.Replace("_", "").ToUpperInvariant();
        if (digits.StartsWith("0X", StringComparison.Ordinal) || digits.StartsWith("0B", StringComparison.Ordinal))
            return Convert.ToUInt64(digits.Substring(2).TrimEnd('U', 'L'), digits[1] == 'X' ? 16 : 2);
        if (digits.EndsWith("F", StringComparison.Ordinal))
            return float.Parse(digits.TrimEnd('F'), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.Parse(digits.TrimEnd('D', 'M', 'U', 'L'), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // Real operands, all of one shape.
    private static ShapeResult SameShape(IReadOnlyList<Shape> operands, IReadOnlyList<Dim> sizes)
    {
        var wrong = operands.FirstOrDefault(operand => operand.Element != Element.Real);
        if (wrong is not null)
            return ShapeResult.Wrong($"a {wrong} is not a real number");
        var other = operands.FirstOrDefault(operand => !operand.Equals(operands[0]));
        return other is null ? operands[0] : ShapeResult.Differ(operands[0], other);
    }

    private static Operator Unary(
        string name,
        Func<double, double> value,
        Func<Value, Value, Value, Value>? adjoint,
        string? formula = null,
        string? code = null,
        double precedence = 3,
        bool cheap = false) => new()
    {
        Name = name,
        Kind = OperatorKind.Elementwise,
        Arity = 1,
        ResultShape = SameShape,
        Adjoint = adjoint is null ? null : at => [adjoint(at.Adjoint, at.Result, at.Arguments[0])],
        Evaluate = at => at[0].Map(value),
        Code = code ?? name + "({0})",
        Formula = formula ?? char.ToLowerInvariant(name[0]) + name.Substring(1) + "({0})",
        Precedence = precedence,
        IsCheap = cheap,
    };

    private static Operator Binary(
        string name,
        Func<double, double, double> value,
        Func<Value, Value, Value, Value, Value?[]> adjoint,
        string code,
        string formula,
        double precedence = 3,
        bool cheap = false) => new()
    {
        Name = name,
        Kind = OperatorKind.Elementwise,
        Arity = 2,
        ResultShape = SameShape,
        Adjoint = at => adjoint(at.Adjoint, at.Result, at.Arguments[0], at.Arguments[1]),
        Evaluate = at => at[0].Zip(at[1], value),
        Code = code,
        Formula = formula,
        Precedence = precedence,
        IsCheap = cheap,
    };

    // Filled on first use, when every part of this class has made its operators.
    private static class Index
    {
        public static readonly Dictionary<string, Operator> ByName = typeof(Operators)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null))
            .OfType<Operator>()
            .ToDictionary(op => op.Name, StringComparer.Ordinal);
    }
}
