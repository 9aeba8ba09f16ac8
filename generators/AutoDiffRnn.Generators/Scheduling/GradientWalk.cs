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
        // Sums that a shared computation reads are kept on their own.
        var structural = Structural(program);
        var read = Enumerable.Range(0, program.Instructions.Count)
            .Where(number => program[number].IsShared && !structural.Contains(number) && IsComputed(program[number]))
            .SelectMany(number => program[number].Arguments);
        foreach (var number in read.Where(number => program[number].Op == Operators.SumRows).Distinct().OrderBy(number => number))
            Reductions.Add(new Accumulate(int.MaxValue, number, null));
    }

    /// <summary>The sums over all rows, those that go to gradients first. Their slots are behind all other work.</summary>
    public List<Accumulate> Reductions { get; } = [];

    /// <summary>Shared values that are computed and then added to a gradient, with the part that they are added to.</summary>
    public List<(int Value, GradientPart Target)> Additions { get; } = [];

    /// <summary>
    /// Whether a value is only a product of two stored values that is summed over all rows: the sum multiplies as it goes.
    /// </summary>
    public static bool IsOnlyASummand(StepProgram program, int number)
    {
        var instruction = program[number];
        return instruction.Op == Operators.Multiply && instruction.Shape.IsVector && !instruction.IsShared
            && instruction.Arguments.All(argument => !program[argument].IsShared && IsStoredAnyway(program, argument))
            && !program.Roots.Contains(number)
            && program.Instructions.Where(use => use.Arguments.Contains(number)).All(use => use.Op == Operators.SumRows);
    }

    // Whether a factor is in memory for another reason, so that a sum of products need not have it stored.
    private static bool IsStoredAnyway(StepProgram program, int number)
        => program[number].Op.Kind is OperatorKind.Leaf || program[number].Op == Operators.Affine
            || program.Instructions.Any(use => use.Arguments.Contains(number) && use.Op.Kind is OperatorKind.Product or OperatorKind.Reduction);

    private static bool IsComputed(Instruction instruction)
        => instruction.IsTransparent || (instruction.IsKernelWork && !instruction.Shape.IsMatrix);

    // The instructions that a gradient's walk goes through without computing them.
    private static HashSet<int> Structural(StepProgram program)
    {
        var result = new HashSet<int>();
        var waiting = new Stack<int>(program.Gradients.Select(gradient => gradient.Value));
        while (waiting.Count > 0)
        {
            var number = waiting.Pop();
            if (!IsPath(program[number]) || !result.Add(number))
                continue;
            foreach (var argument in program[number].Arguments)
                waiting.Push(argument);
        }

        return result;
    }

    private static bool IsPath(Instruction instruction)
        => instruction.Op == Operators.Add || instruction.Op == Operators.Place || instruction.Op == Operators.PlaceRows
            || instruction.Op == Operators.PlaceColumns || instruction.Op == Operators.Transpose;

    private void Walk(int number, GradientPart target)
    {
        var instruction = _program[number];
        if (instruction.Op == Operators.SumRows)
            Reductions.Add(new Accumulate(int.MaxValue, number, target));
        else if (instruction.Op == Operators.Place)
            Walk(instruction.Arguments[0], target with { Row = target.Row + instruction.Sizes[0] });
        else if (instruction.Op == Operators.PlaceRows)
            Walk(instruction.Arguments[0], Moved(target, instruction.Sizes[0], rows: true));
        else if (instruction.Op == Operators.PlaceColumns)
            Walk(instruction.Arguments[0], Moved(target, instruction.Sizes[0], rows: false));
        else if (instruction.Op == Operators.Transpose)
            Walk(instruction.Arguments[0], target with { IsTransposed = !target.IsTransposed });
        else if (IsPath(instruction))
        {
            foreach (var argument in instruction.Arguments)
                Walk(argument, target);
        }
        else
            Additions.Add((number, target));
    }

    // A row of what is transposed is a column of the gradient.
    private static GradientPart Moved(GradientPart target, Dim by, bool rows)
        => rows ^ target.IsTransposed ? target with { Row = target.Row + by } : target with { Column = target.Column + by };
}
