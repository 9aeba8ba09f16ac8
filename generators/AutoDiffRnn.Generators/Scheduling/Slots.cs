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
        // A state on no cycle may be read before the place in the program where its next value is computed.
        foreach (var number in regions.Loops.InOrder)
            Place(number);

        var uses = program.Uses();
        for (var number = _slot.Length - 1; number >= 0; number--)
            PlaceLate(number, uses[number]);
    }

    /// <summary>The slot of a value in its region; negative for what is known before the region begins.</summary>
    public int Of(int number) => _slot[number];

    /// <summary>The place of a kernel's value among the kernels of its slot.</summary>
    public int LevelOf(int number) => _level[number];

    /// <summary>The slot of one product of an <c>Affine</c>, in the region where it runs.</summary>
    public int OfTerm(int affine, int operand, int region)
    {
        var after = After(operand, region);
        return AffineTerms.StartOf(_program, _program[affine]) is { } start ? Math.Max(after, After(start, region)) : after;
    }

    // The first slot for what needs whole vectors.
    private int After(int operand, int region)
    {
        var known = KnownAt(operand, region);
        return known % 2 == 0 ? known + 1 : known + 2;
    }

    private void Place(int number)
    {
        var instruction = _program[number];
        var region = _regions.Of[number];
        if (instruction.IsTransparent)
            PlaceTransparent(number, instruction, region);
        else if (instruction.IsKernelWork)
            PlaceInKernel(number, instruction, region);
        else if (instruction.Op == Operators.Affine)
            _slot[number] = TermsIn(number, region).Select(operand => OfTerm(number, operand, region)).DefaultIfEmpty(BeforeRegion).Max();
        else if (instruction.Op.Kind is OperatorKind.Move or OperatorKind.RowProduct)
            _slot[number] = instruction.Arguments.Select(argument => After(argument, region)).DefaultIfEmpty(BeforeRegion + 1).Max();
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
        _level[number] = LevelAfter(instruction, region, slot);
    }

    // Behind everything of the same slot that has to be finished first, beside the rest.
    private int LevelAfter(Instruction instruction, int region, int slot) => instruction.Arguments
        .Where(argument => slot != BeforeRegion && KnownAt(argument, region) == slot)
        .Select(argument => NextOfShifted(argument, region) is { } next
            ? _level[next] + 1
            : _level[argument] + (NeedsFinished(instruction, _program[argument]) ? 1 : 0))
        .DefaultIfEmpty(0)
        .Max();

    // A cheap value of what was known before the region is computed where it is first read, so that it need not be stored.
    private void PlaceLate(int number, List<int> uses)
    {
        var instruction = _program[number];
        var region = _regions.Of[number];
        if (instruction.Op is not { Kind: OperatorKind.Elementwise, IsCheap: true } || uses.Count == 0
            || !uses.All(use => _regions.Of[use] == region && _program[use].IsKernelWork && !NeedsFinished(_program[use], instruction))
            || !instruction.Arguments.All(argument => KnownAt(argument, region) == BeforeRegion || IsMadeOfKnown(argument, region)))
            return;
        var first = uses.OrderBy(use => _slot[use]).ThenBy(use => _level[use]).First();
        (_slot[number], _level[number]) = (_slot[first], _level[first]);
    }

    // A cheap value of what was known before the region, which its reader takes along.
    private bool IsMadeOfKnown(int number, int region) => _program[number].Op is { Kind: OperatorKind.Elementwise, IsCheap: true }
        && _program[number].Arguments.All(argument => KnownAt(argument, region) == BeforeRegion);

    private void PlaceTransparent(int number, Instruction instruction, int region)
    {
        _slot[number] = instruction.Arguments.Select(argument => KnownAt(argument, region)).DefaultIfEmpty(BeforeRegion).Max();
        _level[number] = LevelAfter(instruction, region, _slot[number]);
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

    // The slot in which a value is computed, as a region sees it.
    private int KnownAt(int value, int region)
        => NextOfShifted(value, region) is { } next ? _slot[next]
            : _regions.Of[value] != region || _program[value].Op.Kind == OperatorKind.Leaf ? BeforeRegion : _slot[value];

    // The value that a leaf reads shifted by a step, if it is computed in this region over all rows.
    private int? NextOfShifted(int value, int region)
    {
        if (!_program.IsCarried(_program[value]) || Regions.IsLoop(region))
            return null;
        var next = _program.NextOf(_program[value]);
        return _regions.Of[next] == region ? next : null;
    }

    private IEnumerable<int> TermsIn(int affine, int region)
        => AffineTerms.Of(_program[affine]).Select(term => term.Operand).Where(operand => _regions.OfTerm(affine, operand) == region);
}
