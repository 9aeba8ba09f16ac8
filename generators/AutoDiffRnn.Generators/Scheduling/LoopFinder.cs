using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// The cyclic components of a step: sets of states each of which influences itself through the others. Every one is a loop over
/// time; a state on no cycle is only a shifted view of its value.
/// </summary>
/// <remarks>
/// They are the strongly connected components of the instructions, where the leaf that reads a state depends on the state's next value.
/// </remarks>
internal sealed class LoopFinder
{
    private readonly StepProgram _program;
    private readonly Dictionary<string, int> _loopOfState;
    private readonly int[] _loop;
    private readonly List<string>[] _states;

    /// <param name="program">The program.</param>
    /// <param name="isOne">Whether everything that is computed for rows belongs to one loop, depending on a state or not.</param>
    public LoopFinder(StepProgram program, bool isOne)
    {
        _program = program;
        var numbers = Enumerable.Range(0, program.Instructions.Count);
        if (isOne)
        {
            InOrder = [.. numbers];
            Count = 1;
            _loop = [.. numbers.Select(number => program[number].IsShared ? -1 : 0)];
            _loopOfState = program.NextStates.ToDictionary(state => state.Name, _ => 0);
        }
        else
        {
            var components = new Components(program.Instructions.Count, number => DependenciesOf(number));
            var loops = NumberLoops(components);
            InOrder = components.InOrder;
            Count = loops.DefaultIfEmpty(-1).Max() + 1;
            _loop = [.. components.Of.Select(component => loops[component])];
            _loopOfState = program.NextStates.ToDictionary(state => state.Name, _ => -1);
            foreach (var number in numbers.Where(number => program.IsCarried(program[number])))
                _loopOfState[program[number].Symbol] = _loop[number];
        }

        _states = [.. Enumerable.Range(0, Count).Select(_ => new List<string>())];
        foreach (var state in program.NextStates.Where(state => _loopOfState[state.Name] >= 0))
            _states[_loopOfState[state.Name]].Add(state.Name);
    }

    /// <summary>The number of loops.</summary>
    public int Count { get; }

    /// <summary>
    /// All instructions, operands before what reads them, and the next value of a state on no cycle before what reads the state.
    /// </summary>
    public IReadOnlyList<int> InOrder { get; }

    /// <summary>The states that a loop carries.</summary>
    public IReadOnlyList<string> StatesOf(int loop) => _states[loop];

    /// <summary>The loop that carries a state; -1 for a state on no cycle.</summary>
    public int LoopOf(string state) => _loopOfState[state];

    /// <summary>The loop that a value lies on a cycle of; -1 for none.</summary>
    public int LoopThrough(int number) => _loop[number];

    private EquatableArray<int> DependenciesOf(int number)
        => _program.IsCarried(_program[number]) ? EquatableArray.Of(_program.NextOf(_program[number])) : _program[number].Arguments;

    // The loop that each component is; -1 for none. Every cycle goes through what reads a state.
    private int[] NumberLoops(Components components)
    {
        var sizes = new int[components.Count];
        foreach (var component in components.Of)
            sizes[component]++;
        var places = _program.NextStates.Select((state, place) => (state.Name, place)).ToDictionary(state => state.Name, state => state.place);
        var firstStates = new int[components.Count];
        for (var number = 0; number < components.Of.Length; number++)
        {
            var component = components.Of[number];
            if (sizes[component] > 1 && _program.IsCarried(_program[number]))
                firstStates[component] = System.Math.Max(firstStates[component], places.Count - places[_program[number].Symbol]);
        }

        return InDependencyOrder(components, firstStates);
    }

    // Loops in dependency order; of two that do not depend on each other, that of the earlier state first. What is no loop waits only for
    // what it depends on.
    private static int[] InDependencyOrder(Components components, int[] ranks)
    {
        var loops = Enumerable.Repeat(-1, components.Count).ToArray();
        var readers = components.Readers();
        var waiting = new int[components.Count];
        foreach (var reader in readers.SelectMany(list => list))
            waiting[reader]++;
        var free = new Stack<int>(Enumerable.Range(0, components.Count).Where(component => waiting[component] == 0));
        var ready = new SortedSet<(int Rank, int Component)>();
        var count = 0;
        while (free.Count > 0 || ready.Count > 0)
        {
            var isLoop = free.Count == 0;
            var next = isLoop ? ready.Max.Component : free.Pop();
            if (!isLoop && ranks[next] > 0)
            {
                ready.Add((ranks[next], next));
                continue;
            }

            if (isLoop)
            {
                ready.Remove(ready.Max);
                loops[next] = count++;
            }

            foreach (var reader in readers[next])
            {
                if (--waiting[reader] == 0)
                    free.Push(reader);
            }
        }

        return loops;
    }
}
