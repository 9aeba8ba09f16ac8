using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>
/// <c>if</c> and <c>?:</c>. Where the condition is known, only the side that is taken is read. Else both are, and each variable that they
/// leave different is chosen by the condition.
/// </content>
internal sealed partial class Lowering
{
    // The condition under which the code that is read now runs; null if it always does.
    private Value? _path;

    // The same without the condition that no earlier return was taken: among the returns, the first whose condition holds counts.
    private Value? _taken;

    // How many sides of branches, whose conditions are data, are around the code that is read now.
    private int _branches;

    private void LowerIf(IConditionalOperation conditional)
    {
        Begin("if (" + UserText.OneLine(conditional.Condition.Syntax) + ")", conditional.Condition.Syntax);
        var condition = Lower(conditional.Condition);
        if (condition is Known { Holds: var holds })
        {
            LowerStatement(holds ? conditional.WhenTrue : conditional.WhenFalse);
            return;
        }

        var at = conditional.Syntax is IfStatementSyntax statement ? statement.IfKeyword : (SyntaxNodeOrToken)conditional.Syntax;
        Branch(condition, conditional, at, () => LowerStatement(conditional.WhenTrue), () => LowerStatement(conditional.WhenFalse));
    }

    private Operand LowerChoice(IConditionalOperation conditional)
    {
        var condition = Lower(conditional.Condition);
        if (condition is Known { Holds: var holds })
            return Lower(holds ? conditional.WhenTrue : conditional.WhenFalse!);
        var (yes, no) = (Operand.Unknown, Operand.Unknown);
        var choice = Branch(
            condition,
            conditional,
            conditional.Syntax,
            () => yes = Lower(conditional.WhenTrue),
            () => no = Lower(conditional.WhenFalse!));
        return Decided(Select(choice, yes, no, conditional.Syntax, UserText.Quote(conditional.Syntax)), conditional.Syntax);
    }

    // Reads both sides of a branch whose condition is data, and chooses among what they leave. Gives the condition.
    private Value? Branch(Operand condition, IOperation at, SyntaxNodeOrToken place, Action yes, Action no)
    {
        var origin = _builder.Origin;
        var choice = (condition as Computed)?.Value;
        if (choice is null ? condition != Operand.Unknown : !((Computed)condition).IsCondition)
        {
            Refuse(at);
            choice = null;
        }

        var (path, taken) = (_path, _taken);
        var then = ReadSide(choice, yes);
        (_path, _taken) = (path, taken);
        var otherwise = ReadSide(choice is { } value ? Make.Not(value) : null, no);
        (_path, _taken) = (path, taken);
        _builder.Origin = origin;
        if (then.Exit != Exit.None && otherwise.Exit != Exit.None)
        {
            _exit = then.Exit;
            Apply(then.Changes);
        }
        else if (then.Exit != Exit.None || otherwise.Exit != Exit.None)
        {
            var goesOn = then.Exit == Exit.None ? then : otherwise;
            Apply(goesOn.Changes);
            _path = goesOn.Path;
        }
        else
        {
            Merge(choice, then.Changes, otherwise.Changes, place);
            if (then.HasReturned || otherwise.HasReturned)
                _path = then.Path is { } p && otherwise.Path is { } q ? Make.Or(p, q) : null;
        }

        return choice;
    }

    private Side ReadSide(Value? condition, Action read)
    {
        var returns = _frame.Returns.Count;
        if (condition is { } value)
        {
            _path = Both(_path, value);
            _taken = Both(_taken, value);
        }

        _variables.Open();
        _branches++;
        read();
        _branches--;
        var exit = _exit;
        _exit = Exit.None;
        return new Side(exit, _path, _frame.Returns.Count > returns, _variables.Undo());
    }

    private static Value? Both(Value? a, Value b) => a is { } value ? Make.And(value, b) : b;

    private void Apply(IReadOnlyList<(ISymbol Variable, Operand? Value)> changes)
    {
        foreach (var (variable, value) in changes)
            _variables.Assign(variable, value);
    }

    private void Merge(
        Value? choice,
        IReadOnlyList<(ISymbol Variable, Operand? Value)> yes,
        IReadOnlyList<(ISymbol Variable, Operand? Value)> no,
        SyntaxNodeOrToken at)
    {
        var assigned = new HashSet<ISymbol>(yes.Select(change => change.Variable), SymbolEqualityComparer.Default);
        var others = new Dictionary<ISymbol, Operand?>(SymbolEqualityComparer.Default);
        foreach (var (variable, value) in no)
            others[variable] = value;
        var merged = yes.Select(change => (change.Variable, Yes: change.Value,
                No: others.TryGetValue(change.Variable, out var other) ? other : _variables[change.Variable]))
            .Concat(no.Where(change => !assigned.Contains(change.Variable))
                .Select(change => (change.Variable, Yes: _variables[change.Variable], No: change.Value)))
            .ToList();
        foreach (var (variable, left, right) in merged)
        {
            // A variable that only one side gives a value is of that side, or read nowhere: the compiler sees to that.
            if (left is null || right is null)
                _variables.Assign(variable, null);
            else
                Assign(variable, Select(choice, left, right, at, variable.Name));
        }
    }

    /// <summary>One of two operands by a condition.</summary>
    private Operand Select(Value? choice, Operand yes, Operand no, SyntaxNodeOrToken at, string what)
    {
        if (yes == Operand.Unknown || no == Operand.Unknown || choice is not { } condition)
            return yes.Equals(no) ? yes : Operand.Unknown;
        if (yes.Equals(no) || (yes is Whole { Size: var a } && no is Whole { Size: var b } && a.Equals(b)))
            return yes;
        if (yes is Undecided || no is Undecided)
            return yes is Undecided ? yes : no;
        if (yes is Several { Items: var left } && no is Several { Items: var right } && left.Count == right.Count)
            return new Several([.. left.Select((item, i) => Select(choice, item, right[i], at, what))]);
        if (IsCondition(yes) && IsCondition(no))
            return SelectCondition(condition, yes, no);
        if (AsToken(yes) is { } token && AsToken(no) is { } other)
            return new Computed(Make.Where(condition, token, other));
        if (yes is Computed { IsReal: true } x && no is Computed { IsReal: true } y)
        {
            return x.Shape.Equals(y.Shape) && _builder.TryApply(Operators.Where, [condition, x.Value, y.Value], [], out var value, out _)
                ? new Computed(value)
                : new Undecided(at, new Misfit($"a {x.Shape} on one side and a {y.Shape} on the other", Misfit.Pairs(x.Shape, y.Shape)));
        }

        if (yes is Computed { Shape.Element: Ir.Element.Truth } m && no is Computed { Shape.Element: Ir.Element.Truth } n && m.Shape.Equals(n.Shape))
            return SelectCondition(_builder.Broadcast(condition, m.Shape), m, n);
        return new Undecided(at, $"'{what}' with different sizes");
    }

    private Operand SelectCondition(Value condition, Operand yes, Operand no) => (yes, no) switch
    {
        (Known { Holds: true }, Known) => new Computed(condition),
        (Known, Known) => new Computed(Make.Not(condition)),
        (Known { Holds: true }, Computed other) => new Computed(Make.Or(condition, other.Value)),
        (Known, Computed other) => new Computed(Make.And(Make.Not(condition), other.Value)),
        (Computed other, Known { Holds: true }) => new Computed(Make.Or(Make.Not(condition), other.Value)),
        (Computed other, Known) => new Computed(Make.And(condition, other.Value)),
        (Computed m, Computed n) => new Computed(Settled(Make.Or(Make.And(condition, m.Value), Make.And(Make.Not(condition), n.Value)))),
        _ => Operand.Unknown,
    };

    private static bool IsCondition(Operand operand) => operand is Known or Computed { IsCondition: true };

    // A token, or a whole number in the place of one.
    private Value? AsToken(Operand operand) => operand switch
    {
        Computed { IsToken: true, Value: var token } => token,
        Whole { Size: var number } => _builder.Ordinal(number),
        _ => null,
    };

    // What a branch left undecided is reported where it is read, at the branch.
    private Operand Decided(Operand operand, SyntaxNode read) => operand is Undecided undecided
        ? _signature.Sizes.Unify(undecided.What.Equal)
            ? Operand.Unknown
            : Report(Descriptors.SidesDiffer, undecided.At, UserText.Quote(read), undecided.What)
        : operand is Several { Items: var items } ? new Several([.. items.Select(item => Decided(item, read))]) : operand;

    private enum Exit
    {
        None,
        Return,
        Break,
        Continue,
    }

    // What a side of a branch leaves.
    private sealed record Side(Exit Exit, Value? Path, bool HasReturned, IReadOnlyList<(ISymbol Variable, Operand? Value)> Changes);
}
