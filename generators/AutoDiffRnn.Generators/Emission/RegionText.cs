using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>What a region's comment says: its name, and why its code stands there.</summary>
internal static class RegionText
{
    /// <summary>What a region is called.</summary>
    public static string Name(Schedule schedule, Region region)
    {
        var loops = schedule.Regions.Loops;
        var isAdjoint = schedule.Program.IsAdjoint;
        var name = region.Number == Regions.Once ? "Once"
            : region.IsLoop ? loops.Count == 1 ? "Loop" : $"Loop of {string.Join(", ", loops.StatesOf(region.Loop))}"
            : loops.Count == 0 ? "All rows"
            : region.Number == (isAdjoint ? schedule.Regions.Last : 0) ? "Before"
            : region.Number == (isAdjoint ? 0 : schedule.Regions.Last) ? "After"
            : "Between";
        return isAdjoint ? name + ", reversed" : name;
    }

    /// <summary>The comment of one region.</summary>
    public static string Title(CellPlan plan, Schedule schedule, Region region)
    {
        var loops = schedule.Regions.Loops;
        var isAdjoint = schedule.Program.IsAdjoint;
        if (region.IsLoop && !plan.Passes.Has(Optimizations.Hoist))
            return isAdjoint ? "Loop, reversed: everything from the last step to the first." : "Loop: everything step by step.";
        if (region.IsLoop)
        {
            var states = loops.StatesOf(region.Loop).Select(state => isAdjoint ? "d" + state : state).ToList();
            var need = states.Count == 1 ? $"the {states[0]} of a step needs that" : $"the {string.Join(" and ", states)} of a step need those";
            return isAdjoint
                ? $"Loop, reversed: from the last step to the first, because {need} of the step after."
                : $"Loop: step by step, because {need} of the step before.";
        }

        if (loops.Count == 0)
            return "All rows: no step needs another, so all T·B rows are computed at once.";
        if (region.Number == 0)
        {
            return isAdjoint
                ? "After, reversed: does not depend on what later steps hand back, so it is computed for all T·B rows at once."
                : "Before: does not depend on a state, so it is computed for all T·B rows at once.";
        }

        if (region.Number == 2 * loops.Count)
        {
            return isAdjoint
                ? "Before, reversed: all adjoints are known, so each weight's gradient is one sum over all T·B rows."
                : "After: no state depends on it, so it is computed for all T·B rows at once.";
        }

        return "Between two loops: everything that it reads is known, so it is computed for all T·B rows at once.";
    }
}
