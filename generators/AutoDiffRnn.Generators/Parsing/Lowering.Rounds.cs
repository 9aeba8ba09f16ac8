using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>
/// <c>for</c> loops whose number of rounds is known only when a network is created: a round is read as a step of its own, whose states are
/// the variables that the loop changes.
/// </content>
internal sealed partial class Lowering
{
    private readonly Stack<LoopFrame> _loops = new();
    private int _loopCount;

    // Reads such a loop; false if it is none, and nothing has been said of it.
    private bool LowerOpenLoop(IForLoopOperation loop, IOperation condition)
    {
        if (RoundsOf(loop, condition) is not { } rounds)
        {
            Report(Descriptors.LoopBound, condition.Syntax, UserText.Quote(condition.Syntax));
            return false;
        }

        var carried = CarriedBy(loop, rounds.Counter);
        if (carried is null)
        {
            ReadRefused(loop);
            return true;
        }

        // A loop that reads no row runs once a call: then what it reads are states of it, since it has no rows to be summed over.
        var frame = ReadRounds(loop, rounds, carried, hasOnlyStates: false);
        var readsRows = frame is not null && frame.Parameters.Any(parameter => !parameter.Outside.Instruction.IsShared);
        if (frame is not null && !readsRows)
            frame = ReadRounds(loop, rounds, carried, hasOnlyStates: true);
        if (frame is null)
            ReadRefused(loop);
        else
            Finish(loop, rounds, carried, frame);
        return true;
    }

    // The counter, where it begins, by how much it changes, and how many rounds that makes.
    private Rounds? RoundsOf(IForLoopOperation loop, IOperation condition)
    {
        if (Unconverted(condition) is not IBinaryOperation comparison)
            return null;
        var isTurned = VariableOf(Unconverted(comparison.LeftOperand)) is not { } left || !loop.Locals.Contains(left, SymbolEqualityComparer.Default);
        var counter = VariableOf(Unconverted(isTurned ? comparison.RightOperand : comparison.LeftOperand));
        var limit = isTurned ? comparison.LeftOperand : comparison.RightOperand;
        if (counter is null || _variables[counter] is not Whole start || Lower(limit) is not Whole { Size: var bound } || StepOf(loop, counter) is not { } step)
            return null;
        var changed = Assigned(loop.Body);
        if (changed.Contains(counter) || limit.DescendantsAndSelf().Any(part => VariableOf(part) is { } variable && changed.Contains(variable)))
            return null;
        var kind = isTurned ? Turned(comparison.OperatorKind) : comparison.OperatorKind;
        var distance = (kind, step > 0) switch
        {
            (BinaryOperatorKind.LessThan, true) => bound - start.Size,
            (BinaryOperatorKind.LessThanOrEqual, true) => bound - start.Size + Dim.One,
            (BinaryOperatorKind.GreaterThan, false) => start.Size - bound,
            (BinaryOperatorKind.GreaterThanOrEqual, false) => start.Size - bound + Dim.One,
            (BinaryOperatorKind.NotEquals, true) when step == 1 => bound - start.Size,
            (BinaryOperatorKind.NotEquals, false) when step == -1 => start.Size - bound,
            _ => null,
        };
        var size = step < 0 ? -step : step;
        return distance is null ? null : new Rounds(counter, start, step, (distance + Dim.Constant(size - 1)) / Dim.Constant(size));
    }

    private static BinaryOperatorKind Turned(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    // By how much a round changes the counter, whatever it is, and nothing else.
    private long? StepOf(IForLoopOperation loop, ISymbol counter)
    {
        var before = Dim.Named("counter of " + counter.Name);
        _variables.Open();
        _variables.Assign(counter, new Whole(before));
        foreach (var next in loop.AtLoopBottom)
            LowerStatement(next);
        var changes = _variables.Undo();
        return changes.Count == 1 && changes[0].Value is Whole { Size: var after } && (after - before).Value is { } step && step != 0 ? step : null;
    }

    // The variables that a loop's body assigns, itself or in the local functions that it calls.
    private HashSet<ISymbol> Assigned(IOperation body)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<IOperation>([body]);
        while (waiting.Count > 0)
        {
            foreach (var operation in waiting.Pop().DescendantsAndSelf())
            {
                var target = operation switch
                {
                    IAssignmentOperation assignment => assignment.Target,
                    IIncrementOrDecrementOperation increment => increment.Target,
                    _ => null,
                };
                foreach (var part in target?.DescendantsAndSelf() ?? [])
                {
                    if (VariableOf(part) is { } variable)
                        assigned.Add(variable);
                }

                if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }
                    && seen.Add(function) && BodyOf(function) is { } inner)
                    waiting.Push(inner);
            }
        }

        return assigned;
    }

    // What the rounds hand on: the variables from outside that the body assigns. Null, with the reason reported, if one cannot be.
    private List<(ISymbol Variable, Value Value)>? CarriedBy(IForLoopOperation loop, ISymbol counter)
    {
        var carried = new List<(ISymbol, Value)>();
        var isSound = true;
        var assigned = Assigned(loop.Body)
            .Where(variable => !SymbolEqualityComparer.Default.Equals(variable, counter) && _variables[variable] is not null)
            .OrderBy(variable => variable.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0);
        foreach (var variable in assigned)
        {
            var isNumber = LanguageTypes.Of((variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type) == LanguageType.Double;
            var held = _variables[variable];
            if ((isNumber ? AsNumber(held!) : held) is Computed { IsReal: true } computed)
            {
                carried.Add((variable, Here(computed.Value)));
                continue;
            }

            isSound = false;
            if (held != Operand.Unknown)
                Report(Descriptors.LoopVariable, loop.Syntax.GetFirstToken(), variable.Name);
        }

        return isSound ? carried : null;
    }

    private LoopFrame? ReadRounds(IForLoopOperation loop, Rounds rounds, List<(ISymbol Variable, Value Value)> carried, bool hasOnlyStates)
    {
        var outside = (_builder, _path, _taken, _branches, _branchesAroundLoop, _builder.Origin);
        var returns = _frame.Returns.Count;
        var results = _results.ToList();
        var frame = new LoopFrame(_builder, _path, _signature.Dimensions.Concat(_signature.Parameters
            .Where(parameter => parameter.Parameter.Role == Role.Constant)
            .Select(parameter => parameter.Symbol.Name))) { HasOnlyStates = hasOnlyStates };
        var start = Number(rounds.Start);
        _loops.Push(frame);
        _variables.Open();
        (_builder, _path, _taken, _branchesAroundLoop) = (frame.Inner, null, null, _branches);
        _results.Clear();
        foreach (var (variable, value) in carried)
            _variables.Assign(variable, new Computed(frame.Add(Role.State, variable.Name, value)));
        var counter = frame.Add(Role.State, rounds.Counter.Name, start);
        _variables.Assign(rounds.Counter, new Counter(counter));
        LowerStatement(loop.Body);
        var isWhole = BindRounds(loop, frame, carried, counter, rounds.Step);
        (_builder, _path, _taken, _branches, _branchesAroundLoop, _builder.Origin) = outside;
        _variables.Undo();
        _results.Clear();
        _results.UnionWith(results);
        _loops.Pop();
        if (_frame.Returns.Count > returns)
        {
            _frame.Returns.RemoveRange(returns, _frame.Returns.Count - returns);
            isWhole = false;
        }

        return isWhole ? frame : null;
    }

    // The next value of each state: of what a round changes, and of what it only reads.
    private bool BindRounds(IForLoopOperation loop, LoopFrame frame, List<(ISymbol Variable, Value Value)> carried, Value counter, long step)
    {
        var exit = _exit;
        _exit = Exit.None;
        if (exit != Exit.None)
        {
            var word = loop.Syntax.GetFirstToken();
            Report(Descriptors.ControlFlow, word, exit.ToString().ToLowerInvariant(), _cell,
                "a loop whose rounds are known only when a network is created runs all of them; choose what it changes with an if");
            return false;
        }

        var next = new List<Value>();
        foreach (var (variable, value) in carried)
        {
            if (Inside(Decided(_variables[variable] ?? Operand.Unknown, loop.Syntax)) is not { } held || AsNumber(held) is not Computed { IsReal: true } computed)
                return false;
            if (!computed.Shape.Equals(value.Shape) && !_signature.Sizes.Unify([.. computed.Shape.Sizes.Zip(value.Shape.Sizes, (a, b) => (a, b))]))
            {
                Report(Descriptors.SidesDiffer, loop.Syntax.GetFirstToken(), variable.Name, $"a {value.Shape} before a round and a {computed.Shape} after it");
                return false;
            }

            next.Add(computed.Value);
        }

        next.Add(step < 0 ? counter - frame.Inner.Number(-step) : counter + frame.Inner.Number(step));
        var bound = new HashSet<int>();
        var states = frame.Parameters.Where(parameter => parameter.Parameter.Role == Role.State).ToList();
        for (var i = 0; i < states.Count; i++)
        {
            var value = i < next.Count ? next[i] : states[i].Inside;
            if (!bound.Add(value.Number) || value.Instruction.Op.Kind is OperatorKind.Leaf or OperatorKind.View)
                value = frame.Inner.Copy(value);
            frame.Inner.NextStates.Add(new Binding(states[i].Parameter.Name, frame.Inner.Renamed(value, states[i].Parameter.Name).Number));
        }

        return true;
    }

    // The loop as an instruction, and what the variables hold after it.
    private void Finish(IForLoopOperation loop, Rounds rounds, List<(ISymbol Variable, Value Value)> carried, LoopFrame frame)
    {
        var head = HeadOf(loop);
        Begin(head, loop.Syntax);
        var name = "loop" + (++_loopCount).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new LoopBody(
            name, head, frame.Inner.Build(), frame.Parameters.Select(parameter => parameter.Parameter).ToEquatable(), carried.Count, rounds.Count);
        var operands = frame.Parameters.Select(parameter => parameter.Outside).ToList();
        if (carried.Count == 0)
            return;
        var after = _builder.Named(_builder.Apply(Operators.Scan, operands, [body.Length(resultsOnly: true)], body), "after_" + name);
        foreach (var ((variable, _), (state, start)) in carried.Zip(body.Places(resultsOnly: true), (item, place) => (item, place)))
            Assign(variable, new Computed(Make.Part(after, start, state.Shape)));
    }

    private static string HeadOf(IForLoopOperation loop) => loop.Syntax is ForStatementSyntax { Declaration: { } declaration, Condition: { } condition } head
        ? $"for ({UserText.OneLine(declaration)}; {UserText.OneLine(condition)}; {string.Join(", ", head.Incrementors.Select(UserText.OneLine))})"
        : "for";

    /// <summary>A value as the program that is read now has it: in a loop, what stands for a value from around the loop.</summary>
    private Value Here(Value value)
    {
        if (value.Builder == _builder)
            return value;
        // From the outermost loop inwards, as far as the value is not there yet.
        var isFound = false;
        foreach (var frame in _loops.Reverse())
        {
            isFound |= frame.Outer == value.Builder;
            if (isFound)
                value = frame.Import(value);
        }

        return value;
    }

    private Operand Inside(Operand operand) => _loops.Count == 0 ? operand : operand switch
    {
        Computed { Value: var value } => new Computed(Here(value)),
        Counter { Number: var number } => new Counter(Here(number)),
        Several { Items: var items } => new Several([.. items.Select(Inside)]),
        _ => operand,
    };

    // The condition under which the code that is read now runs, those around the loops that it is in included.
    private Value? PathHere()
    {
        var path = _path;
        foreach (var frame in _loops)
        {
            if (frame.Path is { } around)
                path = Both(path, Here(around));
        }

        return path;
    }

    private Operand CombineCounters(IOperation at, BinaryOperatorKind kind, Operand left, Operand right)
    {
        var (a, b) = (((Computed)AsNumber(left)).Value, ((Computed)AsNumber(right)).Value);
        return kind switch
        {
            BinaryOperatorKind.Add => new Counter(a + b),
            BinaryOperatorKind.Subtract => new Counter(a - b),
            BinaryOperatorKind.Multiply => new Counter(a * b),
            _ when IsComparison(kind) => new Computed(_builder.Apply(BinaryOperators[kind], a, b)),
            _ => Report(Descriptors.NotInLanguage, at.Syntax, UserText.Quote(at.Syntax),
                "the counter of a loop whose rounds are known only when a network is created takes + - * and comparisons; divide it as a double"),
        };
    }

    // A token, or the counter of a loop as one.
    private Value? TokenOf(Operand? operand) => operand switch
    {
        Computed { IsToken: true, Value: var token } => token,
        Counter { Number: var number } => _builder.Apply(Operators.TokenOf, number),
        _ => null,
    };

    private sealed record Rounds(ISymbol Counter, Whole Start, long Step, Dim Count);
}
