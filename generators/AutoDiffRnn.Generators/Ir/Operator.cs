using System;
using System.Collections.Generic;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>How the code of an operator is made, which decides where its value may be computed and with what it fuses.</summary>
internal enum OperatorKind
{
    /// <summary>A value from outside: an input, a state's previous value, a weight, a constant, a literal.</summary>
    Leaf,

    /// <summary>Element by element on operands of one shape: fuses into one loop with its neighbours.</summary>
    Elementwise,

    /// <summary>A sum over the elements of one example's vector: an accumulator of the loop that makes them.</summary>
    Sum,

    /// <summary>A function of a whole row that needs it stored.</summary>
    RowFunction,

    /// <summary>Products with matrices that all examples share, added up: packed matrices, many rows at once.</summary>
    Product,

    /// <summary>A product of matrices and vectors of one example, or of weights alone: reads whole operands, makes a whole value.</summary>
    RowProduct,

    /// <summary>A view of a part of its operand: no code of its own.</summary>
    View,

    /// <summary>Elements moved from place to place, whole values at a time.</summary>
    Move,

    /// <summary>A sum over all steps and examples: how gradients reach what they share.</summary>
    Reduction,
}

/// <summary>The adjoints that an operator gives its operands: one each, null where none flows.</summary>
internal delegate IReadOnlyList<Value?> AdjointRule(AdjointContext at);

/// <summary>What a rule may see: the instruction, the adjoint of its result, the result, and the operands.</summary>
internal sealed class AdjointContext(Instruction instruction, Value adjoint, Value result, IReadOnlyList<Value> arguments)
{
    /// <summary>The instruction of the forward program, which has the operator's sizes.</summary>
    public Instruction Instruction { get; } = instruction;

    public Value Adjoint { get; } = adjoint;

    public Value Result { get; } = result;

    public IReadOnlyList<Value> Arguments { get; } = arguments;
}

/// <summary>The shape of an operator's result, or what is wrong with its operands' shapes.</summary>
internal readonly struct ShapeResult
{
    private ShapeResult(Shape? shape, Misfit? problem)
    {
        Shape = shape;
        Problem = problem;
    }

    public Shape? Shape { get; }

    public Misfit? Problem { get; }

    public static implicit operator ShapeResult(Shape shape) => new(shape, null);

    /// <summary>The operands do not fit, and would if <paramref name="equal"/> sizes were: those may be ones that the user left open.</summary>
    public static ShapeResult Wrong(string problem, params (Dim A, Dim B)[] equal) => new(null, new Misfit(problem, equal));

    /// <summary>Two operands' shapes differ that should be one.</summary>
    public static ShapeResult Differ(Shape a, Shape b) => new(null, Misfit.Of(a, b));
}

/// <summary>One operator: everything that the generator knows of it, in one declaration of <see cref="Operators"/>.</summary>
internal sealed class Operator
{
    /// <summary>The name, which is also that of the function in the cell language where there is one.</summary>
    public required string Name { get; init; }

    public required OperatorKind Kind { get; init; }

    /// <summary>The number of operands; -1 for any number.</summary>
    public required int Arity { get; init; }

    /// <summary>The shape of the result from the operands' shapes and the instruction's sizes (a slice's bounds).</summary>
    public required Func<IReadOnlyList<Shape>, IReadOnlyList<Dim>, ShapeResult> ResultShape { get; init; }

    /// <summary>The derivative, as IR; null for an operator that no derivative flows through.</summary>
    public AdjointRule? Adjoint { get; init; }

    /// <summary>The value in double precision, for the evaluator.</summary>
    public required Func<EvaluationContext, Tensor> Evaluate { get; init; }

    /// <summary>The C# that computes it, with <c>{0}</c> … for the operands. The same text serves a vector of lanes and a scalar.</summary>
    public string Code { get; init; } = "";

    /// <summary>The formula in the header's mathematics, with <c>{0}</c> … for the operands.</summary>
    public string Formula { get; init; } = "";

    /// <summary>How tightly <see cref="Code"/> binds: a name or call 3, a unary minus 2.5, a product 2, a sum 1.</summary>
    public double Precedence { get; init; } = 3;

    /// <summary>Whether the backward pass computes it again rather than have it saved: a few instructions, no transcendental.</summary>
    public bool IsCheap { get; init; }

    /// <summary>
    /// Of an elementwise operator: whether an element of its first operand is meant to influence all elements of the result, through numbers that
    /// the other operands hold. So it needs that operand whole, and so does its derivative.
    /// </summary>
    public bool MixesElements { get; init; }

    public override string ToString() => Name;
}
