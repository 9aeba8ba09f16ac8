using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Names the values that deserve one and that the user did not name, so that text can speak of them: a pre-activation
/// <c>a_i</c> after the gate that is made of it, <c>tanh_c</c> after what it is.
/// </summary>
internal static class Naming
{
    // What the name of a partial sum begins with; an adjoint's own begins with d.
    private const string PartialSum = "products";

    // A name made of several is none if it is longer.
    private const int LongestJoined = 20;

    /// <summary>The program with more names; what it computes is the same.</summary>
    public static StepProgram Run(StepProgram program)
    {
        if (program.IsAdjoint)
            return NamePartialSums(program);
        var instructions = program.Instructions.ToArray();
        var uses = program.Uses();
        foreach (var binding in program.NextStates.Concat(program.Outputs))
            instructions[binding.Value] = instructions[binding.Value] with { Name = binding.Name };
        var taken = Distinguish(program, instructions);
        var sums = Enumerable.Range(0, instructions.Length)
            .Where(number => instructions[number] is { Name: null, IsShared: false } sum && sum.Op == Operators.Affine)
            .ToList();
        var isAlone = sums.Count == 1 && instructions.All(instruction => instruction.Name != "a" && instruction.Symbol != "a");
        foreach (var number in sums)
            instructions[number] = instructions[number] with { Name = Unique(taken, isAlone ? "a" : "a" + Suffix(instructions, uses, number)) };
        var operands = new HashSet<int>(instructions.Where(instruction => instruction.Op == Operators.Affine).SelectMany(affine => affine.Arguments));
        for (var number = 0; number < instructions.Length; number++)
        {
            if (NameOf(instructions, uses, number, operands.Contains(number)) is { } name)
                instructions[number] = instructions[number] with { Name = Unique(taken, name) };
        }

        return program with { Instructions = instructions.ToEquatable() };
    }

    // A name that several values have, a local of a method that is called twice or a state that is assigned twice, is numbered: whoever
    // reads a formula must know which is meant. What the step hands on keeps its name. Returns the names that are taken.
    private static TakenNames Distinguish(StepProgram program, Instruction[] instructions)
    {
        var bound = new HashSet<int>(program.NextStates.Concat(program.Outputs).Select(binding => binding.Value));
        var taken = new TakenNames(instructions.Where(instruction => instruction.Op.Kind == OperatorKind.Leaf).Select(leaf => leaf.Symbol)
            .Concat(bound.Select(number => instructions[number].Name!)));
        for (var number = 0; number < instructions.Length; number++)
        {
            if (instructions[number] is not { Name: { } name, Op.Kind: not OperatorKind.Leaf } || bound.Contains(number))
                continue;
            instructions[number] = instructions[number] with { Name = Unique(taken, name) };
        }

        return taken;
    }

    private static string Unique(TakenNames taken, string name)
        => taken.Take(name, name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));

    // The products among the terms of an adjoint: a part of it, known before the rest.
    private static StepProgram NamePartialSums(StepProgram program)
    {
        var instructions = program.Instructions.ToArray();
        var uses = program.Uses();
        var bound = new HashSet<int>(program.NextStates.Concat(program.Outputs).Select(binding => binding.Value));
        for (var number = 0; number < instructions.Length; number++)
        {
            if (instructions[number] is not { Name: null } sum || sum.Op != Operators.Affine || bound.Contains(number))
                continue;
            instructions[number] = sum with { Name = PartialSum + Suffix(instructions, uses, number) };
        }

        return program with { Instructions = instructions.ToEquatable() };
    }

    /// <summary>Whether a value of an adjoint is the products among the terms of another, which bears a name only for that.</summary>
    public static bool IsPartialSum(Instruction instruction)
        => instruction.Op == Operators.Affine && instruction.Name?.StartsWith(PartialSum, System.StringComparison.Ordinal) == true;

    /// <summary>A name after an operator and its operands' names: <c>one_minus_z</c>; null where they have none or it grows long.</summary>
    public static string? Described(IReadOnlyList<Instruction> instructions, Instruction instruction)
    {
        var word = instruction.Op.Name switch
        {
            nameof(Operators.Add) => "plus",
            nameof(Operators.Subtract) => "minus",
            nameof(Operators.Multiply) => "times",
            nameof(Operators.Divide) => "over",
            _ => null,
        };
        if (word is null)
            return null;
        var left = NameOfOperand(instructions, instructions[instruction.Arguments[0]]);
        var right = NameOfOperand(instructions, instructions[instruction.Arguments[1]]);
        return left is null || right is null || left.Length + right.Length > LongestJoined ? null : $"{left}_{word}_{right}";
    }

    /// <summary>The word for a common literal; null for any other.</summary>
    public static string? WordFor(string literal)
        => literal switch { "0" => "zero", "1" => "one", "2" => "two", "0.5" => "half", _ => null };

    private static string? NameOfOperand(IReadOnlyList<Instruction> instructions, Instruction operand)
    {
        if (operand.Op == Operators.Broadcast)
            return NameOfOperand(instructions, instructions[operand.Arguments[0]]);
        if (operand.Op == Operators.Literal)
            return WordFor(operand.Symbol);
        var isNamedLeaf = operand.Op.Kind == OperatorKind.Leaf && operand.Symbol.All(c => char.IsLetterOrDigit(c) || c == '_');
        return operand.Name ?? (isNamedLeaf ? operand.Symbol : null);
    }

    // A function of something that has a name, or what a product multiplies.
    private static string? NameOf(Instruction[] instructions, List<int>[] uses, int number, bool isMultiplied)
    {
        var instruction = instructions[number];
        if (instruction.Name is not null || instruction.IsShared)
            return null;
        var kind = instruction.Op.Kind;
        if (kind is not (OperatorKind.Leaf or OperatorKind.View) && NameOfParts(instructions, uses[number]) is { } parts)
            return parts;
        if (isMultiplied && kind == OperatorKind.Elementwise && Described(instructions, instruction) is { } described)
            return described;
        if (instruction.Op.IsCheap || kind is not (OperatorKind.Elementwise or OperatorKind.Sum or OperatorKind.RowFunction or OperatorKind.Move))
            return null;
        var (word, of) = Function(instructions, uses, number);
        var argument = instructions[of];
        var name = argument.Name ?? (argument.Op.Kind == OperatorKind.Leaf && argument.Op != Operators.Literal ? argument.Symbol : null);
        return name is null || word is null ? null : word + "_" + name;
    }

    // What a value is, and of what: a sum that is divided by its length is a mean, which needs no name for the sum.
    private static (string? Word, int Of) Function(Instruction[] instructions, List<int>[] uses, int number)
    {
        var instruction = instructions[number];
        var operand = instruction.Arguments[0];
        if (IsMean(instructions, instruction))
            return ("mean", instructions[operand].Arguments[0]);
        if (instruction.Op == Operators.Sum && uses[number].All(use => IsMean(instructions, instructions[use])))
            return (null, operand);
        // Spread over a row, what multiplies its distance from the mean.
        if (uses[number] is [var spread] && uses[spread] is [var reader] && instructions[reader].Op == Operators.Normalized)
            return ("scale", instructions[reader].Arguments[0]);
        return (char.ToLowerInvariant(instruction.Op.Name[0]) + instruction.Op.Name.Substring(1), operand);
    }

    private static bool IsMean(Instruction[] instructions, Instruction instruction) => instruction.Op == Operators.Divide
        && instructions[instruction.Arguments[0]].Op == Operators.Sum && instructions[instruction.Arguments[1]].Op == Operators.Size;

    // A vector that is read in parts that have names is called by these.
    private static string? NameOfParts(Instruction[] instructions, List<int> uses)
    {
        if (uses.Count < 2 || uses.Any(use => instructions[use].Op != Operators.Slice || instructions[use].Name is null))
            return null;
        var joined = string.Join("_", uses.Select(use => instructions[use].Name));
        return joined.Length <= LongestJoined ? joined : null;
    }

    // The name of the first named value that is made of this one.
    private static string Suffix(Instruction[] instructions, List<int>[] uses, int number)
    {
        for (var steps = 0; steps < 8 && uses[number].Count > 0; steps++)
        {
            number = uses[number][0];
            if (instructions[number].Name is { } name)
                return "_" + name;
        }

        return "";
    }
}
