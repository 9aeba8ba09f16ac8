using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Why a value is computed in its region, in words.</summary>
internal sealed class Reasons
{
    private readonly Schedule _schedule;
    private readonly StepProgram _program;
    private readonly StepFacts _facts;
    private readonly List<string>[] _results;

    public Reasons(Schedule schedule, StepFacts facts)
    {
        _schedule = schedule;
        _program = schedule.Program;
        _facts = facts;
        _results = Results();
    }

    /// <summary>Why a value is computed where it is.</summary>
    /// <param name="region">The region.</param>
    /// <param name="work">The work that computes it.</param>
    /// <param name="value">The value.</param>
    /// <param name="operand">Of one of a sum's products, what is multiplied.</param>
    public string Of(Region region, Work work, int value, int? operand = null)
    {
        var read = operand ?? value;
        if (region.Number == Regions.Once)
            return OfOnce(region);
        if (work is Accumulate or AccumulateTogether)
            return OfSum(region);
        var reason = region.IsLoop ? OfLoop(region, value, read)
            : _schedule.Regions.Loops.Count == 0 ? "no step needs what another one computes, so all T·B rows are computed at once"
            : _program.IsAdjoint ? OfAdjointRows(region, read)
            : OfRows(region, value, read);
        return work.Need == Need.InputGradients ? $"only when a call asks for the gradients of the inputs; {reason}" : reason;
    }

    private string OfOnce(Region region) => region == _schedule.OnceAfter && _program.IsAdjoint
        ? "made of finished sums over all rows, so once a call, when those are done"
        : "made of weights and constants alone, so once a call and not in each step";

    private string OfSum(Region region)
    {
        const string sum = "all steps share the weight, so its gradient is a sum over all T·B rows";
        return region.IsLoop ? "each step adds its share to the gradient, because putting sums off is switched off"
            : _schedule.Regions.Loops.Count == 0 || region.Number == 0 ? sum + "; it waits for no loop"
            : sum + ", taken when the loop has made all the adjoints";
    }

    private string OfLoop(Region region, int value, int read)
    {
        if (!_schedule.Passes.Has(Optimizations.Hoist))
            return "everything runs step by step, because hoisting is switched off";
        var states = _facts.StatesBehind(read);
        if (states.Count == 0)
        {
            return _program.IsAdjoint
                ? "needs nothing of the step after, but only the loop reads it: computed where it is read"
                : "depends on no state, but only the loop reads it, element by element: computed where it is read";
        }

        var behind = SourceNotation.List([.. states.Select(state => _program.IsAdjoint ? "d" + state : state)]);
        var reason = _program.IsAdjoint ? $"needs {behind} of the step after" : $"depends on {behind} of the step before";
        return _schedule.Regions.Loops.LoopThrough(value) >= 0 || region.Number != _schedule.Regions.Of[value]
            ? reason
            : $"{reason}; nothing that the loop carries depends on it, but what it reads is in registers here";
    }

    private string OfRows(Region region, int value, int read)
    {
        if (region.Number == 0)
        {
            return _facts.DependsOnState(read)
                ? "depends on inputs alone, of this step and of earlier ones, so all T·B rows at once"
                : "depends on inputs alone, so all T·B rows at once";
        }

        var readers = _results[value].Count switch
        {
            0 => "no state depends on it",
            1 => $"only the output {_results[value][0]} needs it",
            _ => $"only the outputs {SourceNotation.List(_results[value])} need it",
        };
        return region.Number != _schedule.Regions.Last ? "needs only what the loop before it has made, so all T·B rows at once, before the next loop"
            : _facts.DependsOnState(read) ? $"{readers} and no later step does, so it waits for the loop to end: all T·B rows at once"
            : $"{readers}, beside values of all T·B rows that the loop has made";
    }

    private string OfAdjointRows(Region region, int read)
        => region.Number == 0 ? "needs only gradients from outside and what the forward pass kept, nothing of the step after, so all T·B rows at once"
            : region.Number == _schedule.Regions.Last ? "no earlier step needs it; the loop has made all the adjoints, so all T·B rows at once"
            : _facts.DependsOnState(read) ? "needs only what the loop before it has made, so all T·B rows at once, before the next loop"
            : "feeds the next loop and needs nothing of the step after, so all T·B rows at once";

    // The outputs that each value is read for, if no state is.
    private List<string>[] Results()
    {
        var results = _program.Instructions.Select(_ => new List<string>()).ToArray();
        var isState = new bool[results.Length];
        foreach (var state in _program.NextStates)
            isState[state.Value] = true;
        foreach (var output in _program.Outputs)
            results[output.Value].Add(output.Name);
        for (var number = results.Length - 1; number >= 0; number--)
        {
            foreach (var argument in _program[number].Arguments)
            {
                isState[argument] |= isState[number];
                results[argument].AddRange(results[number].Except(results[argument]).ToList());
            }
        }

        for (var number = 0; number < results.Length; number++)
        {
            if (isState[number])
                results[number].Clear();
        }

        return results;
    }
}
