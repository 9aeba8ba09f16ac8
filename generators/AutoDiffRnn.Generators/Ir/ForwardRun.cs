using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What a cell is run on: T steps of B examples, and what they share.</summary>
internal sealed record SequenceData
{
    public required int Steps { get; init; }

    public required int Examples { get; init; }

    /// <summary>By name, then [step][example].</summary>
    public IReadOnlyDictionary<string, Tensor[][]> Inputs { get; init; } = new Dictionary<string, Tensor[][]>();

    /// <summary>By name, then [example].</summary>
    public IReadOnlyDictionary<string, Tensor[]> InitialStates { get; init; } = new Dictionary<string, Tensor[]>();

    public IReadOnlyDictionary<string, Tensor> Weights { get; init; } = new Dictionary<string, Tensor>();

    public IReadOnlyDictionary<string, Tensor> Constants { get; init; } = new Dictionary<string, Tensor>();
}

/// <summary>A step's program run over sequences by the evaluator: example by example, step by step, everything kept.</summary>
internal sealed class ForwardRun
{
    // [step][example][instruction]
    private readonly Tensor[][][] _values;

    private ForwardRun(IrEvaluator evaluator, IReadOnlyDictionary<string, int> sizes, SequenceData data)
    {
        Program = evaluator.Program;
        Sizes = sizes;
        Data = data;
        _values = [.. Enumerable.Range(0, data.Steps).Select(_ => new Tensor[data.Examples][])];
        for (var step = 0; step < data.Steps; step++)
        {
            for (var example = 0; example < data.Examples; example++)
                _values[step][example] = Row(evaluator, step, example);
        }
    }

    public StepProgram Program { get; }

    /// <summary>The sizes of the dimensions.</summary>
    public IReadOnlyDictionary<string, int> Sizes { get; }

    public SequenceData Data { get; }

    /// <summary>The states after each step, by name, then [step][example].</summary>
    public IReadOnlyDictionary<string, Tensor[][]> States => Results(Program.NextStates);

    /// <summary>The outputs of each step, by name, then [step][example].</summary>
    public IReadOnlyDictionary<string, Tensor[][]> Outputs => Results(Program.Outputs);

    /// <summary>Runs a program that <see cref="IrVerifier.VerifyStep"/> accepts over sequences.</summary>
    /// <param name="program">One step.</param>
    /// <param name="sizes">The sizes of the dimensions, by name.</param>
    /// <param name="data">The sequences, initial states, weights and constants.</param>
    /// <exception cref="InvalidOperationException">The program is wrong.</exception>
    /// <exception cref="ArgumentException">A value is missing or has another shape than the program's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token is out of range; the message names the step and the example.</exception>
    public static ForwardRun Of(StepProgram program, IReadOnlyDictionary<string, int> sizes, SequenceData data)
    {
        IrVerifier.VerifyStep(program);
        if (data.Steps < 1 || data.Examples < 1)
            throw new ArgumentException($"{data.Steps} steps of {data.Examples} examples are not at least one of each.", nameof(data));
        return new ForwardRun(new IrEvaluator(program, sizes), sizes, data);
    }

    /// <summary>The value of an instruction at a step of an example.</summary>
    public Tensor Value(int step, int example, int number) => _values[step][example][number];

    /// <summary>The value that a leaf of the step's program has at a step of an example.</summary>
    /// <exception cref="ArgumentException">The data have no value for it.</exception>
    public Tensor LeafValue(Instruction leaf, int step, int example)
    {
        if (leaf.Op == Operators.Weight)
            return Shared(Data.Weights, leaf);
        if (leaf.Op == Operators.Constant)
            return Shared(Data.Constants, leaf);
        if (leaf.Op == Operators.Input)
            return At(At(Shared(Data.Inputs, leaf), leaf, Data.Steps, step), leaf, Data.Examples, example);
        if (leaf.Op != Operators.Previous)
            throw new ArgumentException($"The forward pass knows no {leaf.Op.Name}({leaf.Symbol}).");
        return step == 0
            ? At(Shared(Data.InitialStates, leaf), leaf, Data.Examples, example)
            : Value(step - 1, example, Program.NextStates.Single(state => state.Name == leaf.Symbol).Value);
    }

    private Tensor[] Row(IrEvaluator evaluator, int step, int example)
    {
        try
        {
            return evaluator.Step((_, leaf) => LeafValue(leaf, step, example));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new ArgumentOutOfRangeException($"At step {step} of example {example}: {error.Message}", error);
        }
    }

    private Dictionary<string, Tensor[][]> Results(IEnumerable<Binding> bindings) => bindings.ToDictionary(
        binding => binding.Name,
        binding => _values.Select(examples => examples.Select(values => values[binding.Value]).ToArray()).ToArray());

    private static TValue Shared<TValue>(IReadOnlyDictionary<string, TValue> values, Instruction leaf)
        => values.TryGetValue(leaf.Symbol, out var value)
        ? value
        : throw new ArgumentException($"The data have no value for {leaf.Op.Name}({leaf.Symbol}), a {leaf.Shape}.");

    private static TItem At<TItem>(TItem[] items, Instruction leaf, int count, int index) => items.Length == count
        ? items[index]
        : throw new ArgumentException($"The data have {items.Length} values for {leaf.Op.Name}({leaf.Symbol}) where {count} were expected.");
}
