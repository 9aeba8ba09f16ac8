using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What a leaf stands for: a parameter by its operator and name, or for <c>Primal</c> an instruction of the forward program.</summary>
internal readonly record struct LeafKey(Operator Op, string Symbol, int Primal = -1)
{
    public static LeafKey Of(Instruction leaf)
        => leaf.Op == Operators.Primal ? new LeafKey(leaf.Op, "", leaf.Primal) : new LeafKey(leaf.Op, leaf.Symbol);
}

/// <summary>
/// Evaluates a program in double precision, one step and one example at a time and one instruction after another: slow, plain,
/// and what the scheduled code must agree with.
/// </summary>
internal sealed class IrEvaluator
{
    private readonly IReadOnlyDictionary<string, int> _sizes;
    private readonly int[][] _resultSizes;
    private readonly int[][] _operatorSizes;

    /// <summary>An evaluator of one program for given sizes of its dimensions.</summary>
    /// <exception cref="ArgumentException">A dimension of the program has no size, or a value of the program would have a negative one.</exception>
    public IrEvaluator(StepProgram program, IReadOnlyDictionary<string, int> sizes)
    {
        Program = program;
        _sizes = sizes;
        var count = program.Instructions.Count;
        _resultSizes = new int[count][];
        _operatorSizes = new int[count][];
        for (var number = 0; number < count; number++)
        {
            _resultSizes[number] = Numbers(number, program[number].Shape.Sizes);
            _operatorSizes[number] = Numbers(number, program[number].Sizes);
            if (_resultSizes[number].Any(size => size < 0))
                throw new ArgumentException($"At {Text(number)}: the shape is {Text(_resultSizes[number])}, but no size may be negative.");
        }
    }

    public StepProgram Program { get; }

    /// <summary>All values of one step and example, by instruction. A sum over all rows is one over this row alone.</summary>
    /// <param name="leaves">The values of the leaves that come from outside. Literals and sizes of dimensions do not.</param>
    /// <exception cref="ArgumentException">A leaf has no value, or one of another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token is not the number of a row or an element.</exception>
    public Tensor[] Step(IReadOnlyDictionary<LeafKey, Tensor> leaves) => Step((number, leaf) => leaves.TryGetValue(LeafKey.Of(leaf), out var value)
        ? value
        : throw new ArgumentException($"At {Text(number)}: the leaf has no value.", nameof(leaves)));

    /// <summary>All values of one step and example, by instruction, with a leaf's value from its number and itself.</summary>
    public Tensor[] Step(Func<int, Instruction, Tensor> leafValue)
    {
        var values = new Tensor[Program.Instructions.Count];
        for (var number = 0; number < values.Length; number++)
            values[number] = Value(number, values, leafValue);
        return values;
    }

    /// <summary>The value of one instruction from those before it.</summary>
    public Tensor Value(int number, IReadOnlyList<Tensor> values, Func<int, Instruction, Tensor> leafValue)
    {
        var instruction = Program[number];
        var op = instruction.Op;
        var isFromOutside = op.Kind == OperatorKind.Leaf && op != Operators.Literal && op != Operators.Size && op != Operators.Ordinal;
        var operands = instruction.Arguments.Select(argument => values[argument]).ToArray();
        var result = isFromOutside ? leafValue(number, instruction)
            : instruction.Loop is not null ? LoopRun.Evaluate(instruction, operands, _sizes)
            : op.Evaluate(new EvaluationContext(operands, _operatorSizes[number], _resultSizes[number], instruction.Symbol));
        if (!result.Sizes.SequenceEqual(_resultSizes[number]))
            throw new ArgumentException($"At {Text(number)}: the shape is {Text(_resultSizes[number])}, but the value has {Text(result.Sizes)}.");
        return result;
    }

    /// <summary>Zeros in the shape of an instruction's value.</summary>
    public Tensor Zero(int number) => new(_resultSizes[number]);

    private int[] Numbers(int number, IReadOnlyList<Dim> dims)
    {
        foreach (var name in dims.SelectMany(dim => dim.Names))
        {
            if (!_sizes.ContainsKey(name))
                throw new ArgumentException($"At {Text(number)}: the dimension {name} has no size.");
        }

        return [.. dims.Select(dim => dim.Evaluate(_sizes))];
    }

    private string Text(int number) => IrPrinter.Print(number, Program[number]);

    private static string Text(int[] sizes) => $"[{string.Join(", ", sizes)}]";
}
