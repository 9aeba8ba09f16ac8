using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Follows each weight's gradient back to the sums over all rows that it is made of. What lies between, sums of parts placed in
/// the whole, is no code: each sum over rows is added to its part of the flat gradient directly.
/// </summary>
internal sealed class GradientWalk
{
    private readonly StepProgram _program;

    public GradientWalk(StepProgram program)
    {
        _program = program;
        foreach (var gradient in program.Gradients)
            Walk(gradient.Value, new GradientPart(gradient.Name, Dim.Zero, Dim.Zero, false));
        Summands = new Summands(program);
        Shared = new SharedValues(program, Additions.Select(addition => addition.Value));
        // Sums that a shared computation reads are kept on their own.
        foreach (var number in Shared.Sums)
            Reductions.Add(new Accumulate(int.MaxValue, number, null));
    }

    /// <summary>The sums over all rows, those that go to gradients first. Their slots are behind all other work.</summary>
    public List<Accumulate> Reductions { get; } = [];

    /// <summary>Shared values that are computed and then added to a gradient, with the part that they are added to.</summary>
    public List<(int Value, GradientPart Target)> Additions { get; } = [];

    /// <summary>What is computed in the sums over all rows.</summary>
    public Summands Summands { get; }

    /// <summary>What is computed once for all rows.</summary>
    public SharedValues Shared { get; }

    // Of a vector that is a row of a matrix, the elements lie in columns.
    private void Walk(int number, GradientPart target, bool isRow = false)
    {
        var instruction = _program[number];
        if (instruction.Op.Kind == OperatorKind.Reduction)
            Reductions.Add(new Accumulate(int.MaxValue, number, target));
        else if (instruction.Op == Operators.Place)
            Walk(instruction.Arguments[0], Moved(target, instruction.Sizes[0], rows: !isRow), isRow);
        else if (instruction.Op == Operators.PlaceRows)
            Walk(instruction.Arguments[0], Moved(target, instruction.Sizes[0], rows: true));
        else if (instruction.Op == Operators.PlaceColumns)
            Walk(instruction.Arguments[0], Moved(target, instruction.Sizes[0], rows: false));
        else if (instruction.Op == Operators.Transpose)
            Walk(instruction.Arguments[0], target with { IsTransposed = !target.IsTransposed });
        else if (instruction.Op == Operators.Dense)
            Walk(instruction.Arguments[0], target, isRow);
        else if (instruction.Op == Operators.AsMatrix && instruction.Shape.Rows.Equals(Dim.One))
            Walk(instruction.Arguments[0], target, isRow: true);
        else if (instruction.Op == Operators.Add)
        {
            foreach (var argument in instruction.Arguments)
                Walk(argument, target, isRow);
        }
        else
            Additions.Add((number, target));
    }

    // A row of what is transposed is a column of the gradient.
    private static GradientPart Moved(GradientPart target, Dim by, bool rows)
        => rows ^ target.IsTransposed ? target with { Row = target.Row + by } : target with { Column = target.Column + by };
}
