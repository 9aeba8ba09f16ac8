using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What is asked of a program's bindings again and again, found once for each program.</summary>
internal sealed class ProgramIndex
{
    // Beside the program and not in it: programs are compared by value.
    private static readonly ConditionalWeakTable<StepProgram, ProgramIndex> Known = new();

    private ProgramIndex(StepProgram program)
    {
        foreach (var state in program.NextStates.Reverse())
        {
            NextStates[state.Name] = state.Value;
            States[state.Value] = state.Name;
        }

        foreach (var output in program.Outputs.Reverse())
            Outputs[output.Value] = output.Name;
        Roots = [.. program.Roots];
    }

    /// <summary>The next value of each state.</summary>
    public Dictionary<string, int> NextStates { get; } = [];

    /// <summary>The state that a value is the next value of; the first, if there are several.</summary>
    public Dictionary<int, string> States { get; } = [];

    /// <summary>The output that a value is; the first, if there are several.</summary>
    public Dictionary<int, string> Outputs { get; } = [];

    /// <summary>All values that are used from outside.</summary>
    public HashSet<int> Roots { get; }

    public static ProgramIndex Of(StepProgram program) => Known.GetValue(program, made => new ProgramIndex(made));
}
