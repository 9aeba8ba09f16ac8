using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// The order of the work inside a region. Kernels stand in even slots; products and moves, which need whole vectors and make whole
/// vectors, in the odd ones between. Within a kernel's slot, levels keep what needs a finished sum, or a stored row, behind it.
/// </summary>
internal sealed class Slots
{
    private const int BeforeRegion = -2;

    private readonly StepProgram _program;
    private readonly Regions _regions;
    private readonly int[] _slot;
    private readonly int[] _level;

    public Slots(StepProgram program, Regions regions)
    {
        _program = program;
        _regions = regions;
        _slot = new int[program.Instructions.Count];
        _level = new int[program.Instructions.Count];
        for (var number = 0; number < _slot.Length; number++)
            Place(number);
    }

    public int Of(int number) => _slot[number];

    public int LevelOf(int number) => _level[number];

    /// <summary>Whether an instruction is computed by a kernel.</summary>
    public static bool IsKernelWork(Operator op) => op.Kind is OperatorKind.Elementwise or OperatorKind.Sum or OperatorKind.RowFunction;

    /// <summary>The slot of one product of an <c>Affine</c>, in the region where it runs.</summary>
    public int OfTerm(int operand, int region)
    {
        var known = KnownAt(operand, region);
        return known % 2 == 0 ? known + 1 : known + 2;
    }

    private void Place(int number)
    {
        var instruction = _program[number];
        var region = _regions.Of[number];
        if (IsKernelWork(instruction.Op))
            PlaceInKernel(number, instruction, region);
        else if (instruction.Op == Operators.Affine)
            _slot[number] = TermsIn(number, region).Select(operand => OfTerm(operand, region)).DefaultIfEmpty(BeforeRegion).Max();
        else if (instruction.Op.Kind == OperatorKind.Move)
            _slot[number] = instruction.Arguments.Max(argument => OfTerm(argument, region));
        else if (instruction.Op.Kind == OperatorKind.View)
            PlaceView(number, instruction, region);
        else
            _slot[number] = BeforeRegion;
    }

    private void PlaceInKernel(int number, Instruction instruction, int region)
    {
        var slot = 0;
        foreach (var argument in instruction.Arguments)
        {
            var known = KnownAt(argument, region);
            slot = Math.Max(slot, known % 2 == 0 ? known : known + 1);
        }

        _slot[number] = slot;
        _level[number] = instruction.Arguments
            .Where(argument => KnownAt(argument, region) == slot)
            .Select(argument => _level[argument] + (NeedsFinished(instruction, _program[argument]) ? 1 : 0))
            .DefaultIfEmpty(0)
            .Max();
    }

    private void PlaceView(int number, Instruction instruction, int region)
    {
        var argument = instruction.Arguments[0];
        _slot[number] = KnownAt(argument, region);
        _level[number] = _slot[number] == BeforeRegion ? 0 : _level[argument] + 1;
    }

    // A sum is known when the loop that adds it up is done; a function of a whole row, like any number, needs the loop before it done.
    private static bool NeedsFinished(Instruction reader, Instruction value)
        => value.Op.Kind == OperatorKind.Sum || (reader.Shape.IsScalar && !value.Shape.IsScalar && reader.Op.Kind != OperatorKind.Sum);

    private int KnownAt(int value, int region)
        => _regions.Of[value] != region || _program[value].Op.Kind == OperatorKind.Leaf ? BeforeRegion : _slot[value];

    private IEnumerable<int> TermsIn(int affine, int region)
        => AffineTerms.Of(_program[affine]).Select(term => term.Operand).Where(operand => _regions.OfTerm(affine, operand) == region);
}
