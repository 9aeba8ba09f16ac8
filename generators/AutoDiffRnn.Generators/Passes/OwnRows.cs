using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Gives rows of its own to what has none and is read as rows: a number spread over a vector that is multiplied with a matrix, a
/// weight that is an output. Also leaves out what no result needs.
/// </summary>
internal sealed class OwnRows : Rewriter
{
    private readonly List<int>[] _uses;

    private OwnRows(StepProgram source)
        : base(source) => _uses = source.Uses();

    /// <summary>Runs twice: the first round may leave operands that nothing reads any more.</summary>
    public static StepProgram Run(StepProgram program)
    {
        var own = new OwnRows(program).Run();
        return new OwnRows(own).Run();
    }

    protected override Value Rewrite(int number, Instruction instruction)
    {
        // A sum of parts of a gradient adds each of them where it belongs, so each must be somewhere.
        var isSumOfGradients = Source.IsAdjoint && instruction.IsShared && (instruction.Op == Operators.Add || instruction.Op == Operators.Place);
        var readsRows = instruction.Op.Kind is OperatorKind.Product or OperatorKind.Move or OperatorKind.RowFunction;
        if (!isSumOfGradients && !readsRows)
            return base.Rewrite(number, instruction);
        var isMove = instruction.Op == Operators.Concat || (instruction.Op == Operators.Place && !Source.IsAdjoint);
        var operands = instruction.Arguments.Select(argument => isMove ? Rowwise(argument) : WithStorage(argument)).ToList();
        return Builder.Apply(instruction.Op, operands, [.. instruction.Sizes]);
    }

    protected override Value BoundValue(Binding binding, bool isGradient)
    {
        if (isGradient)
            return WithStorage(binding.Value);
        // What an adjoint hands back is overwritten by the next step that runs; what is read beside it needs a place of its own.
        var isHandedBack = Source.IsAdjoint && Source.NextStates.Contains(binding);
        var isPart = Source[binding.Value].Op.Kind is OperatorKind.View or OperatorKind.Leaf && !Source[binding.Value].IsShared;
        return isPart || (isHandedBack && _uses[binding.Value].Count > 0) ? Builder.Copy(Rewritten(binding.Value)) : Rowwise(binding.Value);
    }

    // A value with a row for each step and example.
    private Value Rowwise(int number)
        => Source[number].IsShared ? Builder.Apply(Operators.Repeat, Rewritten(number)) : WithStorage(number);

    // A value with memory of its own, rather than a part of the expressions that read it.
    private Value WithStorage(int number)
    {
        var value = Rewritten(number);
        return value.Instruction.IsTransparent ? Builder.Copy(value) : value;
    }
}
