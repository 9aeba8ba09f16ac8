using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Remarks;

/// <summary>What there is to tell of a cell's plan: the loops, the products, what is computed where, and what the backward pass reads.</summary>
internal sealed partial class RemarkFinder
{
    private readonly CellPlan _plan;
    private readonly StepProgram _program;
    private readonly Schedule _schedule;
    private readonly SourceNotation _notation;
    private readonly StepFacts _facts;
    private readonly List<Remark> _remarks = [];

    private RemarkFinder(CellPlan plan)
    {
        _plan = plan;
        _schedule = plan.Forward;
        _program = plan.Forward.Program;
        _notation = new SourceNotation(plan);
        _facts = new StepFacts(plan.Forward);
    }

    /// <summary>The remarks on a cell, each once, in an order that the plan alone decides.</summary>
    public static IReadOnlyList<Remark> Find(CellPlan plan)
    {
        var finder = new RemarkFinder(plan);
        finder.FindLoops();
        finder.FindProducts();
        finder.FindPlaces();
        finder.FindTape();
        finder.FindThreads();
        return [.. finder._remarks.GroupBy(remark => (remark.Kind, remark.Statement, remark.Subject)).Select(same => same.First())];
    }

    private void Add(RemarkKind kind, int statement, string subject, params string[] arguments)
        => _remarks.Add(new Remark(kind, statement, subject, arguments));

    private void FindLoops()
    {
        var loops = _schedule.Regions.Loops;
        var carried = Enumerable.Range(0, loops.Count).Select(loop => SourceNotation.List([.. loops.StatesOf(loop)])).ToList();
        var words = carried.Count switch
        {
            _ when !_plan.Passes.Has(Optimizations.Hoist) => "runs as one loop over time, with everything in it, because Hoist is switched off",
            0 => "needs no loop: no step needs what another one computes, so all steps are computed at once",
            1 => $"runs as one loop over time, which carries {carried[0]} from step to step",
            var count => $"runs as {count} loops over time, one behind the other, with all steps at once between them: "
                + string.Join(", ", carried.Select((states, i) => $"loop {i + 1} carries {states}")),
        };
        Add(RemarkKind.Loops, -1, "", _plan.Cell.Name, words);
        foreach (var state in _program.NextStates.Where(state => loops.LoopOf(state.Name) < 0))
            Add(RemarkKind.ShiftedView, -1, state.Name, state.Name);
    }

    // Where there is no loop over time, all rows are shared out.
    private void FindThreads()
    {
        if (_schedule.Regions.Loops.Count == 0)
            return;
        var (statement, why) = UnitSharing.ObstacleOf(_plan.Forward, _plan.Adjoint) switch
        {
            UnitSharing.Obstacle.NoProduct => (-1, "no product with a weight runs there, whose units they could share"),
            UnitSharing.Obstacle.LoopInStep => (
                _program.Instructions.First(instruction => instruction.Loop is not null).Origin, "a loop runs inside the step"),
            UnitSharing.Obstacle.SumsInStep => (-1, "each step adds its share to the gradients of the weights, because Defer is switched off"),
            UnitSharing.Obstacle.PlainProducts => (-1, "its products read weights as they lie, because Pack is switched off"),
            _ => (-1, ""),
        };
        if (why.Length > 0)
            Add(RemarkKind.ByExamples, statement, "", _plan.Cell.Name, why);
    }

    // Of the values that a remark could be made on, those that are not parts of another one of the same statement.
    private IEnumerable<int> Largest(IReadOnlyList<int> values)
    {
        var uses = _program.Uses();
        var all = new HashSet<int>(values);
        return values.Where(value => !uses[value].Any(IsLarger));

        bool IsLarger(int use) => all.Contains(use) || (IsPassedThrough(_program[use]) && uses[use].Any(IsLarger));
    }

    private static bool IsPassedThrough(Instruction instruction) => instruction.IsTransparent || instruction.Op.Kind == OperatorKind.View;
}
