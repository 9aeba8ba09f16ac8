using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes what makes whole values at a time: elements moved, and products of matrices and vectors within each row.</summary>
internal sealed class MoveEmitter(Access access, MathPrinter printer)
{
    private readonly StepProgram _program = access.Program;
    private readonly LoopEmitter _loops = new(access);

    /// <summary>Whether a row is gathered from a weight as it stands: an embedding, whose tokens are checked as it is read.</summary>
    public static bool IsTable(StepProgram program, Instruction gather) => program[gather.Arguments[0]].Op == Operators.Weight;

    public void EmitProduct(SourceWriter writer, int value, string step, string count)
    {
        if (_program[value].Loop is not null)
        {
            _loops.Emit(writer, value, step, count);
            return;
        }

        Explain(writer, value);
        var instruction = _program[value];
        var target = access.Rows(value, step, count);
        var (left, right) = (instruction.Arguments[0], instruction.Arguments[1]);
        writer.Line(instruction.Op.Name switch
        {
            nameof(Operators.Outer) =>
                $"Multiply<TLanes>({Column(left, step, count)}, {Row(right, step, count)}, {access.Matrices(value, step, count)});",
            nameof(Operators.Product) =>
                $"Multiply<TLanes>({access.Matrices(left, step, count)}, {Column(right, step, count)}, ColumnOf({target}, {instruction.Shape.Width}));",
            _ => $"Multiply<TLanes>({access.Matrices(left, step, count)}, {access.Matrices(right, step, count)}, {access.Matrices(value, step, count)});",
        });
    }

    public void EmitMove(SourceWriter writer, int value, string step, string count)
    {
        Explain(writer, value);
        var op = _program[value].Op;
        if (op == Operators.Gather)
            EmitGather(writer, value, step, count);
        else if (op == Operators.Identity)
            writer.Line($"SetIdentity({access.Matrices(value, step, count)});");
        else if (op == Operators.Dense)
            EmitDense(writer, value, step, count);
        else if (op == Operators.Concat)
            EmitConcat(writer, value, step, count);
        else
            EmitPlaced(writer, value, step, count);
    }

    /// <summary>A vector of each row as a matrix of one column.</summary>
    public string Column(int vector, string step, string count) => $"ColumnOf({access.Rows(vector, step, count)}, {_program[vector].Shape.Width})";

    /// <summary>A vector of each row as a matrix of one row.</summary>
    public string Row(int vector, string step, string count) => $"RowOf({access.Rows(vector, step, count)}, {_program[vector].Shape.Width})";

    private void Explain(SourceWriter writer, int value)
        => writer.Comment($"{printer.NameOf(value) ?? access.Local(value)} = {printer.Formula(value)}");

    private void EmitGather(SourceWriter writer, int value, string step, string count)
    {
        var instruction = _program[value];
        var table = _program[instruction.Arguments[0]];
        var tokens = access.Rows(instruction.Arguments[1], step, count);
        var target = access.Rows(value, step, count);
        if (IsTable(_program, instruction))
        {
            var matrix = $"Weights.{Namer.Escaped(table.Symbol)}.Values, {table.Shape.Rows}, {table.Shape.Width}";
            var first = $"{(step == "t" ? "t * tape.Batch + " : "")}{count}.First";
            var name = Access.NameOfToken(_program, instruction.Arguments[1]);
            writer.Line($"Gather({matrix}, {tokens}, {first}, tape.Batch, \"{name}\", {target});");
            return;
        }

        writer.Line($"GatherRows({access.Matrices(instruction.Arguments[0], step, count)}, {tokens}, {target});");
    }

    private void EmitDense(SourceWriter writer, int value, string step, string count)
    {
        var view = _program[value].Arguments[0];
        if (_program[value].Shape.IsMatrix)
            writer.Line($"Copy({access.Matrices(view, step, count)}, {access.Matrices(value, step, count)});");
        else
            writer.Line($"Copy({MatrixBehind(view, step, count)}, RowOf({access.Rows(value, step, count)}, {_program[value].Shape.Width}));");
    }

    // A vector that is a strided row of a matrix, or a part of one.
    private string MatrixBehind(int view, string step, string count)
    {
        var instruction = _program[view];
        if (instruction.Op == Operators.AsVector)
            return access.Matrices(instruction.Arguments[0], step, count);
        return $"{MatrixBehind(instruction.Arguments[0], step, count)}.Columns({instruction.Sizes[0]}, {instruction.Sizes[1]})";
    }

    private void EmitConcat(SourceWriter writer, int value, string step, string count)
    {
        var start = Dim.Zero;
        foreach (var argument in _program[value].Arguments)
        {
            var width = _program[argument].Shape.Width;
            if (!access.IsPartOf(argument, value))
                writer.Line($"CopyColumns({access.Rows(argument, step, count)}, 0, {width}, {access.Rows(value, step, count)}, {start});");
            start += width;
        }
    }

    // A part in a whole of zeros.
    private void EmitPlaced(SourceWriter writer, int value, string step, string count)
    {
        var instruction = _program[value];
        var part = instruction.Arguments[0];
        var target = access.Rows(value, step, count);
        writer.Line($"FillRows({target}, {instruction.Shape.Length}, T.Zero);");
        if (instruction.Op == Operators.Scatter)
        {
            var tokens = access.Rows(instruction.Arguments[1], step, count);
            writer.Line($"ScatterRows({access.Rows(part, step, count)}, {tokens}, {access.Matrices(value, step, count)});");
            return;
        }

        var start = instruction.Sizes[0];
        if (instruction.Op == Operators.Place)
        {
            writer.Line($"CopyColumns({access.Rows(part, step, count)}, 0, {_program[part].Shape.Width}, {target}, {start});");
            return;
        }

        var isRows = instruction.Op == Operators.PlaceRows;
        var end = start + (isRows ? _program[part].Shape.Rows : _program[part].Shape.Width);
        var place = $"{access.Matrices(value, step, count)}.{(isRows ? "Rows" : "Columns")}({start}, {end})";
        writer.Line($"Copy({access.Matrices(part, step, count)}, {place});");
    }
}
