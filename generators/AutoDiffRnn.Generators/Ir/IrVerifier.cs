using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// Checks that a program is what every stage behind it takes for granted: operands come first, shapes follow the operators'
/// rules, what is marked as shared is shared, results exist and have the shapes of what they are for. A mistake throws
/// <see cref="InvalidOperationException"/> with the instruction's text: it is a mistake of the generator, never of a user.
/// </summary>
internal sealed class IrVerifier
{
    private readonly StepProgram _program;
    private readonly StepProgram? _forward;

    // Whether an instruction reads a sum over all rows, and so belongs after the last one.
    private readonly bool[] _isAfterRows;

    // A leaf that is there twice is one value, also across the forward program and its adjoint.
    private readonly Dictionary<LeafKey, Shape> _leafShapes = [];

    private IrVerifier(StepProgram program, StepProgram? forward)
    {
        _program = program;
        _forward = forward;
        _isAfterRows = new bool[program.Instructions.Count];
        foreach (var leaf in forward?.Instructions.Where(instruction => instruction.Op.Kind == OperatorKind.Leaf) ?? [])
            _leafShapes[LeafKey.Of(leaf)] = leaf.Shape;
    }

    /// <summary>Checks one step of a cell.</summary>
    public static void VerifyStep(StepProgram program) => new IrVerifier(program, null).Verify();

    /// <summary>Checks the adjoint of a step, whose <c>Primal</c> leaves are numbers of <paramref name="forward"/>.</summary>
    public static void VerifyAdjoint(StepProgram adjoint, StepProgram forward) => new IrVerifier(adjoint, forward).Verify();

    private void Verify()
    {
        if (_program.IsAdjoint != _forward is not null)
            throw new InvalidOperationException("The program is wrong: an adjoint is checked with its forward program, and nothing else is.");
        for (var number = 0; number < _program.Instructions.Count; number++)
        {
            var instruction = _program[number];
            var isKnown = Operators.All.TryGetValue(instruction.Op.Name, out var op) && op == instruction.Op;
            Require(isKnown, number, "its operator is not one of Operators.All");
            var hasOrigin = instruction.Origin >= -1 && instruction.Origin < _program.Statements.Count;
            Require(hasOrigin, number, $"there is no statement {instruction.Origin}");
            VerifyOperands(number, instruction);
            if (instruction.Op.Kind == OperatorKind.Leaf)
                VerifyLeaf(number, instruction);
            else
                VerifyResult(number, instruction);
            VerifyShared(number, instruction);
            VerifyRows(number, instruction);
        }

        new BindingVerifier(_program, _forward, _isAfterRows).Verify();
    }

    private void VerifyOperands(int number, Instruction instruction)
    {
        var count = instruction.Arguments.Count;
        Require(
            instruction.Op.Arity < 0 ? count > 0 : count == instruction.Op.Arity,
            number,
            $"{instruction.Op.Name} takes {(instruction.Op.Arity < 0 ? "at least 1" : instruction.Op.Arity)} operands, but there are {count}");
        foreach (var argument in instruction.Arguments)
            Require(argument >= 0 && argument < number, number, $"the operand %{argument} does not come before it");
    }

    private void VerifyResult(int number, Instruction instruction)
    {
        var isLoop = instruction.Op == Operators.Scan || instruction.Op == Operators.ScanBack || instruction.Op == Operators.ScanGradient;
        Require(isLoop == instruction.Loop is not null, number, "a loop, and nothing else, has a program of its own");
        Require(instruction.Symbol.Length == 0, number, $"only a leaf has a symbol, but it has '{instruction.Symbol}'");
        Require(instruction.Primal == -1, number, "only a Primal leaf names an instruction of the forward program");
        var operands = instruction.Arguments.Select(argument => _program[argument].Shape).ToArray();
        ShapeResult expected;
        try
        {
            expected = instruction.Op.ResultShape(operands, instruction.Sizes.ToArray());
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw Wrong(number, $"{instruction.Op.Name} has too few sizes: {instruction.Sizes.Count}");
        }

        Require(expected.Shape is not null, number, expected.Problem?.Problem ?? "");
        Require(instruction.Shape.Equals(expected.Shape), number, $"its shape should be {expected.Shape}");
    }

    private void VerifyLeaf(int number, Instruction leaf)
    {
        var isPrimal = leaf.Op == Operators.Primal;
        Require(isPrimal == leaf.Primal >= 0, number, "a Primal leaf, and no other, names an instruction of the forward program");
        Require(isPrimal || leaf.Symbol.Length > 0, number, "a leaf stands for something by its symbol, but the symbol is empty");
        Require(leaf.Sizes.Count == (leaf.Op == Operators.Size || leaf.Op == Operators.Ordinal ? 1 : 0), number, $"{leaf.Op.Name} has {leaf.Sizes.Count} sizes");
        if (leaf.Op == Operators.Literal || leaf.Op == Operators.Size)
            Require(leaf.Shape.Equals(Shape.Scalar), number, "a number is a scalar");
        if (leaf.Op == Operators.Ordinal)
            Require(leaf.Shape.Equals(Shape.Index), number, "a whole number beside tokens is an int");
        var isIndexAllowed = isPrimal || leaf.Op == Operators.Ordinal || leaf.Op == Operators.Input || leaf.Op == Operators.Constant;
        Require(isIndexAllowed || leaf.Shape.Element == Element.Real, number, $"a {leaf.Op.Name} holds real numbers");
        var isOfAdjoint = isPrimal || leaf.Op == Operators.Seed || leaf.Op == Operators.Following;
        Require(!isOfAdjoint || _forward is not null, number, $"{leaf.Op.Name} belongs to an adjoint program");
        if (_forward is not null)
            VerifyAgainstForward(number, leaf, _forward);
        var isNew = !_leafShapes.TryGetValue(LeafKey.Of(leaf), out var shape);
        Require(isNew || leaf.Shape.Equals(shape), number, $"elsewhere {leaf.Op.Name}({leaf.Symbol}) is a {shape}");
        _leafShapes[LeafKey.Of(leaf)] = leaf.Shape;
    }

    private void VerifyAgainstForward(int number, Instruction leaf, StepProgram forward)
    {
        if (leaf.Op == Operators.Primal)
        {
            Require(leaf.Primal < forward.Instructions.Count, number, $"the forward program has no instruction %{leaf.Primal}");
            Require(leaf.Shape.Equals(forward[leaf.Primal].Shape), number, $"the forward program's value is a {forward[leaf.Primal].Shape}");
            return;
        }

        var isSeed = leaf.Op == Operators.Seed;
        if (!isSeed && leaf.Op != Operators.Following)
            return;
        var results = isSeed ? forward.NextStates.Concat(forward.Outputs) : forward.NextStates;
        var result = results.FirstOrDefault(binding => binding.Name == leaf.Symbol);
        Require(result is not null, number, $"the forward program has no {(isSeed ? "state or output" : "state")} '{leaf.Symbol}'");
        Require(leaf.Shape.Equals(forward[result!.Value].Shape), number, $"'{leaf.Symbol}' is a {forward[result.Value].Shape}");
    }

    private void VerifyShared(int number, Instruction instruction)
    {
        var expected = instruction.Op.Kind switch
        {
            OperatorKind.Reduction => true,
            OperatorKind.Leaf when instruction.Op == Operators.Primal => _forward![instruction.Primal].IsShared,
            OperatorKind.Leaf => Operators.IsSharedLeaf(instruction.Op),
            _ when instruction.Op == Operators.Repeat => false,
            _ => instruction.Arguments.All(argument => _program[argument].IsShared),
        };
        Require(instruction.IsShared == expected, number, $"it {(expected ? "is" : "is not")} the same for all steps and examples");
    }

    private void VerifyRows(int number, Instruction instruction)
    {
        var isReduction = instruction.Op.Kind == OperatorKind.Reduction;
        var readsSum = instruction.Arguments.Any(argument => _isAfterRows[argument]);
        Require(!isReduction || _forward is not null, number, "a sum over all rows belongs to an adjoint program");
        // What is computed for each row cannot wait for a sum over all of them.
        Require(!readsSum || !isReduction, number, "it adds up over all rows what is a sum over all rows already");
        Require(!readsSum || instruction.IsShared, number, "it is computed for each row, but reads a sum over all rows");
        _isAfterRows[number] = isReduction || readsSum;
    }

    private void Require(bool condition, int number, string problem)
    {
        if (!condition)
            throw Wrong(number, problem);
    }

    private InvalidOperationException Wrong(int number, string problem)
        => new($"The program is wrong at {IrPrinter.Print(number, _program[number])}: {problem}.");
}
