using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Remarks;

/// <content>Where other values are computed, and what the backward pass reads.</content>
internal sealed partial class RemarkFinder
{
    private void FindPlaces()
    {
        var all = Enumerable.Range(0, _program.Instructions.Count).ToList();
        foreach (var number in Largest([.. all.Where(_plan.ForwardStorage.IsSharedAndComputed)]))
            Add(RemarkKind.Once, _program[number].Origin, _notation.Formula(number), _notation.Formula(number));
        // Without hoisting, everything is in the loop.
        var sunk = !_plan.Passes.Has(Optimizations.Hoist) ? [] : all.Where(number => !_facts.DependsOnState(number)
            && _program[number] is { IsShared: false, IsKernelWork: true, Op.Kind: OperatorKind.Elementwise }
            && _program[number].Op != Operators.Copy && Regions.IsLoop(_schedule.Regions.Of[number]));
        foreach (var number in Largest([.. sunk]))
        {
            Add(RemarkKind.StaysInLoop, _program[number].Origin, _notation.Formula(number), _notation.Formula(number),
                "it depends on no state, but only the loop reads it, element by element"
                + (_plan.Passes.Has(Optimizations.Fuse) ? ", and computes it where it is read" : ""));
        }

        foreach (var product in _schedule.Steps.SelectMany(region => region.Work).OfType<RowProduct>())
        {
            var instruction = _program[product.Value];
            var hasOwnMatrix = instruction.Arguments.Any(argument => _program[argument] is { IsShared: false, Shape.IsMatrix: true });
            if (instruction.Op != Operators.Outer && hasOwnMatrix)
                Add(RemarkKind.RowByRow, instruction.Origin, _notation.Formula(product.Value), _notation.Formula(product.Value));
        }
    }

    private void FindTape()
    {
        var adjoint = _plan.Adjoint.Program;
        var saved = adjoint.Instructions.Where(leaf => leaf.Op == Operators.Primal).Select(leaf => leaf.Primal).Distinct()
            .Where(number => !_program[number].IsShared)
            .OrderBy(number => number)
            .ToList();
        foreach (var statement in saved.GroupBy(number => _program[number].Origin))
        {
            var parts = statement.GroupBy(_facts.ReasonToSave).Select(same => $"{Quoted(same)} ({same.Key})");
            Add(RemarkKind.Saved, statement.Key, "", string.Join(", ", parts));
        }

        if (!_plan.Passes.Has(Optimizations.Recompute))
            return;
        var again = _facts.RecomputedIn(adjoint).Select(recomputed => recomputed.Value).Where(_notation.HasName);
        foreach (var statement in again.GroupBy(number => _program[number].Origin))
            Add(RemarkKind.Recomputed, statement.Key, "", Quoted(statement));
    }

    private string Quoted(IEnumerable<int> values)
        => SourceNotation.List([.. values.Select(_notation.Of).Distinct().Select(text => $"'{text}'")]);
}
