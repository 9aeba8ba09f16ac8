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
    }

    /// <summary>Where the pass finds its values.</summary>
    public Access Access { get; }

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
                EmitWork(writer, region.Work, "0", "all");
        }
    }

    /// <summary>Writes the methods of a region's kernels.</summary>
    public void EmitKernels(SourceWriter writer, Region region)
    {
        foreach (var kernel in region.Work.OfType<Kernel>())
            new KernelEmitter(_plan, _names, Access, kernel).Emit(writer, NameOf(kernel));
    }

    /// <summary>Calls the kernels of what all rows share.</summary>
    public void EmitOnce(SourceWriter writer, Region once)
    {
        foreach (var kernel in once.Work.OfType<Kernel>())
            writer.Line($"{NameOf(kernel)}();");
    }

    private string NameOf(Kernel kernel) => KernelEmitter.NameOf(_names, Access, _storage, kernel);

    private void EmitLoop(SourceWriter writer, Region region)
    {
        var carried = _program.IsAdjoint ? _schedule.Regions.Loops.StatesOf(region.Loop).ToList() : [];
        foreach (var value in carried.Select(state => _program.NextStates.First(binding => binding.Name == state).Value))
            writer.Line($"FillRows({Access.Rows(value, "steps", "batch")}, {_program[value].Shape.Width}, T.Zero); // nothing follows the last step");
        using (writer.Block(_program.IsAdjoint ? "for (var t = steps - 1; t >= 0; t--)" : "for (var t = 0; t < steps; t++)"))
            EmitWork(writer, region.Work, "t", "batch");
    }

    private void EmitWork(SourceWriter writer, IReadOnlyList<Work> work, string step, string count)
    {
        foreach (var need in Runs(work))
        {
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

    // Neighbours with the same need, so that one condition holds them.
    private static List<KeyValuePair<Need, List<Work>>> Runs(IReadOnlyList<Work> work)
    {
        var runs = new List<KeyValuePair<Need, List<Work>>>();
        foreach (var item in work)
        {
            if (runs.Count == 0 || runs[runs.Count - 1].Key != item.Need)
                runs.Add(new KeyValuePair<Need, List<Work>>(item.Need, []));
            runs[runs.Count - 1].Value.Add(item);
        }

        return runs;
    }

    private void EmitWork(SourceWriter writer, Work work, string step, string count)
    {
        if (work is Kernel kernel)
            writer.Line($"{NameOf(kernel)}(tape, {step}, {count});");
        else if (work is Multiply multiply)
            EmitMultiply(writer, multiply, step, count);
        else if (work is Move move)
            EmitMove(writer, move.Value, step, count);
        else if (work is Accumulate accumulate)
            EmitAccumulate(writer, accumulate);
    }

    private void EmitMultiply(SourceWriter writer, Multiply multiply, string step, string count)
    {
        foreach (var target in multiply.Targets)
            writer.Comment(_packs.Formula(_printer, _program, multiply, target));
        var operands = Access.WholeRows(multiply.Operands[0], step, count);
        var values = Access.WholeRows(multiply.Targets[0].Value, step, count);
        var product = $"Multiply({operands}, {_packs.NameOf(_program, multiply)}, {values});";
        // What the first step hands back is the gradient of the initial state, which nobody may have asked for.
        var isCarry = _program.IsAdjoint && step == "t"
            && multiply.Targets.All(target => _program.NextStates.Any(state => state.Value == target.Value));
        if (!isCarry)
        {
            writer.Line(product);
            return;
        }

        writer.Line("if (t > 0 || (also & global::AutoDiffRnn.GradientsOf.InitialStates) != 0)");
        using (writer.Indent())
            writer.Line(product);
    }

    private void EmitMove(SourceWriter writer, int value, string step, string count)
    {
        var instruction = _program[value];
        writer.Comment($"{_printer.NameOf(value)} = {_printer.Formula(value)}");
        var target = Access.Rows(value, step, count);
        if (instruction.Op == Operators.Gather)
        {
            var table = _program[instruction.Arguments[0]];
            var matrix = $"Weights.{Namer.Escaped(table.Symbol)}.Values, {table.Shape.Rows}, {table.Shape.Width}";
            var indices = Access.Rows(instruction.Arguments[1], step, count);
            writer.Line($"Gather({matrix}, {indices}, batch, \"{Emission.Access.NameOfToken(_program, instruction.Arguments[1])}\", {target});");
            return;
        }

        if (instruction.Op == Operators.Place)
            writer.Line($"FillRows({target}, {instruction.Shape.Width}, T.Zero);");
        var start = instruction.Op == Operators.Place ? instruction.Sizes[0] : Dim.Zero;
        foreach (var argument in instruction.Arguments)
        {
            var width = _program[argument].Shape.Width;
            writer.Line($"CopyColumns({Access.Rows(argument, step, count)}, 0, {width}, {target}, {start});");
            start += width;
        }
    }

    private void EmitAccumulate(SourceWriter writer, Accumulate accumulate)
    {
        var summand = _program[accumulate.Reduction].Arguments[0];
        if (accumulate.Target is not { } target)
        {
            EmitSharedSum(writer, accumulate.Reduction, summand);
            return;
        }

        var weight = _plan.Cell.Weights.First(parameter => parameter.Name == target.Weight);
        var stride = weight.Shape.IsMatrix ? weight.Shape.Width : Dim.One;
        var first = target.Row * stride + target.Column;
        var gradient = $"Gradient(Gradients.{Namer.Escaped(target.Weight)}, {first})";
        var part = PartText(weight, target, _program[summand].Shape);
        writer.Comment($"d{target.Weight}{part} += Σ {_printer.Text(summand)}{(target.IsTransposed ? ", transposed" : "")}");
        var instruction = _program[summand];
        if (instruction.Op == Operators.Outer)
        {
            // (a·bᵀ)ᵀ = b·aᵀ.
            var left = RowsAndWidth(instruction.Arguments[target.IsTransposed ? 1 : 0]);
            var right = RowsAndWidth(instruction.Arguments[target.IsTransposed ? 0 : 1]);
            writer.Line($"AddOuterProducts({left}, {right}, {gradient}, {stride}, _workspace);");
        }
        else if (instruction.Op == Operators.Scatter)
            writer.Line($"ScatterAdd({RowsAndWidth(instruction.Arguments[0])}, {Access.Rows(instruction.Arguments[1], "0", "all")}, {gradient});");
        else
            EmitRowSum(writer, summand, gradient);
    }

    // Which part of a weight's gradient, as in [0..H, ·]; nothing for the whole.
    private static string PartText(CellParameter weight, GradientPart target, Shape part)
    {
        if (weight.Shape.IsScalar || (target.Row.Equals(Dim.Zero) && target.Column.Equals(Dim.Zero) && part.Equals(weight.Shape)))
            return "";
        var (rows, columns) = part.Rank < 2 ? (part.Width, Dim.Zero) : target.IsTransposed ? (part.Width, part.Rows) : (part.Rows, part.Width);
        var rowText = rows.Equals(weight.Shape.Sizes[0]) ? "·" : $"{target.Row}..{target.Row + rows}";
        if (!weight.Shape.IsMatrix)
            return $"[{rowText}]";
        return columns.Equals(weight.Shape.Width) ? $"[{rowText}]" : $"[{rowText}, {target.Column}..{target.Column + columns}]";
    }

    // A sum over rows that a computation on shared values goes on with.
    private void EmitSharedSum(SourceWriter writer, int reduction, int summand)
    {
        var field = Access.Shared(reduction)!;
        writer.Comment($"{_printer.NameOf(reduction) ?? field} = Σ {_printer.Text(summand)}");
        writer.Line($"{field}.Span.Clear();");
        EmitRowSum(writer, summand, $"{field}.Span");
    }

    private void EmitRowSum(SourceWriter writer, int summand, string gradient)
    {
        var instruction = _program[summand];
        if (GradientWalk.IsOnlyASummand(_program, summand))
        {
            var left = Access.Rows(instruction.Arguments[0], "0", "all");
            var right = Access.Rows(instruction.Arguments[1], "0", "all");
            writer.Line($"AddRowProducts({left}, {right}, {instruction.Shape.Width}, {gradient});");
        }
        else if (instruction.Shape.IsScalar)
            writer.Line($"AddScalars({Access.Rows(summand, "0", "all")}, {gradient});");
        else
            writer.Line($"AddRows({RowsAndWidth(summand)}, {gradient});");
    }

    private string RowsAndWidth(int number) => $"{Access.Rows(number, "0", "all")}, {_program[number].Shape.Width}";
}
