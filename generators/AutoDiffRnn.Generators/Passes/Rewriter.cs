using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Builds a program anew from its results, so that what no result needs is left out. A pass overrides what it changes; names
/// and origins are kept.
/// </summary>
internal class Rewriter(StepProgram source)
{
    private readonly Dictionary<int, Value> _rewritten = [];
    private readonly Dictionary<int, Override> _overrides = source.Overrides.ToDictionary(handwritten => handwritten.Value);

    protected StepProgram Source { get; } = source;

    protected ProgramBuilder Builder { get; } = new();

    /// <summary>The new program.</summary>
    public StepProgram Run()
    {
        Builder.AddStatements(Source.Statements);
        Builder.IsAdjoint = Source.IsAdjoint;
        // In program order, so that no operand is far from done when it is needed: deep programs do not nest calls.
        var needed = Needed();
        for (var number = 0; number < Source.Instructions.Count; number++)
        {
            if (needed[number])
                Rewritten(number);
        }

        Builder.NextStates.AddRange(Source.NextStates.Select(binding => Bound(binding, isGradient: false)));
        Builder.Outputs.AddRange(Source.Outputs.Select(binding => Bound(binding, isGradient: false)));
        Builder.Gradients.AddRange(Source.Gradients.Select(binding => Bound(binding, isGradient: true)));
        var kept = Source.Overrides.Where(handwritten => _rewritten.ContainsKey(handwritten.Value));
        Builder.Overrides.AddRange(kept.Select(handwritten => handwritten with
        {
            Value = Rewritten(handwritten.Value).Number,
            Arguments = handwritten.Arguments.Select(argument => new Binding(argument.Name, Rewritten(argument.Value).Number)).ToEquatable(),
        }));
        return Builder.Build();
    }

    /// <summary>Whether a pass wants this instruction on its own; others are made only if another asks for them.</summary>
    protected virtual bool IsWanted(int number) => true;

    /// <summary>The value in the new program that stands for an instruction of the old one.</summary>
    protected Value Rewritten(int number)
    {
        if (_rewritten.TryGetValue(number, out var value))
            return value;
        var instruction = Source[number];
        // What a derivative reads comes before the value that it belongs to.
        foreach (var argument in ArgumentsOf(number))
            Rewritten(argument);
        var origin = Builder.Origin;
        Builder.Origin = instruction.Origin;
        value = Rewrite(number, instruction);
        if (instruction.Name is not null)
            value = Builder.Named(value, instruction.Name);
        Builder.Origin = origin;
        return _rewritten[number] = value;
    }

    /// <summary>Whether an instruction has its value in the new program already.</summary>
    protected bool IsRewritten(int number) => _rewritten.ContainsKey(number);

    /// <summary>What stands for one instruction: the same operator on rewritten operands, unless a pass knows better.</summary>
    protected virtual Value Rewrite(int number, Instruction instruction)
    {
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return Builder.Add(instruction);
        if (instruction.Op == Operators.Copy)
            return Builder.Copy(Rewritten(instruction.Arguments[0]));
        return Builder.Apply(instruction.Op, [.. instruction.Arguments.Select(Rewritten)], [.. instruction.Sizes], instruction.Loop);
    }

    /// <summary>The value that a name from outside is bound to.</summary>
    protected virtual Value BoundValue(Binding binding, bool isGradient) => Rewritten(binding.Value);

    private Binding Bound(Binding binding, bool isGradient) => new(binding.Name, BoundValue(binding, isGradient).Number);

    private IEnumerable<int> ArgumentsOf(int number)
        => _overrides.TryGetValue(number, out var handwritten) ? handwritten.Arguments.Select(argument => argument.Value) : [];

    // What some result depends on and the pass wants on its own.
    private bool[] Needed()
    {
        var needed = new bool[Source.Instructions.Count];
        foreach (var root in Source.Roots)
            needed[root] = true;
        for (var number = needed.Length - 1; number >= 0; number--)
        {
            if (!needed[number])
                continue;
            foreach (var argument in Source[number].Arguments.Concat(ArgumentsOf(number)))
                needed[argument] = true;
        }

        for (var number = 0; number < needed.Length; number++)
            needed[number] &= IsWanted(number);
        return needed;
    }
}
