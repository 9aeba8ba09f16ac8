using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// The cyclic components of a step: sets of states each of which influences itself through the others. Every one is a loop over
/// time; a state on no cycle is only a shifted view of its value.
/// </summary>
internal sealed class LoopFinder
{
    private readonly string[] _states;
    private readonly int[] _loopOfState;
    private readonly bool[,] _dependsOn;
    private readonly bool[,] _influences;

    public LoopFinder(StepProgram program)
    {
        _states = [.. program.NextStates.Select(state => state.Name)];
        _dependsOn = Dependencies(program);
        _influences = Influences(program);
        var reaches = Closure(program);
        _loopOfState = NumberLoops(reaches);
        Count = _loopOfState.Length == 0 ? 0 : _loopOfState.Max() + 1;
    }

    /// <summary>The number of loops.</summary>
    public int Count { get; }

    /// <summary>The states that a loop carries.</summary>
    public IEnumerable<string> StatesOf(int loop) => _states.Where((_, state) => _loopOfState[state] == loop);

    /// <summary>The loop that carries a state; -1 for a state on no cycle.</summary>
    public int LoopOf(string state) => _loopOfState[System.Array.IndexOf(_states, state)];

    /// <summary>The loop that a value lies on a cycle of; -1 for none.</summary>
    public int LoopThrough(int number)
    {
        for (var from = 0; from < _states.Length; from++)
        {
            if (_loopOfState[from] < 0 || !_dependsOn[number, from])
                continue;
            for (var to = 0; to < _states.Length; to++)
            {
                if (_loopOfState[to] == _loopOfState[from] && _influences[number, to])
                    return _loopOfState[from];
            }
        }

        return -1;
    }

    // Which states' previous values each value depends on within the step.
    private bool[,] Dependencies(StepProgram program)
    {
        var result = new bool[program.Instructions.Count, _states.Length];
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            var instruction = program[number];
            if (program.IsCarried(instruction))
                result[number, System.Array.IndexOf(_states, instruction.Symbol)] = true;

            foreach (var argument in instruction.Arguments)
            {
                for (var state = 0; state < _states.Length; state++)
                    result[number, state] |= result[argument, state];
            }
        }

        return result;
    }

    // Which states' next values each value has an influence on within the step.
    private bool[,] Influences(StepProgram program)
    {
        var result = new bool[program.Instructions.Count, _states.Length];
        for (var state = 0; state < _states.Length; state++)
            result[program.NextStates[state].Value, state] = true;
        for (var number = program.Instructions.Count - 1; number >= 0; number--)
        {
            foreach (var argument in program[number].Arguments)
            {
                for (var state = 0; state < _states.Length; state++)
                    result[argument, state] |= result[number, state];
            }
        }

        return result;
    }

    // Which states' previous values the next values of which others depend on, over any number of steps.
    private bool[,] Closure(StepProgram program)
    {
        var count = _states.Length;
        var reaches = new bool[count, count];
        for (var from = 0; from < count; from++)
        {
            for (var to = 0; to < count; to++)
                reaches[from, to] = _dependsOn[program.NextStates[to].Value, from];
        }

        for (var via = 0; via < count; via++)
        {
            for (var from = 0; from < count; from++)
            {
                for (var to = 0; to < count; to++)
                    reaches[from, to] |= reaches[from, via] && reaches[via, to];
            }
        }

        return reaches;
    }

    // Loops in dependency order; of two that do not depend on each other, that of the earlier state first.
    private static int[] NumberLoops(bool[,] reaches)
    {
        var count = reaches.GetLength(0);
        var component = Enumerable.Range(0, count)
            .Select(state => !reaches[state, state] ? -1 : Enumerable.Range(0, count).First(other => reaches[state, other] && reaches[other, state]))
            .ToArray();
        var waiting = component.Where(first => first >= 0).Distinct().ToList();
        var order = new List<int>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(candidate => waiting.All(other => other == candidate || !reaches[other, candidate]));
            waiting.Remove(next);
            order.Add(next);
        }

        return [.. component.Select(first => order.IndexOf(first))];
    }
}
