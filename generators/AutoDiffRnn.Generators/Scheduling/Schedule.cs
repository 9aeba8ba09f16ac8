using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>A program with its work put into regions, and each region's work in order.</summary>
internal sealed class Schedule
{
    private Schedule(StepProgram program, Regions regions, IReadOnlyList<Region> steps, Region once, Region onceAfter)
    {
        Program = program;
        Regions = regions;
        Steps = steps;
        Once = once;
        OnceAfter = onceAfter;
    }

    public StepProgram Program { get; }

    public Regions Regions { get; }

    /// <summary>The regions over rows and the loops, in order.</summary>
    public IReadOnlyList<Region> Steps { get; }

    /// <summary>What depends on weights and constants alone.</summary>
    public Region Once { get; }

    /// <summary>In an adjoint: what depends on sums over all rows.</summary>
    public Region OnceAfter { get; }

    /// <summary>Schedules a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputGradients">The outputs that a call may do without: gradients of inputs.</param>
    public static Schedule Make(StepProgram program, ISet<string> inputGradients)
    {
        var always = NeededAlways(program, inputGradients);
        var regions = Regions.Find(program, number => !always[number]);
        var slots = new Slots(program, regions);
        var work = new WorkList(program, regions, slots, always);
        var steps = Enumerable.Range(0, regions.Last + 1).Select(work.RegionOf).Where(region => region.Work.Count > 0).ToList();
        return new Schedule(program, regions, steps, work.Once(afterSums: false), work.Once(afterSums: true));
    }

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
