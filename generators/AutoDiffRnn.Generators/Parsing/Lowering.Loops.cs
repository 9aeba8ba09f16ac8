using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content><c>for</c> loops whose rounds are known while compiling: written out, round after round.</content>
internal sealed partial class Lowering
{
    /// <summary>How many statements loops and calls may be written out to: far beyond what a person would write.</summary>
    public const int MaxStatements = 2_000;

    // The counters of the loops around, with their values in this round, for the text of statements.
    private readonly List<string> _rounds = [];

    // The loops and calls around: where too many statements are reported.
    private readonly Stack<SyntaxNodeOrToken> _expansions = new();

    // Sides of branches around the innermost loop, as many as were there before it.
    private int _branchesAroundLoop;
    private int _statements;
    private bool _isExhausted;

    private void LowerFor(IForLoopOperation loop)
    {
        var around = _branchesAroundLoop;
        _branchesAroundLoop = _branches;
        _expansions.Push(loop.Syntax.GetFirstToken());
        _rounds.Add("");
        foreach (var before in loop.Before)
            LowerStatement(before);
        while (_exit == Exit.None && !_isExhausted && Goes(loop))
        {
            _rounds[_rounds.Count - 1] = RoundOf(loop);
            CountStatement();
            LowerStatement(loop.Body);
            if (_exit == Exit.Continue)
                _exit = Exit.None;
            foreach (var next in loop.AtLoopBottom)
                LowerStatement(next);
        }

        if (_exit == Exit.Break)
            _exit = Exit.None;
        _rounds.RemoveAt(_rounds.Count - 1);
        _expansions.Pop();
        _branchesAroundLoop = around;
    }

    // Whether another round runs; false, with the reason reported, if that is not known.
    private bool Goes(IForLoopOperation loop)
    {
        if (loop.Condition is not { } condition)
            return true;
        switch (Lower(condition))
        {
            case Known { Holds: var holds }:
                return holds;
            case var operand:
                if (operand != Operand.Unknown && LowerOpenLoop(loop, condition))
                    return false;
                // Nothing is known of what a loop assigns that is not understood; its body is read for problems of its own.
                ReadRefused(loop);
                return false;
        }
    }

    private string RoundOf(IForLoopOperation loop)
    {
        var counters = loop.Locals.Where(local => _variables[local] is Whole).Select(local => $"{local.Name} = {((Whole)_variables[local]!).Size}");
        return string.Join(", ", counters);
    }

    private void LowerJump(IBranchOperation jump)
    {
        if (jump.BranchKind is not (BranchKind.Break or BranchKind.Continue) || jump.Syntax is not (BreakStatementSyntax or ContinueStatementSyntax))
        {
            LowerRefused(jump);
            return;
        }

        if (_branches > _branchesAroundLoop)
        {
            _hasUnknown = true;
            var word = jump.Syntax.GetFirstToken();
            Report(Descriptors.ControlFlow, word, word.Text, _cell,
                "its condition depends on data; put what it would leave out into the other side of the if");
            return;
        }

        _exit = jump.BranchKind == BranchKind.Break ? Exit.Break : Exit.Continue;
    }

    private void CountStatement()
    {
        if (_expansions.Count == 0 || _isExhausted || ++_statements <= MaxStatements)
            return;
        _isExhausted = true;
        _hasUnknown = true;
        Report(Descriptors.TooManyStatements, _expansions.Last(), _expansions.Last().ToString(), MaxStatements);
    }

    // A statement, or the head of a branch, with the rounds of the loops around it.
    private void Begin(string text, SyntaxNode at)
    {
        if (!_places.TryGetValue(_builder, out var places))
            _places[_builder] = places = [];
        places.Add(at.GetLocation());
        var rounds = string.Join(", ", _rounds.Where(round => round.Length > 0));
        _builder.BeginStatement(rounds.Length == 0 ? text : $"{text}   ({rounds})");
    }

    private Operand LowerIncrement(IIncrementOrDecrementOperation increment)
    {
        var before = Lower(increment.Target);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var syntax = increment.Target.Syntax;
        var after = AssignTo(increment.Target, Combine(increment, kind, (before, syntax), (new Whole(Dim.One, "1"), syntax)));
        return increment.IsPostfix ? before : after;
    }
}
