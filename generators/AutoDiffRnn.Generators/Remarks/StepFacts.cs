using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Remarks;

/// <summary>What is true of the values of a scheduled step, or of its adjoint, and gives the reasons that texts tell.</summary>
internal sealed class StepFacts
{
    private readonly StepProgram _program;
    private readonly bool _recomputes;
    private readonly bool[] _dependsOnState;

    /// <param name="schedule">The step, or its adjoint.</param>
    public StepFacts(Schedule schedule)
    {
        _program = schedule.Program;
        _recomputes = schedule.Passes.Has(Optimizations.Recompute);
        _dependsOnState = new bool[_program.Instructions.Count];
        for (var number = 0; number < _dependsOnState.Length; number++)
            _dependsOnState[number] = _program.IsCarried(_program[number]) || _program[number].Arguments.Any(DependsOnState);
    }

    /// <summary>Whether a value depends, within the step, on what another step hands to it.</summary>
    public bool DependsOnState(int number) => _dependsOnState[number];

    /// <summary>The states of the other step that a value depends on, in the order in which the step reads them.</summary>
    public IReadOnlyList<string> StatesBehind(int number)
    {
        var reads = new bool[_program.Instructions.Count];
        reads[number] = true;
        var states = new List<string>();
        for (var i = number; i >= 0; i--)
        {
            if (!reads[i])
                continue;
            if (_program.IsCarried(_program[i]))
                states.Add(_program[i].Symbol);
            foreach (var argument in _program[i].Arguments)
                reads[argument] = true;
        }

        states.Reverse();
        return [.. states.Distinct()];
    }

    /// <summary>Why the backward pass reads a value from memory.</summary>
    public string ReasonToSave(int number)
    {
        var instruction = _program[number];
        if (_program.NextStates.Any(state => state.Value == number))
            return "a state is kept for all steps anyway";
        if (_program.Outputs.Any(output => output.Value == number))
            return "an output is kept for all steps anyway";
        if (!_recomputes)
            return "nothing is made again, because Recompute is switched off";
        if (instruction.Op.IsCheap)
            return "what reads it needs it in memory, so it is there anyway";
        var what = instruction.Op.Kind is OperatorKind.Product or OperatorKind.RowProduct || instruction.Op == Operators.Affine ? "a product"
            : instruction.Op.Kind is OperatorKind.Sum or OperatorKind.RowFunction ? "a sum over elements"
            : instruction.Op.Kind == OperatorKind.Move ? "what is moved"
            : "a function";
        return $"{what} costs more to make again than to keep";
    }

    /// <summary>
    /// The cheap values that the adjoint program makes again from what is saved, each with its number there: it has the same instruction over the
    /// same operands.
    /// </summary>
    public IEnumerable<(int Value, int Again)> RecomputedIn(StepProgram adjoint)
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
                    yield return (number, same);
            }
        }
    }

    private static (Operator Op, string Text) Key(Instruction instruction, IEnumerable<int> arguments)
        => (instruction.Op, $"{instruction.Symbol}|{string.Join(" ", arguments)}|{string.Join(" ", instruction.Sizes)}");
}
