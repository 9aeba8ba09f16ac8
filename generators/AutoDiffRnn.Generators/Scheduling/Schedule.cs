using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>A program with its work put into regions, and each region's work in order.</summary>
internal sealed class Schedule
{
    private Schedule(StepProgram program, ISet<string> inputGradients)
    {
        var always = NeededAlways(program, inputGradients);
        Program = program;
        Regions = Regions.Find(program, number => !always[number]);
        Groups = new ValueGroups(program, Regions);
        Gradients = new GradientWalk(program);
        var work = new WorkList(this, always);
        Steps = [.. Enumerable.Range(0, Regions.Last + 1).Select(work.RegionOf).Where(region => region.Work.Count > 0)];
        Once = work.Once(afterSums: false);
        OnceAfter = work.Once(afterSums: true);
    }

    public StepProgram Program { get; }

    public Regions Regions { get; }

    /// <summary>Which values lie side by side in one buffer.</summary>
    public ValueGroups Groups { get; }

    /// <summary>What the weights' gradients are made of.</summary>
    public GradientWalk Gradients { get; }

    /// <summary>The regions over rows and the loops, in order.</summary>
    public IReadOnlyList<Region> Steps { get; }

    /// <summary>What depends on weights and constants alone.</summary>
    public Region Once { get; }

    /// <summary>In an adjoint: what depends on sums over all rows.</summary>
    public Region OnceAfter { get; }

    /// <summary>Schedules a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputGradients">The outputs that a call may do without: gradients of inputs.</param>
    public static Schedule Make(StepProgram program, ISet<string> inputGradients) => new(program, inputGradients);

    // What something is needed for other than a gradient of an input.
    private static bool[] NeededAlways(StepProgram program, ISet<string> inputGradients)
    {
        var needed = new bool[program.Instructions.Count];
        var outputs = program.Outputs.Where(output => !inputGradients.Contains(output.Name));
        foreach (var root in program.NextStates.Concat(program.Gradients).Concat(outputs))
            needed[root.Value] = true;
        for (var number = needed.Length - 1; number >= 0; number--)
        {
            foreach (var argument in program[number].Arguments)
                needed[argument] |= needed[number];
        }

        return needed;
    }
}
