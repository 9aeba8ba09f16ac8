using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes one pass, forward or backward: its regions in order, and the kernels that they call.</summary>
internal sealed class PassEmitter
{
    private readonly CellPlan _plan;
    private readonly Names _names;
    private readonly Schedule _schedule;
    private readonly StepProgram _program;
    private readonly Storage _storage;
    private readonly MathPrinter _printer;
    private readonly PackEmitter _packs;
    private readonly MoveEmitter _moves;
    private readonly PlainProducts _plain;
    private readonly Meetings _meetings;
    private readonly UnitSharing? _units;
    private readonly LoopRows _loopRows;

    public PassEmitter(CellPlan plan, Names names, Schedule schedule, PackEmitter packs)
    {
        _plan = plan;
        _names = names;
        _schedule = schedule;
        _program = schedule.Program;
        _storage = _program.IsAdjoint ? plan.AdjointStorage : plan.ForwardStorage;
        _printer = new MathPrinter(plan, names, _program);
        _packs = packs;
        Access = new Access(plan, names, _program);
        _loopRows = new LoopRows(names);
        Reductions = new ReductionEmitter(plan, names, schedule, Access, _printer);
        _moves = new MoveEmitter(Access, _printer);
        _plain = new PlainProducts(Access);
        var isChecked = _program.IsAdjoint ? [] : Access.CheckedInputs.Select(input => names.Parameter(input.Name));
        _meetings = new Meetings(schedule, Access.SharedOut, Access.RunsEachStep, isChecked, plan.Cell.IsLoop);
        _units = CanShareUnits(plan) ? new UnitSharing(schedule, Access.Memory) : null;
    }

    /// <summary>Whether the loops over time of a cell can be shared out by units.</summary>
    public static bool CanShareUnits(CellPlan plan)
        => !plan.Cell.IsLoop && UnitSharing.ObstacleOf(plan.Forward, plan.Adjoint) == UnitSharing.Obstacle.None;

    /// <summary>Whether some work of the pass needs all units of a step.</summary>
    public bool NeedsWhole => _units is not null && _schedule.Steps.Where(region => region.IsLoop)
        .Any(region => TimeLoopEmitter.KernelsOf(_program, region) is not null || region.Work.Any(work => !_units.IsShared(work)));

    /// <summary>Whether some kernel of the pass sums up norms of adjoints.</summary>
    public bool HasNorms => _program.IsAdjoint && _program.Instructions.Any(instruction => instruction.Op == Operators.SquaredNorm);

    /// <summary>Where the pass finds its values.</summary>
    public Access Access { get; }

    /// <summary>How the pass adds up over rows.</summary>
    public ReductionEmitter Reductions { get; }

    /// <summary>Writes what a pass does, each region under a comment that says why its code stands there.</summary>
    public void EmitRegions(SourceWriter writer)
    {
        foreach (var region in _schedule.Steps)
        {
            writer.Line();
            writer.Comment(RegionText.Title(_plan, _schedule, region));
            if (region.IsLoop)
                EmitLoop(writer, region);
            else
                EmitWork(writer, region.Work, "0", "rows");
        }

        if (_meetings.IsAtEnd)
            writer.Line("worker.Meet(); // the step around reads the results by examples");
    }

    /// <summary>Writes the methods of a region's kernels.</summary>
    public void EmitKernels(SourceWriter writer, Region region)
    {
        if (LaneLoop.Of(_program, region) is { } alone)
        {
            TimeLoopEmitter.EmitColumns(writer, _names, Access, NameOf([alone]), alone);
            return;
        }

        if (TimeLoopEmitter.KernelsOf(_program, region) is { } kernels)
        {
            TimeLoopEmitter.Emit(writer, _names, Access, NameOf(kernels), kernels);
            return;
        }

        foreach (var kernel in region.Work.OfType<Kernel>())
            KernelOf(region, kernel).Emit(writer, NameOf([kernel]));
    }

    /// <summary>Computes what all rows share: rows that there are one of.</summary>
    public void EmitOnce(SourceWriter writer, Region once)
    {
        foreach (var work in once.Work)
        {
            EmitWork(writer, work, "0", "1");
        }
    }

    /// <summary>The name of the method with a kernel of a region.</summary>
    public string MethodOf(Region region, Kernel kernel) => NameOf(TimeLoopEmitter.KernelsOf(_program, region) ?? [kernel]);

    /// <summary>How a kernel of a region is written.</summary>
    public KernelEmitter KernelOf(Region region, Kernel kernel)
    {
        var order = TimeLoopEmitter.OrderOf(_program, region);
        return new(_names, Access, kernel, IsByUnits(region, kernel), order, takesRows: region.IsLoop && order == LoopOrder.RowsLanes);
    }

    /// <summary>What a product does to one of its values, as mathematics.</summary>
    public string Formula(Multiply multiply, ProductTarget target) => _packs.Formula(_printer, _program, multiply, target);

    /// <summary>The statements of a piece of work of a region, without comments: the call of a kernel's method, or the work itself.</summary>
    public IReadOnlyList<string> StatementsOf(Region region, Work work)
    {
        var writer = new SourceWriter();
        if (region.Number == Regions.Once)
            EmitOnce(writer, region with { Work = [work] });
        else if (region.IsLoop)
            EmitWork(writer, work, "t", work is Accumulate or AccumulateTogether ? "tape.Batch" : "examples");
        else
            EmitWork(writer, work, "0", "rows");
        return [.. writer.ToString().Split('\n').Where(line => line.Length > 0 && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))];
    }

    private static void EmitMeeting(SourceWriter writer, IReadOnlyList<string> buffers)
    {
        if (buffers.Count > 0)
            writer.Line($"worker.Meet(); // what follows needs rows of {ListOf(buffers)} that other workers have made");
    }

    private static string ListOf(IReadOnlyList<string> buffers) => string.Join(", ", buffers.Take(3)) + (buffers.Count > 3 ? ", …" : "");

    private bool IsByUnits(Region region, Work work)
        => region.IsLoop && _units is not null && TimeLoopEmitter.KernelsOf(_program, region) is null && _units.IsShared(work);

    private string NameOf(IReadOnlyList<Kernel> kernels) => KernelEmitter.NameOf(_names, Access, _storage, kernels);

    private void EmitLoop(SourceWriter writer, Region region)
    {
        var carried = _program.IsAdjoint ? _schedule.Regions.Loops.StatesOf(region.Loop).ToList() : [];
        EmitMeeting(writer, _meetings.Before(region));
        foreach (var value in carried.Select(_program.NextOf))
        {
            var rows = Access.Rows(value, "steps", "examples");
            writer.Line($"FillRows({rows}, {_program[value].Shape.Length}, T.Zero); // nothing follows the last step");
        }

        if (_units is not null)
            writer.Line("worker.MeetInStep(); // if units are shared out: a step needs what others have made before it");
        var mine = _units is null ? "examples" : "whole";
        if (LaneLoop.Of(_program, region) is { } alone)
        {
            foreach (var sum in alone.StepSums)
                writer.Line($"FillRows({Access.StepSums(sum, mine)}, {alone.Width}, T.Zero);");
            TimeLoopEmitter.EmitCalls(writer, Access, NameOf([alone]), alone, mine);
            return;
        }

        if (TimeLoopEmitter.KernelsOf(_program, region) is { } kernels)
        {
            var extras = KernelEmitter.Arguments(KernelEmitter.Extras(_program, kernels, isByUnits: false));
            writer.Line($"{NameOf(kernels)}<TLanes>(tape, steps, {mine}{extras});");
            return;
        }

        // Sums that are not put off: of all examples, so that the workers meet before them, and again before the next step.
        var sums = region.Work.Where(work => work is Accumulate or AccumulateTogether).ToList();
        foreach (var sum in sums.OfType<Accumulate>().Where(sum => sum.Target is null))
            Reductions.EmitClear(writer, sum);
        // The text of a step says which rows it needs; they are found before the loop.
        var step = new SourceWriter();
        EmitWork(step, [.. region.Work.Except(sums)], "t", "examples");
        if (sums.Count > 0)
        {
            step.Line("worker.Meet(); // sums over examples need what other workers have made of this step");
            EmitWork(step, sums, "t", "tape.Batch");
            step.Line("worker.Meet(); // the next step overwrites it");
        }

        _loopRows.EmitDeclarations(writer);
        using (writer.Block(TimeLoopEmitter.Head(_program.IsAdjoint)))
            writer.Line(step.ToString().TrimEnd('\n'));
    }

    private void EmitWork(SourceWriter writer, IReadOnlyList<Work> work, string step, string count)
    {
        foreach (var need in Runs(work))
        {
            EmitMeeting(writer, _meetings.Before(need.Value[0]));
            if (step == "t" && _units?.Before(need.Value[0]) is { Count: > 0 } buffers)
                writer.Line($"worker.MeetInStep(); // if units are shared out: what follows needs {ListOf(buffers)} of other workers");
            if (need.Key == Need.Always)
                Each(need.Value);
            else
            {
                using (writer.Block("if ((also & global::AutoDiffRnn.GradientsOf.Inputs) != 0)"))
                    Each(need.Value);
            }
        }

        void Each(List<Work> items)
        {
            foreach (var item in items)
                EmitWork(writer, item, step, count);
        }
    }

    // Neighbours with the same need, so that one condition holds them, up to where all workers meet.
    private List<KeyValuePair<Need, List<Work>>> Runs(IReadOnlyList<Work> work)
    {
        var runs = new List<KeyValuePair<Need, List<Work>>>();
        foreach (var item in work)
        {
            if (runs.Count == 0 || runs[runs.Count - 1].Key != item.Need || _meetings.Before(item).Count > 0 || _units?.Before(item).Count > 0)
                runs.Add(new KeyValuePair<Need, List<Work>>(item.Need, []));
            runs[runs.Count - 1].Value.Add(item);
        }

        return runs;
    }

    private void EmitWork(SourceWriter writer, Work work, string step, string count)
    {
        var isInLoop = step == "t" && count == "examples" && _units is not null;
        if (isInLoop && !_units!.IsShared(work))
            count = "whole";
        if (work is Kernel kernel)
        {
            var emitter = new KernelEmitter(_names, Access, kernel, isInLoop && _units!.IsShared(work), takesRows: step == "t");
            writer.Line(emitter.Call(NameOf([kernel]), step, count, found => _loopRows.At(found, count)));
        }
        else if (work is Multiply multiply)
            EmitMultiply(writer, multiply, step, count);
        else if (work is Move move)
            _moves.EmitMove(writer, move.Value, step, count);
        else if (work is RowProduct product)
            _moves.EmitProduct(writer, product.Value, step, count);
        else if (work is Accumulate accumulate)
            SumsAt(step, count).Emit(writer, accumulate, isWithinLoop: step == "t");
        else if (work is AccumulateTogether together)
            SumsAt(step, count).Emit(writer, together);
    }

    // A sum is over all rows, whatever share of them a worker has: what is shared out is the gradient.
    private ReductionEmitter SumsAt(string step, string count) => Reductions.At(step, count == "rows" ? "all" : count);

    private void EmitMultiply(SourceWriter writer, Multiply multiply, string step, string count)
    {
        foreach (var target in multiply.Targets)
            writer.Comment(_packs.Formula(_printer, _program, multiply, target));
        var isPacked = _plan.Passes.Has(Optimizations.Pack);
        var lines = isPacked ? [PackedProduct(multiply, step, count)] : _plain.Lines(multiply, step, count).ToList();
        // What the first step hands back is the gradient of the initial state, which nobody may have asked for.
        var isCarry = step == "t" && _plan.Passes.Has(Optimizations.DeadAdjoints) && multiply.IsHandedBack(_program);
        if (isCarry)
            writer.Line("if (t > 0 || (also & global::AutoDiffRnn.GradientsOf.InitialStates) != 0)");
        using (isCarry ? isPacked ? writer.Indent() : writer.Block() : null)
        {
            foreach (var line in lines)
                writer.Line(line);
        }
    }

    private string PackedProduct(Multiply multiply, string step, string count)
    {
        var operands = WholeRows(multiply.Operands[0], step, count);
        var values = WholeRows(multiply.Targets[0].Value, step, count);
        var packed = _packs.NameOf(_program, multiply);
        return step == "t" ? $"MultiplyStep<TLanes>({operands}, {packed}, {values}, worker);" : $"Multiply({operands}, {packed}, {values});";
    }

    private string WholeRows(int number, string step, string count)
        => step == "t" && Access.WholeFound(number) is { } found ? found.From(_loopRows.At(found, count)) : Access.WholeRows(number, step, count);
}
