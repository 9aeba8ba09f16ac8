using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>What a region of a pass costs.</summary>
/// <param name="Region">The region.</param>
/// <param name="EachRow">For each row, thus T·B times; once a call for what all rows share.</param>
/// <param name="EachRowHandedBack">For each row but those of the first step, which hand nothing back: (T − 1)·B times.</param>
/// <param name="WeightsEachStep">The elements of weights that the products of a loop read at each step.</param>
/// <param name="MovedEachRow">The elements of the tape that are read and written at least, for each row.</param>
internal sealed record RegionCost(Region Region, Operations EachRow, Operations EachRowHandedBack, Dim WeightsEachStep, Dim MovedEachRow)
{
    public bool IsNone => EachRow.IsNone && EachRowHandedBack.IsNone && MovedEachRow.Equals(Dim.Zero);

    /// <summary>The costs of a pass: its regions, and what all rows share. Gradients of inputs and of initial states are not in it.</summary>
    public static (IReadOnlyList<RegionCost> Regions, Operations Once) OfPass(CellPlan plan, Schedule schedule)
    {
        var cost = new WorkCost(schedule);
        var moved = new MovedElements(plan, schedule);
        var once = schedule.Once.Work.Concat(schedule.OnceAfter.Work).Aggregate(Operations.None, (sum, work) => sum + cost.Of(work));
        return ([.. schedule.Steps.Select(region => Of(schedule, cost, moved, region)).Where(region => !region.IsNone)], once);
    }

    /// <summary>Whether a piece of work is not done for the first step, which hands nothing back.</summary>
    public static bool IsHandedBack(Schedule schedule, Region region, Work work)
        => region.IsLoop && work is Multiply multiply && multiply.IsHandedBack(schedule.Program);

    private static RegionCost Of(Schedule schedule, WorkCost cost, MovedElements moved, Region region)
    {
        var always = region.Work.Where(work => work.Need == Need.Always).ToList();
        var products = region.IsLoop ? always.OfType<Multiply>().ToList() : [];
        return new RegionCost(
            region,
            Sum(always.Where(work => !IsHandedBack(schedule, region, work))),
            Sum(always.Where(work => IsHandedBack(schedule, region, work))),
            products.Aggregate(Dim.Zero, (sum, product) => sum + cost.WeightsOf(product)),
            moved.Of(region));

        Operations Sum(IEnumerable<Work> works) => works.Aggregate(Operations.None, (sum, work) => sum + cost.Of(work));
    }
}
