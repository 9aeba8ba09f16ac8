using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Names the values that deserve one and that the user did not name, so that they can be read of: a pre-activation <c>a_i</c> after
/// the gate that is made of it, <c>tanh_c</c> after what it is.
/// </summary>
internal static class Naming
{
    public static StepProgram Run(StepProgram program)
    {
        var instructions = program.Instructions.ToArray();
        var uses = program.Uses();
        var nextStates = new HashSet<int>(program.NextStates.Select(state => state.Value));
        var preActivations = Enumerable.Range(0, instructions.Length).Where(number => IsPreActivation(program, uses, number)).ToList();
        foreach (var binding in program.NextStates.Concat(program.Outputs))
            instructions[binding.Value] = instructions[binding.Value] with { Name = binding.Name };
        foreach (var number in preActivations.Where(number => instructions[number].Name is null))
            instructions[number] = instructions[number] with { Name = preActivations.Count == 1 ? "a" : "a" + Suffix(instructions, uses, number) };
        for (var number = 0; number < instructions.Length; number++)
        {
            var instruction = instructions[number];
            if (instruction is not { Name: null, Op: { IsCheap: false, Kind: OperatorKind.Elementwise or OperatorKind.Sum or OperatorKind.RowFunction or OperatorKind.Move }, IsShared: false })
                continue;
            if (instructions[instruction.Arguments[0]] is { } argument && (argument.Name ?? LeafName(argument)) is { } name)
                instructions[number] = instruction with { Name = char.ToLowerInvariant(instruction.Op.Name[0]) + instruction.Op.Name.Substring(1) + "_" + name };
        }

        return program with { Instructions = instructions.ToEquatable() };
    }

    private static string? LeafName(Instruction leaf) => leaf.Op.Kind == OperatorKind.Leaf && leaf.Op != Operators.Literal && leaf.Symbol.Length > 0 ? leaf.Symbol : null;

    // The whole sum that a product ends in.
    private static bool IsPreActivation(StepProgram program, List<int>[] uses, int number)
        => !program[number].IsShared && ContainsProduct(program, number) && !uses[number].Any(use => ContainsProduct(program, use) && program[number].Name is null);

    private static bool ContainsProduct(StepProgram program, int number)
    {
        // Sums lean to the left, so a walk down that side meets every product of one that is written as such.
        var waiting = new Stack<int>([number]);
        while (waiting.Count > 0)
        {
            var instruction = program[waiting.Pop()];
            if (instruction.Op == Operators.Product)
                return true;
            if (instruction.Op != Operators.Add && instruction.Op != Operators.Subtract)
                continue;
            foreach (var argument in instruction.Arguments)
                waiting.Push(argument);
        }

        return false;
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
