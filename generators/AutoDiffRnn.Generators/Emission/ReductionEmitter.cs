using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the sums over all rows: each is added to the part of a gradient that it belongs to, or kept for a computation.</summary>
internal sealed class ReductionEmitter(
    CellPlan plan, Names names, Schedule schedule, Access access, MathPrinter printer, string step = "0", string count = "all")
{
    private readonly StepProgram _program = schedule.Program;
    private readonly MoveEmitter _moves = new(access, printer);

    /// <summary>The same for the rows of a step, or for all rows.</summary>
    public ReductionEmitter At(string step, string count) => new(plan, names, schedule, access, printer, step, count);

    /// <summary>Whether a reduction is of outer products of stored vectors, which needs memory to pack them in.</summary>
    public bool NeedsWorkspace(Accumulate reduction)
    {
        if (!plan.Passes.Has(Optimizations.Pack))
            return false;
        var summand = _program[reduction.Reduction].Arguments[0];
        return _program[reduction.Reduction].Op == Operators.SumRows
            && schedule.Gradients.Summands.IsOnlyAdded(summand)
            && _program[summand].Op == Operators.Outer;
    }

    /// <summary>Whether sums are made together.</summary>
    public bool HasTogether => Together().Any();

    /// <summary>The fields that say where in the gradients the parts of a sum go.</summary>
    public void EmitFields(SourceWriter writer)
    {
        if (HasTogether)
        {
            writer.Line();
            writer.Comment("Where the columns of adjoints that lie side by side belong in the gradients: "
                + "column, length, first element, stride, first row, rows of the weight.");
        }

        foreach (var side in Together().SelectMany(together => together.Sides))
            writer.Line($"private readonly global::AutoDiffRnn.Kernels.GradientPart[] {PartsOf(side)};");
    }

    /// <summary>Makes them: the columns of the summands' buffer, and where in the gradients those belong.</summary>
    public void EmitConstruction(SourceWriter writer, string gradients)
    {
        foreach (var side in Together().SelectMany(together => together.Sides))
        {
            var parts = side.Sums.Select(sum =>
            {
                var (left, weight) = (GradientSums.LeftOf(_program, sum, side.Kind), WeightOf(sum.Target!).Shape);
                var stride = weight.IsMatrix ? weight.Width : Dim.One;
                var first = sum.Target!.Row * stride + sum.Target.Column;
                var start = $"{gradients}.{Namer.Escaped(sum.Target.Weight)}.Offset{(first.Equals(Dim.Zero) ? "" : $" + {first}")}";
                var rows = weight.IsMatrix ? weight.Rows : weight.Width;
                return $"new({access.Column(left)}, {_program[left].Shape.Length}, {start}, {stride}, {sum.Target.Row}, {rows})";
            });
            writer.Line($"{PartsOf(side)} = [{string.Join(", ", parts)}];");
        }
    }

    /// <summary>Sums that one pass makes, side by side, each with its formula above it.</summary>
    public void Emit(SourceWriter writer, AccumulateTogether together)
    {
        var left = GradientSums.LeftOf(_program, together.Sides[0].Sums[0], together.Sides[0].Kind);
        writer.Line($"SumsOver({access.WholeRows(left, step, count)}) // in one pass over these rows:");
        using (writer.Indent())
        {
            foreach (var side in together.Sides)
            {
                foreach (var sum in side.Sums)
                    Explain(writer, sum);
                writer.Line($".Add{side.Kind}({RightOf(side)}{PartsOf(side)})");
            }

            writer.Line(".To<TLanes>(Gradient(Gradients), _workspace, worker);");
        }
    }

    /// <param name="writer">Where to.</param>
    /// <param name="accumulate">The sum.</param>
    /// <param name="isWithinLoop">Whether it goes on from step to step.</param>
    public void Emit(SourceWriter writer, Accumulate accumulate, bool isWithinLoop)
    {
        Explain(writer, accumulate);
        var summand = SummandOf(accumulate);
        var shape = _program[summand].Shape;
        if (accumulate.Target is { } target)
        {
            writer.Line(Sum(accumulate, summand, DestinationOf(target, shape, "worker")));
            return;
        }

        var field = access.Shared(accumulate.Reduction)!;
        if (!isWithinLoop)
            EmitClear(writer, accumulate);
        writer.Line(Sum(accumulate, summand, new Destination(Kept(accumulate), shape.Width.ToString(), "1", IsInOrder: true)));
    }

    /// <summary>Sets a sum that is kept for a computation to zero.</summary>
    public void EmitClear(SourceWriter writer, Accumulate accumulate) => writer.Line($"Clear({Kept(accumulate)});");

    private string Kept(Accumulate accumulate)
        => $"Gradient({access.Shared(accumulate.Reduction)}, {_program[SummandOf(accumulate)].Shape.Width}, worker)";

    private void Explain(SourceWriter writer, Accumulate accumulate) => writer.Comment(Formula(accumulate));

    /// <summary>The sum as mathematics: <c>db[0..H] += Σ da_i</c>.</summary>
    public string Formula(Accumulate accumulate)
    {
        var summand = SummandOf(accumulate);
        var sum = summand == accumulate.Reduction ? printer.Formula(summand) : "Σ " + printer.Text(summand);
        if (accumulate.Target is not { } target)
        {
            return $"{printer.NameOf(accumulate.Reduction) ?? access.Shared(accumulate.Reduction)!} = {sum}";
        }

        var part = PartText(WeightOf(target), target, _program[summand].Shape);
        return $"d{target.Weight}{part} += {sum}{(target.IsTransposed ? ", transposed" : "")}";
    }

    // What is added up; of a loop inside the step, whose rounds have added their part up already, the sum itself.
    private int SummandOf(Accumulate accumulate) => _program[accumulate.Reduction].Op == Operators.ScanGradient
        ? accumulate.Reduction
        : GradientSums.SummandOf(_program, accumulate);

    private IEnumerable<AccumulateTogether> Together() => schedule.Steps.SelectMany(region => region.Work).OfType<AccumulateTogether>();

    private string RightOf(SumSide side) => side.Kind switch
    {
        SumKind.OuterProducts => RowsAndWidth(side.Right!.Value) + ", ",
        SumKind.RowProducts => access.Rows(side.Right!.Value, step, count) + ", ",
        _ => "",
    };

    private string PartsOf(SumSide side)
    {
        var weights = side.Sums.Select(sum => sum.Target!.Weight).Distinct().ToList();
        var told = weights.Count <= 4 ? string.Join("_", weights) : $"{weights[0]}_to_{weights[weights.Count - 1]}";
        return names.Other($"parts {string.Join(" ", side.Sums.Select(sum => sum.Reduction))}", "parts_" + told);
    }

    /// <summary>What is computed once, added to a part of a gradient, as mathematics.</summary>
    public string Formula(int value, GradientPart target)
        => $"d{target.Weight}{PartText(WeightOf(target), target, _program[value].Shape)} += {printer.Text(value)}{(target.IsTransposed ? ", transposed" : "")}";

    /// <summary>Adds what is computed once to the part of a gradient that it belongs to.</summary>
    public string Addition(int value, GradientPart target)
    {
        var shape = _program[value].Shape;
        var to = DestinationOf(target, shape, Names.NoWorker);
        return to.IsInOrder && access.Shared(value) is { } field
            ? $"AddShared({field}, {to.Elements});"
            : $"AddMatrices({Matrix(value, "1")}, {to.Strided});";
    }

    private CellParameter WeightOf(GradientPart target) => plan.Cell.Weights.First(parameter => parameter.Name == target.Weight);

    // Where in a gradient the elements of a part lie: those of a row beside one another, unless the part is transposed.
    private Destination DestinationOf(GradientPart target, Shape part, string worker)
    {
        var weight = WeightOf(target).Shape;
        var stride = weight.IsMatrix ? weight.Width : Dim.One;
        var elements = $"Gradient(Gradients.{Namer.Escaped(target.Weight)}, {target.Row * stride + target.Column}, {worker})";
        var isInOrder = !weight.IsMatrix || (!target.IsTransposed && (!part.IsMatrix || part.Width.Equals(weight.Width)));
        return target.IsTransposed
            ? new Destination(elements, "1", stride.ToString(), isInOrder, IsTransposed: true)
            : new Destination(elements, stride.ToString(), "1", isInOrder);
    }

    // The statement that adds a value of each row up.
    private string Sum(Accumulate accumulate, int summand, Destination to)
    {
        var instruction = _program[summand];
        if (accumulate.IsOfExamples)
        {
            var sums = access.StepSums(accumulate, "tape.Batch");
            return to.IsInOrder ? $"AddRows<TLanes>({sums}, {instruction.Shape.Length}, {to.Elements});"
                : $"AddMatrices(RowOf({sums}, {instruction.Shape.Length}), {to.Strided});";
        }

        if (instruction.Op == Operators.ScanGradient)
            return LoopSum(instruction, to);
        if (schedule.Gradients.Summands.IsOnlyAdded(summand))
            return FoldedSum(instruction, to);
        if (!to.IsInOrder || !_program.IsContiguous(summand))
            return $"AddMatrices({Matrix(summand, count)}, {to.Strided});";
        return instruction.Shape.IsScalar
            ? $"AddScalars({access.Rows(summand, step, count)}, {to.Elements});"
            : $"AddRows<TLanes>({RowsAndWidth(summand)}, {to.Elements});";
    }

    private string LoopSum(Instruction gradient, Destination to)
    {
        var weight = gradient.Loop!.Parameters[(int)gradient.Sizes[0].Value!.Value];
        var (height, width) = weight.Shape.IsMatrix ? (weight.Shape.Rows, weight.Shape.Width) : (Dim.One, weight.Shape.Width);
        var rows = $"Repeated({access.Loop(gradient.Loop)}.Gradients.{Namer.Escaped(weight.Name)}, 1)";
        return $"AddMatrices(Matrices({rows}, {height}, {width}), {to.Strided});";
    }

    // The statement that computes a value of each row and adds it up in one go.
    private string FoldedSum(Instruction instruction, Destination to)
    {
        var (left, right) = (instruction.Arguments[0], instruction.Arguments[1]);
        if (instruction.Op == Operators.Outer && !plan.Passes.Has(Optimizations.Pack))
            return $"AddProducts<TLanes>({_moves.Column(left, step, count)}, {_moves.Row(right, step, count)}, {to.Strided});";
        if (instruction.Op == Operators.Outer)
        {
            // (a·bᵀ)ᵀ = b·aᵀ. Of a weight with one column, both strides are 1.
            return !to.IsTransposed
                ? $"AddOuterProducts<TLanes>({RowsAndWidth(left)}, {RowsAndWidth(right)}, {to.Elements}, {to.RowStride}, _workspace);"
                : $"AddOuterProducts<TLanes>({RowsAndWidth(right)}, {RowsAndWidth(left)}, {to.Elements}, {to.ColumnStride}, _workspace);";
        }

        if (instruction.Op == Operators.Scatter)
            return $"ScatterAdd({RowsAndWidth(left)}, {access.Rows(right, step, count)}, {(to.IsInOrder ? to.Elements : to.Strided)});";
        if (instruction.Op == Operators.Multiply)
        {
            var factors = $"{access.Rows(left, step, count)}, {access.Rows(right, step, count)}, {instruction.Shape.Width}";
            return to.IsInOrder
                ? $"AddRowProducts<TLanes>({factors}, {to.Elements});"
                : $"AddRowProducts({factors}, {to.Elements}, {to.ColumnStride});";
        }

        // The elements of a vector lie where those of a row of the gradient do.
        var matrices = access.Matrices(left, step, count);
        return instruction.Op == Operators.Product
            ? $"AddProducts<TLanes>({matrices}, {_moves.Column(right, step, count)}, {to.Elements}, {to.ColumnStride}, {to.RowStride});"
            : $"AddProducts<TLanes>({matrices}, {access.Matrices(right, step, count)}, {to.Strided});";
    }

    private string Matrix(int value, string rows) => _program[value].Shape.IsMatrix
        ? access.Matrices(value, step, rows)
        : $"RowOf({access.Rows(value, step, rows)}, {_program[value].Shape.Width})";

    private string RowsAndWidth(int number) => $"{access.Rows(number, step, count)}, {_program[number].Shape.Length}";

    // Which part of a weight's gradient, as in [0..H, ·]; nothing for the whole.
    private static string PartText(CellParameter weight, GradientPart target, Shape part)
    {
        if (weight.Shape.IsScalar || (target.Row.Equals(Dim.Zero) && target.Column.Equals(Dim.Zero) && part.Equals(weight.Shape)))
            return "";
        if (!weight.Shape.IsMatrix)
            return part.Width.Equals(weight.Shape.Width) ? "" : $"[{target.Row}..{target.Row + part.Width}]";
        var (height, width) = part.IsMatrix ? (part.Rows, part.Width) : (Dim.One, part.Width);
        if (target.IsTransposed)
            (height, width) = (width, height);
        var rowText = height.Equals(weight.Shape.Rows) ? "·" : $"{target.Row}..{target.Row + height}";
        return width.Equals(weight.Shape.Width) ? $"[{rowText}]" : $"[{rowText}, {target.Column}..{target.Column + width}]";
    }

    /// <summary>Where a sum goes: its first element, and the distances to the next row and to the next column.</summary>
    private sealed record Destination(string Elements, string RowStride, string ColumnStride, bool IsInOrder, bool IsTransposed = false)
    {
        public string Strided => $"{Elements}, {RowStride}, {ColumnStride}";
    }
}
