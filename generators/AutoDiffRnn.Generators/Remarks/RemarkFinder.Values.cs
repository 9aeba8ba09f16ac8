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
        var depends = DependOnStates();
        var sunk = all.Where(number => !depends[number]
            && _program[number] is { IsShared: false, IsKernelWork: true, Op.Kind: OperatorKind.Elementwise }
            && _program[number].Op != Operators.Copy && Regions.IsLoop(_schedule.Regions.Of[number]));
        foreach (var number in Largest([.. sunk]))
        {
            Add(RemarkKind.StaysInLoop, _program[number].Origin, _notation.Formula(number), _notation.Formula(number),
                "it depends on no state, but only the loop reads it, element by element, and computes it where it is read");
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
            var parts = statement.GroupBy(ReasonToSave).Select(same => $"{Quoted(same)} ({same.Key})");
            Add(RemarkKind.Saved, statement.Key, "", string.Join(", ", parts));
        }

        foreach (var statement in Recomputed(adjoint).Where(_notation.HasName).GroupBy(number => _program[number].Origin))
            Add(RemarkKind.Recomputed, statement.Key, "", Quoted(statement));
    }

    private string Quoted(IEnumerable<int> values)
        => SourceNotation.List([.. values.Select(_notation.Of).Distinct().Select(text => $"'{text}'")]);

    private string ReasonToSave(int number)
    {
        var instruction = _program[number];
        if (_program.NextStates.Any(state => state.Value == number))
            return "a state is kept for all steps anyway";
        if (_program.Outputs.Any(output => output.Value == number))
            return "an output is kept for all steps anyway";
        if (instruction.Op.IsCheap)
            return "what reads it needs it in memory, so it is there anyway";
        var what = instruction.Op.Kind is OperatorKind.Product or OperatorKind.RowProduct || instruction.Op == Operators.Affine ? "a product"
            : instruction.Op.Kind is OperatorKind.Sum or OperatorKind.RowFunction ? "a sum over elements"
            : instruction.Op.Kind == OperatorKind.Move ? "what is moved"
            : "a function";
        return $"{what} costs more to make again than to keep";
    }

    // The cheap values that the adjoint program makes again from what is saved: it has the same instruction over the same operands.
    private IEnumerable<int> Recomputed(StepProgram adjoint)
    {
        var known = new Dictionary<(Operator, string), int>();
        var primal = new Dictionary<int, int>();
        for (var i = 0; i < adjoint.Instructions.Count; i++)
        {
            var instruction = adjoint[i];
            if (instruction.Op == Operators.Primal)
                primal[instruction.Primal] = i;
            else
                known[Key(instruction, instruction.Arguments)] = i;
        }

        var place = new int[_program.Instructions.Count];
        for (var number = 0; number < place.Length; number++)
        {
            var instruction = _program[number];
            place[number] = -1;
            if (primal.TryGetValue(number, out var leaf))
                place[number] = leaf;
            else if (instruction.Op == Operators.Copy)
                place[number] = place[instruction.Arguments[0]];
            else if (instruction.Arguments.All(argument => place[argument] >= 0)
                && known.TryGetValue(Key(instruction, instruction.Arguments.Select(argument => place[argument])), out var same))
            {
                place[number] = same;
                if (instruction is { IsShared: false, IsKernelWork: true })
                    yield return number;
            }
        }
    }

    private static (Operator Op, string Text) Key(Instruction instruction, IEnumerable<int> arguments)
        => (instruction.Op, $"{instruction.Symbol}|{string.Join(" ", arguments)}|{string.Join(" ", instruction.Sizes)}");
}
