using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Operators.</content>
internal sealed partial class Lowering
{
    private static readonly Dictionary<BinaryOperatorKind, Operator> BinaryOperators = new()
    {
        [BinaryOperatorKind.Add] = Operators.Add,
        [BinaryOperatorKind.Subtract] = Operators.Subtract,
        [BinaryOperatorKind.Multiply] = Operators.Multiply,
        [BinaryOperatorKind.Divide] = Operators.Divide,
        [BinaryOperatorKind.GreaterThan] = Operators.Greater,
        [BinaryOperatorKind.GreaterThanOrEqual] = Operators.GreaterOrEqual,
        [BinaryOperatorKind.LessThan] = Operators.Less,
        [BinaryOperatorKind.LessThanOrEqual] = Operators.LessOrEqual,
        [BinaryOperatorKind.Equals] = Operators.EqualTo,
        [BinaryOperatorKind.NotEquals] = Operators.NotEqualTo,
    };

    private Operand LowerUnary(IUnaryOperation unary) => (unary.OperatorKind, Lower(unary.Operand)) switch
    {
        (_, var operand) when operand == Operand.Unknown => operand,
        (UnaryOperatorKind.Plus, Computed { IsReal: true } or Whole) plus => plus.Item2,
        (UnaryOperatorKind.Plus, Counter counter) => counter,
        (UnaryOperatorKind.Minus, Counter { Number: var number }) => new Counter(-number),
        (UnaryOperatorKind.Minus, Whole { Size: var size }) => new Whole(Dim.Zero - size),
        (UnaryOperatorKind.Minus, Computed { IsReal: true } value) => new Computed(-value.Value),
        (UnaryOperatorKind.Not, var condition) when IsCondition(condition) => Not(condition),
        (_, Computed { IsToken: true }) => Report(Descriptors.TokenAsNumber, unary.Syntax, UserText.Quote(unary.Syntax)),
        _ => Refuse(unary),
    };

    // A long sum is a deep tree to the left: walked here, not by recursion.
    private Operand LowerBinary(IBinaryOperation binary)
    {
        var chain = new Stack<IBinaryOperation>();
        IOperation leftmost = binary;
        while (leftmost is IBinaryOperation inner)
        {
            chain.Push(inner);
            leftmost = inner.LeftOperand;
        }

        var value = Lower(leftmost);
        while (chain.Count > 0)
        {
            var next = chain.Pop();
            value = next.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
                ? LowerShortCircuit(next, value)
                : Combine(next, next.OperatorKind, (value, next.LeftOperand.Syntax), (Lower(next.RightOperand), next.RightOperand.Syntax));
        }

        return value;
    }

    private Operand Combine(
        IOperation at, BinaryOperatorKind kind, (Operand Operand, SyntaxNode Syntax) left, (Operand Operand, SyntaxNode Syntax) right)
    {
        if (left.Operand == Operand.Unknown || right.Operand == Operand.Unknown || LanguageTypes.Of(at.Type) == LanguageType.Error)
            return Operand.Unknown;
        if (left.Operand is Whole a && right.Operand is Whole b)
            return IsComparison(kind) ? CompareWhole(at, kind, a, b) : CombineWhole(at, kind, a.Size, b.Size);
        if (left.Operand is Counter or Whole && right.Operand is Counter or Whole)
            return CombineCounters(at, kind, left.Operand, right.Operand);
        if (IsCondition(left.Operand) || IsCondition(right.Operand))
            return CombineConditions(at, kind, left.Operand, right.Operand);
        if (left.Operand is Computed { IsToken: true } || right.Operand is Computed { IsToken: true })
            return CompareTokens(at, kind, left.Operand, right.Operand);
        if (AsNumber(left.Operand) is not Computed { IsReal: true } x || AsNumber(right.Operand) is not Computed { IsReal: true } y)
            return Refuse(at);
        if (kind == BinaryOperatorKind.Multiply && x.Shape.IsMatrix && !y.Shape.IsScalar)
            return Product(at, x, left.Syntax, y, right.Syntax);
        // C# compares references with v == w; only of numbers it is a comparison of values.
        var isOfReferences = kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && !(x.Shape.IsScalar && y.Shape.IsScalar);
        if (!BinaryOperators.TryGetValue(kind, out var op) || isOfReferences)
            return Refuse(at);
        return _builder.TryApply(op, [x.Value, y.Value], [], out var value, out var problem)
            ? new Computed(value)
            : ShapesDiffer(at, problem, (left.Syntax, x.Shape), (right.Syntax, y.Shape));
    }

    private Operand Product(IOperation at, Computed left, SyntaxNode leftSyntax, Computed right, SyntaxNode rightSyntax)
        => _builder.TryApply(right.Shape.IsMatrix ? Operators.MatrixProduct : Operators.Product, [left.Value, right.Value], [], out var value, out var problem)
            ? new Computed(value)
            : ShapesDiffer(at, problem, (leftSyntax, left.Shape), (rightSyntax, right.Shape));

    private Operand CombineWhole(IOperation at, BinaryOperatorKind kind, Dim a, Dim b)
    {
        try
        {
            return kind switch
            {
                BinaryOperatorKind.Add => new Whole(a + b),
                BinaryOperatorKind.Subtract => new Whole(a - b),
                BinaryOperatorKind.Multiply => new Whole(a * b),
                BinaryOperatorKind.Divide when b.Value != 0 => new Whole(a / b),
                BinaryOperatorKind.Remainder when a.Value is { } left && b.Value is { } right and not 0 => new Whole(Dim.Constant(left % right)),
                _ => Refuse(at),
            };
        }
        catch (OverflowException)
        {
            return Report(Descriptors.NotASize, at.Syntax, UserText.Quote(at.Syntax), "computed", "the number is too large");
        }
    }

    // Sizes that the user left open may make the operands fit: then the body is read again, with those.
    private Operand ShapesDiffer(IOperation at, Misfit problem, params (SyntaxNode Syntax, Shape Shape)[] operands)
    {
        if (_signature.Sizes.Unify(problem.Equal))
            return Operand.Unknown;
        var shapes = operands.Select((operand, i) => $"{UserText.Quote(operand.Syntax)} {(i == 0 ? "is a" : "a")} {operand.Shape}");
        return Report(Descriptors.ShapesDiffer, at.Syntax, UserText.Quote(at.Syntax), string.Join(", ", shapes), problem);
    }
}
