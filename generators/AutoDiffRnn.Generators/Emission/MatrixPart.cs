using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>A matrix operand traced back to the weight, or the value computed once, that it is a part of.</summary>
internal sealed record MatrixPart(int Root, Dim Row, Dim Column, Dim Stride, bool IsTransposed)
{
    /// <summary>The place of the part's first element in the whole.</summary>
    public Dim First => Row * Stride + Column;

    /// <summary>Follows slices and transposes back to the whole.</summary>
    public static MatrixPart Of(StepProgram program, int number)
    {
        var instruction = program[number];
        if (instruction.Op.Kind != OperatorKind.View)
            return new MatrixPart(number, Dim.Zero, Dim.Zero, instruction.Shape.Width, false);
        var inner = Of(program, instruction.Arguments[0]);
        if (instruction.Op == Operators.Transpose)
            return inner with { IsTransposed = !inner.IsTransposed };
        var movesRow = (instruction.Op == Operators.SliceRows) ^ inner.IsTransposed;
        var start = instruction.Sizes[0];
        return movesRow ? inner with { Row = inner.Row + start } : inner with { Column = inner.Column + start };
    }
}
