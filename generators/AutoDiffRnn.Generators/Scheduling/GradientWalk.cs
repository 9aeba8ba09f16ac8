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
            Walk(gradient);
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

    // With a stack of its own: the gradient of a weight that is used often is a deep sum.
    private void Walk(Binding gradient)
    {
        var open = new Stack<Part>([new Part(gradient.Value, new GradientPart(gradient.Name, Dim.Zero, Dim.Zero, false), IsRow: false)]);
        while (open.Count > 0)
        {
            var part = open.Pop();
            foreach (var inner in PartsOf(part).Reverse())
                open.Push(inner);
        }
    }

    // What a part of a gradient is made of; nothing for what is added to it as it is.
    private IEnumerable<Part> PartsOf(Part whole)
    {
        var (number, target, isRow) = whole;
        var instruction = _program[number];
        var inner = whole with { Number = instruction.Arguments.Count > 0 ? instruction.Arguments[0] : -1 };
        if (instruction.Op.Kind == OperatorKind.Reduction)
            Reductions.Add(new Accumulate(int.MaxValue, number, target));
        else if (instruction.Op == Operators.Place)
            return [inner with { Target = Moved(target, instruction.Sizes[0], rows: !isRow) }];
        else if (instruction.Op == Operators.PlaceRows)
            return [inner with { Target = Moved(target, instruction.Sizes[0], rows: true) }];
        else if (instruction.Op == Operators.PlaceColumns)
            return [inner with { Target = Moved(target, instruction.Sizes[0], rows: false) }];
        else if (instruction.Op == Operators.Transpose)
            return [inner with { Target = target with { IsTransposed = !target.IsTransposed } }];
        else if (instruction.Op == Operators.Dense)
            return [inner];
        else if (instruction.Op == Operators.AsMatrix && instruction.Shape.Rows.Equals(Dim.One))
            return [inner with { IsRow = true }];
        else if (instruction.Op == Operators.Add)
            return instruction.Arguments.Select(argument => whole with { Number = argument });
        else
            Additions.Add((number, target));
        return [];
    }

    // A row of what is transposed is a column of the gradient.
    private static GradientPart Moved(GradientPart target, Dim by, bool rows)
        => rows ^ target.IsTransposed ? target with { Row = target.Row + by } : target with { Column = target.Column + by };

    // Of a vector that is a row of a matrix, the elements lie in columns.
    private sealed record Part(int Number, GradientPart Target, bool IsRow);
}
