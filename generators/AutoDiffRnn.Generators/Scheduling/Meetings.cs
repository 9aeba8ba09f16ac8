using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Where the workers of a pass have to wait for each other. Each runs the whole pass for its share of the rows: of all T·B rows in a region over
/// all rows, of the examples in a loop over time, so that a loop needs no waiting. A worker waits before work that reads a row that another may
/// have written since they met, or that writes one that another may still read.
/// </summary>
internal sealed class Meetings
{
    private readonly Schedule _schedule;
    private readonly StepProgram _program;
    private readonly Func<int, string?> _bufferOf;
    private readonly Func<LoopBody, bool> _runsEachStep;
    private readonly Dictionary<Work, List<string>> _before = [];
    private readonly Dictionary<Region, List<string>> _beforeLoop = [];
    private readonly HashSet<(string Buffer, Rows Rows, bool IsWrite)> _sinceMeeting = [];

    /// <param name="schedule">The pass.</param>
    /// <param name="bufferOf">The memory in which a value lies; null for what no worker writes in a pass.</param>
    /// <param name="runsEachStep">Whether the forward pass runs a loop inside the step for the rows of one step at a time.</param>
    /// <param name="checkedInputs">The tokens that are checked, by all rows, before the pass begins.</param>
    /// <param name="isInStep">Whether the pass is that of a loop inside a step: what is around it is shared out by examples.</param>
    public Meetings(
        Schedule schedule, Func<int, string?> bufferOf, Func<LoopBody, bool> runsEachStep, IEnumerable<string> checkedInputs, bool isInStep)
    {
        _schedule = schedule;
        _program = schedule.Program;
        _bufferOf = bufferOf;
        _runsEachStep = runsEachStep;
        foreach (var input in checkedInputs)
            _sinceMeeting.Add((input, Rows.OfAll, true));
        if (isInStep)
            _sinceMeeting.UnionWith(schedule.Steps.SelectMany(AccessesOf).Select(access => (access.Buffer, Rows.OfExamples, true)).ToList());
        foreach (var region in schedule.Steps)
            Visit(region);
        IsAtEnd = isInStep && _sinceMeeting.Any(access => access.Rows != Rows.OfExamples);
    }

    // Which rows a worker reads or writes.
    private enum Rows
    {
        OfExamples,
        OfAll,
        OfOtherWorkers,
    }

    /// <summary>Whether the pass of a loop inside a step ends with a meeting.</summary>
    public bool IsAtEnd { get; }

    /// <summary>The buffers for whose sake the workers meet before a piece of work; none if they do not.</summary>
    public IReadOnlyList<string> Before(Work work) => _before.TryGetValue(work, out var buffers) ? buffers : [];

    /// <summary>The same before a loop over time.</summary>
    public IReadOnlyList<string> Before(Region loop) => _beforeLoop.TryGetValue(loop, out var buffers) ? buffers : [];

    private void Visit(Region region)
    {
        if (region.IsLoop)
        {
            Visit(AccessesOf(region), buffers => _beforeLoop.Add(region, buffers));
            return;
        }

        foreach (var work in region.Work)
            Visit(AccessesOf(region, work), buffers => _before.Add(work, buffers));
    }

    private void Visit(IEnumerable<(string Buffer, Rows Rows, bool IsWrite)> accesses, Action<List<string>> meet)
    {
        var all = accesses.ToList();
        var inTheWay = all.Where(access => _sinceMeeting.Any(earlier => Collide(earlier, access)))
            .Select(access => access.Buffer)
            .Distinct()
            .ToList();
        if (inTheWay.Count > 0)
        {
            meet(inTheWay);
            _sinceMeeting.Clear();
        }

        _sinceMeeting.UnionWith(all);
    }

    private static bool Collide((string Buffer, Rows Rows, bool IsWrite) earlier, (string Buffer, Rows Rows, bool IsWrite) later)
        => earlier.Buffer == later.Buffer && (earlier.IsWrite || later.IsWrite)
            && (earlier.Rows != later.Rows || later.Rows == Rows.OfOtherWorkers);

    private IEnumerable<(string Buffer, Rows Rows, bool IsWrite)> AccessesOf(Region region)
        => region.Work.SelectMany(work => AccessesOf(region, work));

    private IEnumerable<(string Buffer, Rows Rows, bool IsWrite)> AccessesOf(Region region, Work work)
    {
        var mine = region.IsLoop || IsStepByStep(work) ? Rows.OfExamples : Rows.OfAll;
        foreach (var number in ReadBy(_program, work, SummandsOf).SelectMany(_program.Solid).Select(_program.Viewed))
        {
            var isOfOthers = work is Accumulate or AccumulateTogether || (!region.IsLoop && IsOfOtherStep(number));
            if (_bufferOf(number) is { } buffer)
                yield return (buffer, isOfOthers ? Rows.OfOtherWorkers : mine, false);
        }

        foreach (var number in WrittenBy(work))
        {
            if (_bufferOf(number) is { } buffer)
                yield return (buffer, mine, true);
        }
    }

    /// <summary>The values that a piece of work reads.</summary>
    /// <param name="program">The program.</param>
    /// <param name="work">The work.</param>
    /// <param name="summandsOf">What is read to add up a value over rows; the value itself without it.</param>
    public static IEnumerable<int> ReadBy(StepProgram program, Work work, Func<int, IEnumerable<int>>? summandsOf = null) => work switch
    {
        Kernel kernel => kernel.Scalars.Concat(kernel.Vectors).Concat(kernel.StepSums.Select(sum => GradientSums.SummandOf(program, sum)))
            .SelectMany(number => program[number].Arguments),
        Multiply multiply => multiply.Operands,
        Move move => program[move.Value].Arguments,
        RowProduct product => program[product.Value].Arguments,
        Accumulate { IsOfExamples: true } ofExamples => [ofExamples.Reduction],
        Accumulate accumulate when program[accumulate.Reduction].Arguments[0] is var summand => summandsOf?.Invoke(summand) ?? [summand],
        AccumulateTogether together => together.Sums.SelectMany(sum => ReadBy(program, sum, summandsOf)),
        _ => throw new InvalidOperationException($"Unknown work {work.GetType().Name}."),
    };

    // What is read to add up a value: what it is computed from where it is computed in the sum.
    private IEnumerable<int> SummandsOf(int value)
        => _schedule.Gradients.Summands.IsOnlyAdded(value) ? _program[value].Arguments : EquatableArray.Of(value);

    /// <summary>The values that a piece of work computes.</summary>
    public static IEnumerable<int> WrittenBy(Work work) => work switch
    {
        Kernel kernel => kernel.Scalars.Concat(kernel.Vectors).Concat(kernel.StepSums.Select(sum => sum.Reduction)),
        Multiply multiply => multiply.Targets.Select(target => target.Value),
        Move move => [move.Value],
        RowProduct product => [product.Value],
        _ => [],
    };

    private bool IsOfOtherStep(int number) => _program[number].Op == Operators.Previous || _program[number].Op == Operators.Following;

    // A loop inside the step is run back for each step where it was run so.
    private bool IsStepByStep(Work work) => work is RowProduct product && _program[product.Value].Op == Operators.ScanBack
        && _runsEachStep(_program[product.Value].Loop!);
}
