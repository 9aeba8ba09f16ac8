using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Gives rows of its own to what has none and is read as rows: a number spread over a vector that is multiplied with a matrix, a
/// weight that is an output, a transpose that is added up element by element. Also leaves out what no result needs.
/// </summary>
internal sealed class OwnRows : Rewriter
{
    private readonly List<int>[] _uses;
    private readonly HashSet<Binding> _handedBack;

    private OwnRows(StepProgram source)
        : base(source)
    {
        _uses = source.Uses();
        _handedBack = [.. source.IsAdjoint ? source.NextStates : []];
    }

    /// <summary>Runs twice: the first round may leave operands that nothing reads any more.</summary>
    public static StepProgram Run(StepProgram program)
    {
        var own = new OwnRows(program).Run();
        return new OwnRows(own).Run();
    }

    protected override Value Rewrite(int number, Instruction instruction)
    {
        if (instruction.Op == Operators.Copy)
            return Builder.Copy(InOrder(instruction.Arguments[0]));
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return base.Rewrite(number, instruction);
        // What is summed over all rows is folded into the sum, or in memory: a number spread over a vector is neither.
        if (instruction.Op == Operators.SumRows)
            return Make.SumRows(WithStorage(InOrder(instruction.Arguments[0])));
        return Builder.Apply(
            instruction.Op,
            [.. instruction.Arguments.Select((argument, place) => Operand(instruction, place, argument))],
            [.. instruction.Sizes],
            instruction.Loop);
    }

    protected override Value BoundValue(Binding binding, bool isGradient)
    {
        if (isGradient)
            return Kept(Rewritten(binding.Value));
        // What an adjoint hands back is overwritten by the next step that runs; what is read beside it needs a place of its own.
        var isHandedBack = _handedBack.Contains(binding);
        var isPart = Source[binding.Value].Op.Kind is OperatorKind.View or OperatorKind.Leaf && !Source[binding.Value].IsShared;
        var value = InOrder(binding.Value);
        return isPart || (isHandedBack && _uses[binding.Value].Count > 0) ? Builder.Copy(value) : Rowwise(value);
    }

    private Value Operand(Instruction reader, int place, int argument)
    {
        if (reader.Loop is not null)
            return LoopOperand(reader, place, argument);
        var isGradientPart = Source.IsAdjoint && reader.IsShared && (reader.Op == Operators.Add || reader.Op == Operators.Place);
        var value = ReadsStrided(reader, place) ? Rewritten(argument) : InOrder(argument);
        // Rows are joined from rows; what all of them share is joined once.
        if (reader.Op == Operators.Concat && !reader.IsShared)
            return Rowwise(value);
        if (isGradientPart)
            return Kept(value);
        return reader.Op.Kind is not (OperatorKind.Elementwise or OperatorKind.Sum) ? WithStorage(value) : value;
    }

    // A loop begins with rows. What its adjoint has behind the adjoints that come in, its code does not read: the loop's tape has it.
    private Value LoopOperand(Instruction reader, int place, int argument)
    {
        if (reader.Op != Operators.Scan && (place > 0 || reader.Op == Operators.ScanGradient))
            return Rewritten(argument);
        var value = WithStorage(InOrder(argument));
        // Of what all rows share, a loop is given the whole: a part of it is made a whole of its own.
        return value.Instruction is { Op.Kind: OperatorKind.Leaf or OperatorKind.View, IsShared: true } part
            && part.Op != Operators.Weight && part.Op != Operators.Primal
            ? Builder.Copy(value)
            : value;
    }

    // Whether the code of an operator reads a view as it lies: views of views, products, and matrices that are packed.
    private bool ReadsStrided(Instruction reader, int place)
    {
        var op = reader.Op;
        if (op.Kind == OperatorKind.View || op == Operators.Dense)
            return op != Operators.AsVector || Source[reader.Arguments[place]].Shape.Rows.Equals(Dim.One);
        var readsMatrices = op.Kind == OperatorKind.Product || op == Operators.Product || op == Operators.MatrixProduct || op == Operators.Gather;
        return readsMatrices && Source[reader.Arguments[place]].Shape.IsMatrix;
    }

    // The value with its elements one after another.
    private Value InOrder(int number)
        => Source.IsContiguous(number) ? Rewritten(number) : Builder.Apply(Operators.Dense, WithStorage(Rewritten(number)));

    // A value with a row for each step and example.
    private Value Rowwise(Value value) => value.Instruction.IsShared ? Builder.Apply(Operators.Repeat, value) : WithStorage(value);

    // A sum of parts of a gradient adds each of them where it belongs, so each must be somewhere: a part of a sum over all rows, too.
    private Value Kept(Value value)
        => value.Instruction is { IsShared: true } part && part.Op == Operators.Slice ? Builder.Copy(value) : WithStorage(value);

    // A value with memory of its own, rather than a part of the expressions that read it.
    private Value WithStorage(Value value) => value.Instruction.IsTransparent ? Builder.Copy(value) : value;
}
