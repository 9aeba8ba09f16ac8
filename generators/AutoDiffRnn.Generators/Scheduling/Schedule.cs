using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>A program with its work put into regions, and each region's work in order.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<int, int> _regionOfSum = [];

    private Schedule(StepProgram program, ISet<string> inputGradients, Optimizations passes)
    {
        var always = NeededAlways(program, inputGradients);
        Program = program;
        Passes = passes;
        Regions = Regions.Find(program, number => !always[number], passes.Has(Optimizations.Hoist));
        Groups = new ValueGroups(program, passes.Has(Optimizations.Merge) ? Regions : null);
        Parts = new JoinedParts(program, Regions, Groups);
        Gradients = new GradientWalk(program);
        var work = new WorkList(this, always);
        Steps = [.. Enumerable.Range(0, Regions.Last + 1).Select(work.RegionOf).Where(region => region.Work.Count > 0)];
        Once = work.Once(afterSums: false);
        OnceAfter = work.Once(afterSums: true);
        foreach (var region in Steps)
        {
            foreach (var sum in region.Work.SelectMany(item => item is AccumulateTogether together ? together.Sums : item is Accumulate alone ? [alone] : []))
                _regionOfSum[sum.Reduction] = region.Number;
        }

        foreach (var region in Steps)
        {
            foreach (var sum in region.Work.OfType<Kernel>().SelectMany(kernel => kernel.StepSums))
                _regionOfSum[sum.Reduction] = region.Number;
        }
    }

    public StepProgram Program { get; }

    /// <summary>The optimisations that are on.</summary>
    public Optimizations Passes { get; }

    public Regions Regions { get; }

    /// <summary>Which values lie side by side in one buffer.</summary>
    public ValueGroups Groups { get; }

    /// <summary>Which values lie in a vector that they are parts of.</summary>
    public JoinedParts Parts { get; }

    /// <summary>What the weights' gradients are made of.</summary>
    public GradientWalk Gradients { get; }

    /// <summary>The regions over rows and the loops, in order.</summary>
    public IReadOnlyList<Region> Steps { get; }

    /// <summary>What depends on weights and constants alone.</summary>
    public Region Once { get; }

    /// <summary>In an adjoint: what depends on sums over all rows.</summary>
    public Region OnceAfter { get; }

    /// <summary>The region in which a sum over rows is taken; behind all others for one that is not taken at all.</summary>
    public int RegionOfSum(int reduction) => _regionOfSum.TryGetValue(reduction, out var region) ? region : int.MaxValue;

    /// <summary>Schedules a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputGradients">The outputs that a call may do without: gradients of inputs.</param>
    /// <param name="passes">The optimisations that are on.</param>
    public static Schedule Make(StepProgram program, ISet<string> inputGradients, Optimizations passes = Optimizations.All)
        => new(program, inputGradients, passes);

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
