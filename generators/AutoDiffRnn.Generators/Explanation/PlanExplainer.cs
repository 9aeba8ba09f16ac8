using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Cost;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Explains a cell whose body has no errors, from the plan that its file is written by.</summary>
internal static class PlanExplainer
{
    /// <summary>The explanation of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="lines">The line of each of its statements, as far as they are known.</param>
    public static ExplainedCell Explain(CellModel cell, IReadOnlyList<int> lines)
    {
        var plan = CellPlan.Make(cell);
        var names = new Names(plan);
        var network = new NetworkEmitter(plan, names);
        // Identifiers are given out in the order of the file.
        network.Emit(new SourceWriter());
        var facts = new StepFacts(plan.Forward);
        var attribution = new Attribution(plan, facts);
        var memory = new Memory(plan, names, attribution, facts);
        var forward = new PassExplainer(plan, names, plan.Forward, network.Forward, attribution, memory);
        var backward = new PassExplainer(plan, names, plan.Adjoint, network.Backward, attribution, memory);
        return new ExplainedCell(
            cell.IsLoop ? cell.Summary : cell.Name,
            cell.IsLoop ? "" : cell.Summary,
            [.. cell.Parameters.Select(Parameter)],
            [.. cell.States.Select(state => new ExplainedParameter("next state", state.Name + "'", ShapeOf(state))), .. cell.Outputs.Select(Output)],
            [.. RegionsOf(plan, plan.Forward, forward), .. RegionsOf(plan, plan.Adjoint, backward)],
            Statements(cell, plan, lines, [.. forward.Explain()], [.. backward.Explain()]),
            [.. plan.Forward.Program.InnerLoops.Select(loop => Explain(cell.CellOf(loop), []))],
            CostText.OfSaved(new TapeCost(plan)));
    }

    private static IReadOnlyList<ExplainedStatement> Statements(
        CellModel cell,
        CellPlan plan,
        IReadOnlyList<int> lines,
        IReadOnlyList<(int Statement, ExplainedWork Work)> forward,
        IReadOnlyList<(int Statement, ExplainedWork Work)> backward)
    {
        var program = plan.Forward.Program;
        var ahead = forward.ToLookup(item => item.Statement, item => item.Work);
        var back = backward.ToLookup(item => item.Statement, item => item.Work);
        var notes = new Notes(cell.Program!, statement => ahead[statement].Any() || back[statement].Any());
        return [.. Enumerable.Range(0, program.Statements.Count).Select(index => new ExplainedStatement(
            index + 1,
            program.Statements[index],
            index < lines.Count ? lines[index] : null,
            ahead[index].Any() ? "" : notes.Of(index),
            [.. ahead[index]],
            [.. back[index]]))];
    }

    private static IEnumerable<ExplainedRegion> RegionsOf(CellPlan plan, Schedule schedule, PassExplainer pass)
    {
        var (costs, once) = RegionCost.OfPass(plan, schedule);
        foreach (var region in pass.Regions().Where(region => region.Number != Regions.Once))
        {
            var cost = costs.Where(cost => cost.Region.Number == region.Number).Select(CostText.Of).FirstOrDefault() ?? "";
            yield return new ExplainedRegion(RegionText.Name(schedule, region), RegionText.Title(plan, schedule, region), cost);
        }

        if (schedule.Once.Work.Count + schedule.OnceAfter.Work.Count > 0)
        {
            var name = RegionText.Name(schedule, schedule.Once);
            var why = $"{name}: what steps and examples share, made of weights and constants, and of sums over all rows.";
            yield return new ExplainedRegion(name, why, once.IsNone ? "" : CostText.Of(once, Times.Once));
        }
    }

    private static ExplainedParameter Parameter(CellParameter parameter)
        => new(parameter.Role.ToString().ToLowerInvariant(), parameter.Name, ShapeOf(parameter));

    private static ExplainedParameter Output(CellOutput output) => new("output", output.Name, $"{output.Shape}, for each step and example");

    private static string ShapeOf(CellParameter parameter) => parameter.Role switch
    {
        Role.Input => $"{parameter.Shape}, for each step and example",
        Role.State => $"{parameter.Shape}, for each example, carried from step to step",
        Role.Weight => $"{parameter.Shape}, the same for all steps and examples",
        _ => parameter.ConstantType.ToString().ToLowerInvariant(),
    };
}
