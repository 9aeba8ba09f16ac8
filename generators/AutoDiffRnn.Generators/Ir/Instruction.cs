using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>One assignment of a program in single-assignment form. Its number is its place in the program.</summary>
/// <param name="Op">What it computes.</param>
/// <param name="Arguments">The numbers of its operands, all smaller than its own.</param>
/// <param name="Shape">The shape for one step and one example.</param>
/// <param name="IsShared">Whether the value is the same for all steps and examples: made of weights and constants only.</param>
/// <param name="Symbol">What a leaf stands for: a parameter's name, or a literal's text as the user wrote it.</param>
/// <param name="Sizes">The sizes that belong to the operator: a slice's start and end.</param>
/// <param name="Name">The user's name for the value, if any.</param>
/// <param name="Origin">The statement that the instruction comes from, an index of <see cref="StepProgram.Statements"/>; -1 for none.</param>
/// <param name="Primal">For the adjoint program's <c>Primal</c> leaf: the number of the instruction of the forward program.</param>
internal sealed record Instruction(
    Operator Op,
    EquatableArray<int> Arguments,
    Shape Shape,
    bool IsShared,
    string Symbol,
    EquatableArray<Dim> Sizes,
    string? Name,
    int Origin,
    int Primal = -1)
{
    /// <summary>What runs in a loop inside the step; null for any other instruction.</summary>
    public LoopBody? Loop { get; init; }

    /// <summary>
    /// Whether the value is no work of its own but a part of each expression that reads it: a number spread over lanes, a
    /// comparison, a vector with a single one.
    /// </summary>
    public bool IsTransparent
        => Op == Operators.Broadcast || Op == Operators.OneHot || (Shape.Element == Element.Truth && Op.Kind != OperatorKind.Leaf);

    /// <summary>Whether a kernel computes the value.</summary>
    public bool IsKernelWork
        => Op.Kind is OperatorKind.Elementwise or OperatorKind.Sum or OperatorKind.RowFunction && !IsTransparent;
}

/// <summary>A value of a program under a name from outside: the next value of a state, an output, a weight's gradient.</summary>
internal sealed record Binding(string Name, int Value);

/// <summary>
/// One step of a cell, or the adjoint of one: a program without time in it. Time is in the leaves: <c>Previous(s)</c> is what
/// <see cref="NextStates"/> gave s one step before (for an adjoint, one step later).
/// </summary>
/// <param name="Instructions">In an order in which each one's operands come first.</param>
/// <param name="NextStates">The next value of each state.</param>
/// <param name="Outputs">The values that are read from outside at each step.</param>
/// <param name="Gradients">For an adjoint program: the gradient of each weight, summed over all steps and examples.</param>
/// <param name="Statements">The statements that the instructions come from, as the user wrote them.</param>
internal sealed record StepProgram(
    EquatableArray<Instruction> Instructions,
    EquatableArray<Binding> NextStates,
    EquatableArray<Binding> Outputs,
    EquatableArray<Binding> Gradients,
    EquatableArray<string> Statements)
{
    public Instruction this[int value] => Instructions[value];

    /// <summary>Whether this is the adjoint of a step: its states are adjoints, carried from the step after.</summary>
    public bool IsAdjoint { get; init; }

    /// <summary>What has to hold for the sizes that a network is created with.</summary>
    public EquatableArray<SizeRule> SizeRules { get; init; } = EquatableArray<SizeRule>.Empty;

    /// <summary>The values whose adjoints go by a derivative that the user wrote.</summary>
    public EquatableArray<Override> Overrides { get; init; } = EquatableArray<Override>.Empty;

    /// <summary>Whether an instruction reads what a step hands to the next one that runs: in an adjoint, to the step before it in time.</summary>
    public bool IsCarried(Instruction instruction) => instruction.Op == (IsAdjoint ? Operators.Following : Operators.Previous);

    /// <summary>The next value of the state that a carried leaf reads.</summary>
    public int NextOf(Instruction carried) => NextOf(carried.Symbol);

    /// <summary>The next value of a state.</summary>
    public int NextOf(string state) => ProgramIndex.Of(this).NextStates[state];

    /// <summary>The state that a value is the next value of, the first if there are several; null for none.</summary>
    public string? StateOf(int number) => ProgramIndex.Of(this).States.TryGetValue(number, out var state) ? state : null;

    /// <summary>The output that a value is, the first if it is several; null for none.</summary>
    public string? OutputOf(int number) => ProgramIndex.Of(this).Outputs.TryGetValue(number, out var output) ? output : null;

    /// <summary>Whether a value is used from outside the program.</summary>
    public bool IsRoot(int number) => ProgramIndex.Of(this).Roots.Contains(number);

    /// <summary>The values that an expression reads for an operand: the operand, or those behind what is only a part of the expression.</summary>
    public IEnumerable<int> Solid(int operand)
    {
        // Conditions share the conditions that they are made of, so that there are more ways through them than anyone can walk: what is
        // written twice is as good as what is written more often.
        var visits = new Dictionary<int, int>();
        var open = new Stack<int>([operand]);
        while (open.Count > 0)
        {
            var number = open.Pop();
            if (!this[number].IsTransparent)
            {
                yield return number;
                continue;
            }

            visits.TryGetValue(number, out var visited);
            visits[number] = visited + 1;
            if (visited >= 2)
                continue;
            foreach (var argument in this[number].Arguments.Reverse())
                open.Push(argument);
        }
    }

    /// <summary>The value whose memory a view is a part of; any other value itself.</summary>
    public int Viewed(int number)
    {
        while (this[number].Op.Kind == OperatorKind.View)
            number = this[number].Arguments[0];
        return number;
    }

    /// <summary>
    /// Whether a value's elements lie one after another where they are kept: those of a transpose do not, nor those of some columns.
    /// </summary>
    public bool IsContiguous(int number)
    {
        for (; this[number].Op.Kind == OperatorKind.View; number = this[number].Arguments[0])
        {
            if (this[number].Op == Operators.Transpose || this[number].Op == Operators.SliceColumns)
                return false;
        }

        return true;
    }

    /// <summary>Whether an instruction is a product with a shared matrix, which is packed once a call for all rows.</summary>
    public bool IsPackedProduct(Instruction instruction) => instruction.Op == Operators.Product
        && this[instruction.Arguments[0]].IsShared && !this[instruction.Arguments[1]].IsShared;

    /// <summary>The same program with other sizes in the place of its own.</summary>
    public StepProgram Resized(System.Func<Dim, Dim> size) => this with
    {
        Instructions = Instructions.Select(instruction => instruction with
        {
            Shape = instruction.Shape.Resized(size),
            Sizes = instruction.Sizes.Select(size).ToEquatable(),
            Symbol = instruction.Op == Operators.Size || instruction.Op == Operators.Ordinal ? size(instruction.Sizes[0]).Text : instruction.Symbol,
            Loop = instruction.Loop?.Resized(size),
        }).ToEquatable(),
        SizeRules = SizeRules.Select(rule => rule.With(rule.Sizes.Select(size).ToEquatable())).Where(rule => rule is not null).Select(rule => rule!).ToEquatable(),
        Overrides = Overrides.Select(handwritten => handwritten with { Derivative = handwritten.Derivative.Resized(size) }).ToEquatable(),
    };

    /// <summary>The loops inside the step.</summary>
    public IEnumerable<LoopBody> InnerLoops => Instructions.Where(instruction => instruction.Op == Operators.Scan).Select(scan => scan.Loop!);

    /// <summary>All values that are used from outside the program.</summary>
    public IEnumerable<int> Roots => NextStates.Concat(Outputs).Concat(Gradients).Select(binding => binding.Value);

    /// <summary>For each instruction, the instructions that read it.</summary>
    public List<int>[] Uses()
    {
        var uses = Instructions.Select(_ => new List<int>()).ToArray();
        for (var value = 0; value < Instructions.Count; value++)
        {
            foreach (var argument in Instructions[value].Arguments.Distinct())
                uses[argument].Add(value);
        }

        // A derivative that the user wrote reads the arguments, whatever the value itself reads.
        foreach (var handwritten in Overrides)
        {
            foreach (var argument in handwritten.Arguments.Select(binding => binding.Value).Distinct())
                uses[argument].Add(handwritten.Value);
        }

        return uses;
    }
}
