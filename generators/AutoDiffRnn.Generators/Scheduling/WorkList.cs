using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>Collects a program's instructions into kernels, products, moves and reductions.</summary>
internal sealed class WorkList
{
    private readonly StepProgram _program;
    private readonly Regions _regions;
    private readonly Slots _slots;
    private readonly bool[] _always;
    private readonly Optimizations _passes;
    private readonly ValueGroups _groups;
    private readonly JoinedParts _parts;
    private readonly GradientWalk _gradients;
    private readonly bool[] _afterSums;
    private readonly ILookup<int, int> _instructions;
    private readonly ILookup<int, (int Affine, int Matrix, int Operand)> _terms;
    private readonly ILookup<int, Accumulate> _reductions;
    private readonly GradientSums _sums;
    private readonly HashSet<int> _stepSums = [];

    /// <param name="schedule">The schedule that is being made: its program, regions, groups and gradients are there already.</param>
    /// <param name="always">Whether each value is needed for more than a gradient of an input.</param>
    public WorkList(Schedule schedule, bool[] always)
    {
        _program = schedule.Program;
        _regions = schedule.Regions;
        _slots = new Slots(_program, _regions);
        _always = always;
        _passes = schedule.Passes;
        _groups = schedule.Groups;
        _parts = schedule.Parts;
        _gradients = schedule.Gradients;
        _afterSums = new bool[_program.Instructions.Count];
        for (var number = 0; number < _afterSums.Length; number++)
            _afterSums[number] = _program[number].Op.Kind == OperatorKind.Reduction || _program[number].Arguments.Any(argument => _afterSums[argument]);
        var numbers = Enumerable.Range(0, _program.Instructions.Count).ToList();
        _instructions = numbers.Where(number => !_program[number].IsShared).ToLookup(number => _regions.Of[number]);
        _terms = numbers.Where(number => _program[number].Op == Operators.Affine)
            .SelectMany(affine => AffineTerms.Of(_program[affine]).Select(term => (Affine: affine, term.Matrix, term.Operand)))
            .ToLookup(term => _regions.OfTerm(term.Affine, term.Operand));
        _reductions = _gradients.Reductions.ToLookup(KnownFrom);
        _sums = new GradientSums(_program, _groups, _gradients.Summands, _passes);
    }

    /// <summary>A region's work, in the order of its slots.</summary>
    public Region RegionOf(int number)
    {
        var instructions = _instructions[number].ToList();
        var work = new List<Work>();
        work.AddRange(Kernels(instructions));
        work.AddRange(Products(number));
        work.AddRange(MadeWhole(instructions));
        work.AddRange(_sums.Merged(_reductions[number].Select(sum => sum with { IsOfExamples = _stepSums.Contains(sum.Reduction) })));
        var region = new Region(number, [.. work.OrderBy(item => item.Slot)]);
        return LaneLoop.Of(_program, region) is { } kernel ? region with { Work = [WithStepSums(kernel, number)] } : region;
    }

    // What would be summed up over all rows right after the loop is summed up in it, as far as it is one example's.
    private Kernel WithStepSums(Kernel kernel, int loop)
    {
        var sums = _reductions[loop + 1].Where(sum => LaneLoop.CanAdd(_program, kernel, _gradients.Summands, sum))
            .GroupBy(sum => sum.Reduction)
            .Select(alike => alike.First())
            .Take(LaneLoop.RoomForSums(kernel))
            .ToList();
        _stepSums.UnionWith(sums.Select(sum => sum.Reduction));
        return kernel with { StepSums = sums };
    }

    /// <summary>The work for values that all rows share: those before or those after the sums over all rows.</summary>
    public Region Once(bool afterSums)
    {
        var instructions = Enumerable.Range(0, _program.Instructions.Count)
            .Where(number => _program[number].IsShared && _gradients.Shared.IsComputed(number) && _afterSums[number] == afterSums)
            .ToList();
        return new Region(Regions.Once, [.. Kernels(instructions).Concat(MadeWhole(instructions)).OrderBy(item => item.Slot)]);
    }

    private IEnumerable<Work> MadeWhole(IEnumerable<int> instructions) => instructions
        .Where(number => _program[number].Op.Kind is OperatorKind.Move or OperatorKind.RowProduct && !_gradients.Summands.IsOnlyAdded(number)
            && !_parts.IsComplete(number))
        .Select(number => _program[number].Op.Kind == OperatorKind.Move
            ? (Work)new Move(_slots.Of(number), NeedOf(number), number)
            : new RowProduct(_slots.Of(number), NeedOf(number), number));

    private Need NeedOf(int number) => _always[number] ? Need.Always : Need.InputGradients;

    private IEnumerable<Kernel> Kernels(List<int> instructions)
    {
        var levels = instructions
            .Where(number => _program[number].IsKernelWork && !_gradients.Summands.IsOnlyAdded(number))
            .GroupBy(number => (Slot: _slots.Of(number), Level: _slots.LevelOf(number), Need: NeedOf(number), Apart: IsFused(number) ? 0 : number))
            .OrderBy(level => level.Key.Slot).ThenBy(level => level.Key.Level).ThenBy(level => level.Key.Need).ThenBy(level => level.Key.Apart);
        foreach (var level in levels)
        {
            var (slot, _, need, _) = level.Key;
            var scalars = level.Where(number => WidthOf(number) is null).ToList();
            var loops = level.Where(number => WidthOf(number) is not null).GroupBy(number => WidthOf(number)!).ToList();
            foreach (var kernel in Parts(slot, need, scalars, loops))
                yield return kernel;
        }
    }

    // The scalars go with the first loop; without a loop, or if that is too much for one method, they are kernels by themselves.
    private List<Kernel> Parts(int slot, Need need, List<int> scalars, List<IGrouping<Dim, int>> loops)
    {
        var parts = loops.SelectMany(loop => KernelSize.Parts(_program, [.. loop]).Select(part => new Kernel(slot, need, [], part, loop.Key))).ToList();
        if (parts.Count > 0 && KernelSize.FitOneMethod(_program, scalars.Concat(parts[0].Vectors)))
            parts[0] = parts[0] with { Scalars = scalars };
        else
            parts.InsertRange(0, KernelSize.Parts(_program, scalars).Select(part => new Kernel(slot, need, part, [], null)));
        return parts;
    }

    // Whether a value is computed in a kernel with others; of what all rows share there is one row, which costs nothing.
    private bool IsFused(int number) => _passes.Has(Optimizations.Fuse) || _program[number].IsShared;

    // The width of the loop that computes a value; null for a scalar. A sum belongs to the loop over the vector that it adds up.
    private Dim? WidthOf(int number)
    {
        var instruction = _program[number];
        var shape = instruction.Op.Kind == OperatorKind.Sum ? _program[instruction.Arguments[0]].Shape : instruction.Shape;
        return shape.IsScalar ? null : shape.Length;
    }

    private IEnumerable<Multiply> Products(int region)
    {
        // For each value, the products of one slot whose operands lie side by side; then the values with the same operands.
        var products = _terms[region]
            .Select(term => (Slot: _slots.OfTerm(term.Affine, term.Operand, region), term.Affine, term.Matrix, term.Operand))
            .GroupBy(term => (term.Slot, term.Affine, Buffer: _groups.Of(term.Operand)))
            .GroupBy(products => (
                products.Key.Slot,
                Operands: string.Join(" ", products.Select(term => term.Operand)),
                Buffer: _groups.Of(products.Key.Affine),
                Need: NeedOf(products.Key.Affine)))
            .Select(product => new Multiply(
                product.Key.Slot,
                product.Key.Need,
                [.. product.First().Select(term => term.Operand)],
                [.. product.Select(target => new ProductTarget(target.Key.Affine, [.. target.Select(term => term.Matrix)], IsFirst: false))]));
        return Begun(products.OrderBy(product => product.Slot), region);
    }

    // A value starts with the first of its products in the order in which they run, and those of an earlier region come before.
    private IEnumerable<Multiply> Begun(IEnumerable<Multiply> inOrder, int region)
    {
        var begun = new HashSet<int>();
        foreach (var product in inOrder)
        {
            yield return product with
            {
                Targets = [.. product.Targets.Select(target => target with { IsFirst = begun.Add(target.Value) && IsFirstIn(target.Value, region) })],
            };
        }
    }

    private bool IsFirstIn(int affine, int region)
        => AffineTerms.Of(_program[affine]).All(term => _regions.OfTerm(affine, term.Operand) >= region);

    // The region in which all that a reduction adds up is there for all rows; or, where sums are not put off, for the rows of a step. The
    // rounds of a loop in the step are summed up by its own network.
    private int KnownFrom(Accumulate gradient)
    {
        var summand = _program[gradient.Reduction].Arguments[0];
        var operands = _gradients.Summands.IsOnlyAdded(summand)
            ? _program[summand].Arguments.Where(argument => !_program[argument].IsShared)
            : [summand];
        var known = operands.Select(operand => _regions.Of[operand]).DefaultIfEmpty(0).Max();
        var isPutOff = _passes.Has(Optimizations.Defer) || _program[gradient.Reduction].Op != Operators.SumRows;
        return Regions.IsLoop(known) && isPutOff ? known + 1 : known;
    }
}
