using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>A function of <c>CellMath</c>: what is wrong with its operands' shapes, if anything, and the value that it is.</summary>
internal sealed record KnownFunction(Func<IReadOnlyList<Shape>, Misfit?> Problem, Func<IReadOnlyList<Value>, Value> Build);

/// <summary>The functions of <c>CellMath</c> and what they are in the IR. A name with its number of arguments, optional ones included.</summary>
internal static class KnownFunctions
{
    private static readonly Dictionary<(string Name, int Count), KnownFunction> Table = new()
    {
        [("Tanh", 1)] = Of(Operators.Tanh),
        [("Sigmoid", 1)] = Of(Operators.Sigmoid),
        [("LogSigmoid", 1)] = Of(Operators.LogSigmoid),
        [("Softplus", 1)] = Of(Operators.Softplus),
        [("Relu", 1)] = Of(Operators.Relu),
        [("LeakyRelu", 2)] = new(Elementwise, x => Composites.LeakyRelu(x[0], x[1])),
        [("Elu", 2)] = new(Elementwise, x => Composites.Elu(x[0], x[1])),
        [("Selu", 1)] = Of(Operators.Selu),
        [("Gelu", 1)] = Of(Operators.Gelu),
        [("Silu", 1)] = Of(Operators.Silu),
        [("HardSigmoid", 1)] = Of(Operators.HardSigmoid),
        [("HardTanh", 1)] = Of(Operators.HardTanh),
        [("Exp", 1)] = Of(Operators.Exp),
        [("Log", 1)] = Of(Operators.Log),
        [("Sqrt", 1)] = Of(Operators.Sqrt),
        [("Abs", 1)] = Of(Operators.Abs),
        [("Sin", 1)] = Of(Operators.Sin),
        [("Cos", 1)] = Of(Operators.Cos),
        [("Square", 1)] = Of(Operators.Square),
        [("Reciprocal", 1)] = Of(Operators.Reciprocal),
        [("Sign", 1)] = Of(Operators.Sign),
        [("Clamp", 3)] = new(Elementwise, x => Composites.Clamp(x[0], x[1], x[2])),
        [("StopGradient", 1)] = Of(Operators.StopGradient),
        [("Max", 2)] = Of(Operators.Max),
        [("Min", 2)] = Of(Operators.Min),
        [("Pow", 2)] = Of(Operators.Pow),
        [("Where", 3)] = new(Elementwise, x => x[0].Builder.Apply(Operators.Where, x[0], x[1], x[2])),
        [("Dot", 2)] = new(Elementwise, x => Composites.Dot(x[0], x[1])),
        [("Outer", 2)] = Of(Operators.Outer),
        [("Hadamard", 2)] = Of(Operators.Multiply),
        [("Sum", 1)] = Of(Operators.Sum),
        [("Max", 1)] = Of(Operators.Maximum),
        [("Norm", 1)] = new(Any, x => Composites.Norm(x[0])),
        [("Mean", 1)] = new(Any, x => Composites.Mean(x[0])),
        [("Variance", 1)] = new(Any, x => Composites.Variance(x[0])),
        [("LogSumExp", 1)] = Of(Operators.LogSumExp),
        [("Softmax", 1)] = new(Any, x => Composites.Softmax(x[0])),
        [("LogSoftmax", 1)] = new(Any, x => Composites.LogSoftmax(x[0])),
        [("LayerNorm", 4)] = new(Elementwise, x => Composites.LayerNorm(x[0], x[1], x[2], x[3])),
        [("CrossEntropy", 2)] = new(Any, x => Composites.CrossEntropy(x[0], x[1])),
        [("SquaredError", 2)] = new(Elementwise, x => Composites.SquaredError(x[0], x[1])),
    };

    public static bool TryFind(string name, int count, out KnownFunction function) => Table.TryGetValue((name, count), out function);

    /// <summary>Whether <c>CellMath</c> has a function of this name.</summary>
    public static bool Has(string name) => Table.Keys.Any(key => key.Name == name);

    private static KnownFunction Of(Operator op) => new(
        shapes => op.ResultShape(op.Kind == OperatorKind.Elementwise ? Spread(shapes) : shapes, []).Problem,
        operands => operands[0].Builder.Apply(op, operands, []));

    private static Misfit? Any(IReadOnlyList<Shape> shapes) => null;

    // A number goes with each element of what is beside it; all else has one shape.
    private static Misfit? Elementwise(IReadOnlyList<Shape> shapes)
    {
        var wide = Spread(shapes);
        return wide.FirstOrDefault(shape => !shape.Sizes.Equals(wide[0].Sizes)) is { } other ? Misfit.Of(wide[0], other) : null;
    }

    private static IReadOnlyList<Shape> Spread(IReadOnlyList<Shape> shapes)
        => shapes.FirstOrDefault(shape => !shape.IsScalar) is { } wide
            ? [.. shapes.Select(shape => shape.IsScalar ? wide.Of(shape.Element) : shape)]
            : shapes;
}
