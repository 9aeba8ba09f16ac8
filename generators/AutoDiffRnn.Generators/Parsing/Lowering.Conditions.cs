using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Conditions: comparisons of whole numbers and tokens, and what is made of conditions.</content>
internal sealed partial class Lowering
{
    // A longer condition is computed once, as a number: as a condition it is a part of each expression that reads it.
    private const int LongestCondition = 12;

    private readonly Dictionary<int, int> _conditionLengths = [];

    // a && b reads b only where a holds, and a || b where it does not.
    private Operand LowerShortCircuit(IBinaryOperation at, Operand left)
    {
        var isAnd = at.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        if (left is Known { Holds: var holds } && holds != isAnd)
            return left;
        if (left is not Computed { IsCondition: true, Value: var condition })
        {
            var alone = Lower(at.RightOperand);
            return left is Known && IsCondition(alone) ? alone : left == Operand.Unknown || alone == Operand.Unknown ? Operand.Unknown : Refuse(at);
        }

        var right = Operand.Unknown;
        var side = ReadSide(isAnd ? condition : Make.Not(condition), () => right = Lower(at.RightOperand), out var outside);
        (_path, _taken) = outside;
        Merge(isAnd ? condition : Make.Not(condition), side.Changes, [], at.Syntax);
        return CombineConditions(at, at.OperatorKind, left, right);
    }

    private Side ReadSide(Value condition, System.Action read, out (Value? Path, Value? Taken) outside)
    {
        outside = (_path, _taken);
        return ReadSide(condition, read);
    }

    private Operand CombineConditions(IOperation at, BinaryOperatorKind kind, Operand left, Operand right)
    {
        if (left == Operand.Unknown || right == Operand.Unknown)
            return Operand.Unknown;
        if (!IsCondition(left) || !IsCondition(right))
            return Refuse(at);
        return kind switch
        {
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => And(left, right),
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => Not(And(Not(left), Not(right)), left, right),
            BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => Differ(left, right),
            BinaryOperatorKind.Equals => Not(Differ(left, right)),
            _ => Refuse(at),
        };
    }

    private Operand And(Operand left, Operand right) => (left, right) switch
    {
        (Known { Holds: true }, _) => right,
        (_, Known { Holds: true }) => left,
        (Known, _) => left,
        (_, Known) => right,
        (Computed a, Computed b) => new Computed(Settled(Make.And(a.Value, b.Value))),
        _ => Operand.Unknown,
    };

    // De Morgan's rule decides what is known; two conditions read better as an Or.
    private Operand Not(Operand neither, Operand left, Operand right)
        => left is Computed a && right is Computed b ? new Computed(Settled(Make.Or(a.Value, b.Value))) : Not(neither);

    private static Operand Not(Operand operand) => operand switch
    {
        Known { Holds: var holds } => new Known(!holds),
        Computed { Value: var value } => new Computed(Make.Not(value)),
        _ => operand,
    };

    private Operand Differ(Operand left, Operand right) => (left, right) switch
    {
        (Known a, Known b) => new Known(a.Holds != b.Holds),
        (Known { Holds: true }, _) => Not(right),
        (Known, _) => right,
        (_, Known { Holds: true }) => Not(left),
        (_, Known) => left,
        (Computed a, Computed b) => new Computed(Settled(
            Make.Or(Make.And(a.Value, Make.Not(b.Value)), Make.And(Make.Not(a.Value), b.Value)))),
        _ => Operand.Unknown,
    };

    private Operand CompareWhole(IOperation at, BinaryOperatorKind kind, Whole left, Whole right)
    {
        if ((left.Size - right.Size).Value is { } difference)
        {
            return new Known(kind switch
            {
                BinaryOperatorKind.Equals => difference == 0,
                BinaryOperatorKind.NotEquals => difference != 0,
                BinaryOperatorKind.LessThan => difference < 0,
                BinaryOperatorKind.LessThanOrEqual => difference <= 0,
                BinaryOperatorKind.GreaterThan => difference > 0,
                _ => difference >= 0,
            });
        }

        return _builder.TryApply(BinaryOperators[kind], [Number(left), Number(right)], [], out var value, out _) ? new Computed(value) : Refuse(at);
    }

    private static bool IsComparison(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private Operand CompareTokens(IOperation at, BinaryOperatorKind kind, Operand left, Operand right)
        => IsComparison(kind) && AsToken(left) is { } a && AsToken(right) is { } b
            ? new Computed(_builder.Apply(BinaryOperators[kind], a, b))
            : Report(Descriptors.TokenAsNumber, at.Syntax, UserText.Quote(at.Syntax));

    // A condition that has grown long becomes a number, 1 where it holds, and is a comparison with that from then on.
    private Value Settled(Value condition)
    {
        var length = 1 + condition.Instruction.Arguments.Sum(argument => _conditionLengths.TryGetValue(argument, out var known) ? known : 1);
        if (length <= LongestCondition || !condition.Shape.IsScalar)
        {
            _conditionLengths[condition.Number] = length;
            return condition;
        }

        return Make.Greater(Make.Where(condition, _builder.Number(1), _builder.Number(0)), _builder.Number(0));
    }

    /// <summary>
    /// A token as the number of a row or element. On a side of a branch it is one only where that side is taken: elsewhere 0 stands for it, so
    /// that nothing outside of the table is read. What is not an input itself is checked where it is computed.
    /// </summary>
    private Value Index(Value token, Dim count)
    {
        if (PathHere() is { } path)
            token = Make.Where(path, token, _builder.Ordinal(Dim.Zero));
        return token.Instruction.Op == Operators.Input ? token : _builder.Apply(Operators.TokenWithin, [token], [count]);
    }
}
