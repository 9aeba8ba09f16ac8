using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>
/// How many elements of the tape a region reads and writes at least, for each row: those of each value once, however often the region uses it. What
/// a tape keeps for one step stays in the first cache, and so does what a loop reads that it has written a step before.
/// </summary>
internal sealed class MovedElements(CellPlan plan, Schedule schedule)
{
    private readonly StepProgram _program = schedule.Program;
    private readonly Storage _storage = schedule.Program.IsAdjoint ? plan.AdjointStorage : plan.ForwardStorage;

    /// <summary>The elements of each row that a region moves.</summary>
    public Dim Of(Region region)
    {
        var always = region.Work.Where(work => work.Need == Need.Always).ToList();
        var made = new HashSet<string>(always.SelectMany(Meetings.WrittenBy).Select(PlaceOf).OfType<string>());
        var written = new HashSet<string>();
        var read = new HashSet<string>();
        var moved = Dim.Zero;
        foreach (var work in always)
        {
            foreach (var number in ReadBy(work))
            {
                var isOfStepBefore = region.IsLoop && _program.IsCarried(_program[number]);
                if (PlaceOf(number) is { } place && !written.Contains(place) && !(isOfStepBefore && made.Contains(place)) && read.Add(place))
                    moved += _program[number].Shape.Length;
            }

            foreach (var number in Meetings.WrittenBy(work))
            {
                if (PlaceOf(number) is { } place && written.Add(place))
                    moved += _program[number].Shape.Length;
            }
        }

        return moved;
    }

    // What a piece of work reads from memory: not what it has in registers, but a sum that it adds to.
    private IEnumerable<int> ReadBy(Work work)
    {
        var own = new HashSet<int>(work is Kernel ? Meetings.WrittenBy(work) : []);
        var sums = work is Multiply multiply ? multiply.Targets.Where(target => !target.IsFirst).Select(target => target.Value) : [];
        return Meetings.ReadBy(_program, work, SummandsOf)
            .SelectMany(_program.Solid)
            .Select(_program.Viewed)
            .Where(number => !own.Contains(number))
            .Concat(sums);
    }

    private IEnumerable<int> SummandsOf(int value)
        => schedule.Gradients.Summands.IsOnlyAdded(value) ? _program[value].Arguments : EquatableArray.Of(value);

    // Where a value that the tape keeps for all steps lies; null for any other, and for a gradient from outside, which nobody may have written.
    private string? PlaceOf(int number)
    {
        var instruction = _program[number];
        if (instruction.IsShared || instruction.Shape.Element != Element.Real || instruction.Op == Operators.SquaredNorm)
            return null;
        if (instruction.Op == Operators.Input)
            return $"input {instruction.Symbol}";
        if (instruction.Op == Operators.Previous)
            return KeptIn(plan.ForwardStorage, plan.Forward.Program.NextOf(instruction));
        if (instruction.Op == Operators.Following)
            return KeptIn(_storage, _program.NextOf(instruction));
        if (instruction.Op == Operators.Primal)
            return KeptIn(plan.ForwardStorage, instruction.Primal);
        return instruction.Op.Kind is OperatorKind.Leaf or OperatorKind.View ? null : KeptIn(_storage, number);
    }

    private string? KeptIn(Storage storage, int number) => storage.ExtentOf(number) is null or Extent.OneStep or Extent.StepAndFollowing
        ? null
        : $"{(storage == plan.ForwardStorage ? "value" : "adjoint")} {storage.PlaceOf(number)}";
}
