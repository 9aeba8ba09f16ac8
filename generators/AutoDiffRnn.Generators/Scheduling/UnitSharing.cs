using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// How a loop over time is shared out by units, the elements of its vectors, where there are fewer examples than workers could have each some of.
/// A product makes the worker's units from all units of its operands, elementwise work stays in the worker's units, and what needs all units of a
/// row does the first worker. So the workers meet in every step: before work that reads a unit which another may have written since they met, or
/// writes one that another may still read.
/// </summary>
internal sealed class UnitSharing
{
    // After so many steps nothing new happens: a value is read at most one step later.
    private const int StepsToVisit = 4;

    private readonly StepProgram _program;
    private readonly Func<int, (string Buffer, Extent? Extent)?> _memoryOf;
    private readonly bool _isPacked;
    private readonly JoinedParts _parts;
    private readonly Dictionary<Work, List<string>> _before = [];
    private readonly HashSet<Access> _sinceMeeting = [];

    /// <param name="schedule">The pass.</param>
    /// <param name="memoryOf">The buffer in which a value lies, and for which steps it is kept; null for what no worker writes in a pass.</param>
    public UnitSharing(Schedule schedule, Func<int, (string Buffer, Extent? Extent)?> memoryOf)
    {
        _program = schedule.Program;
        _memoryOf = memoryOf;
        _isPacked = schedule.Passes.Has(Optimizations.Pack);
        _parts = schedule.Parts;
        foreach (var region in schedule.Steps.Where(region => region.IsLoop))
        {
            _sinceMeeting.Clear();
            for (var step = 0; step < StepsToVisit; step++)
            {
                foreach (var work in region.Work)
                    Visit(work, step);
            }
        }
    }

    // Which units a worker reads or writes. Its own of a part are others than its own of the whole.
    private enum Units
    {
        Own,
        OwnOfPart,
        OfFirst,
        All,
    }

    /// <summary>What keeps the units of a cell's loops from being shared out.</summary>
    internal enum Obstacle
    {
        None,
        LoopInStep,
        NoProduct,
        SumsInStep,
        PlainProducts,
    }

    /// <summary>
    /// What keeps the loops of a cell from being shared out so: a loop inside the step, which shares out its rows itself, no product to share,
    /// something in them that adds up over examples, or products that are not packed.
    /// </summary>
    public static Obstacle ObstacleOf(params Schedule[] passes)
    {
        var inLoops = passes.SelectMany(pass => pass.Steps).Where(region => region.IsLoop).SelectMany(region => region.Work).ToList();
        return passes.SelectMany(pass => pass.Program.Instructions).Any(instruction => instruction.Loop is not null) ? Obstacle.LoopInStep
            : !inLoops.Any(work => work is Multiply) ? Obstacle.NoProduct
            : inLoops.Any(work => work is Accumulate or AccumulateTogether) ? Obstacle.SumsInStep
            : !passes.All(pass => pass.Passes.Has(Optimizations.Pack)) ? Obstacle.PlainProducts
            : Obstacle.None;
    }

    /// <summary>Whether each worker does a piece of work for its units; if not, the first does it for all.</summary>
    public bool IsShared(Work work) => work switch
    {
        Multiply => _isPacked,
        // A norm is a sum over units, but while norms are asked for, units are not shared out.
        Kernel kernel => kernel.Scalars.Count == 0
            && kernel.Vectors.All(number => _program[number].Op.Kind != OperatorKind.Sum || _program[number].Op == Operators.SquaredNorm),
        _ => false,
    };

    /// <summary>The buffers for whose sake the workers meet before a piece of work of a step; none if they do not.</summary>
    public IReadOnlyList<string> Before(Work work) => _before.TryGetValue(work, out var buffers) ? buffers : [];

    private void Visit(Work work, int step)
    {
        var all = AccessesOf(work, step).ToList();
        var inTheWay = all.Where(access => _sinceMeeting.Any(earlier => Collide(earlier, access)))
            .Select(access => access.Buffer)
            .Distinct()
            .ToList();
        if (inTheWay.Count > 0 && !_before.ContainsKey(work))
            _before[work] = inTheWay;
        if (_before.ContainsKey(work))
            _sinceMeeting.Clear();
        _sinceMeeting.UnionWith(all);
    }

    private static bool Collide(Access earlier, Access later)
        => earlier.Buffer == later.Buffer && earlier.Place == later.Place && (earlier.IsWrite || later.IsWrite)
            && (earlier.Units != later.Units || later.Units == Units.All);

    private IEnumerable<Access> AccessesOf(Work work, int step)
    {
        var isShared = IsShared(work);
        foreach (var number in Meetings.ReadBy(_program, work).SelectMany(_program.Solid))
        {
            // A part of a vector has other units than the vector.
            var isOwn = work is Kernel && _program.Viewed(number) == number && !_program[number].Shape.IsScalar;
            if (At(_program.Viewed(number), step) is var (buffer, place))
                yield return new Access(buffer, place, !isShared ? Units.OfFirst : isOwn ? OwnOf(number) : Units.All, IsWrite: false);
        }

        foreach (var number in Meetings.WrittenBy(work))
        {
            if (At(number, step) is var (buffer, place))
                yield return new Access(buffer, place, isShared ? OwnOf(number) : Units.OfFirst, IsWrite: true);
        }
    }

    private Units OwnOf(int number) => _parts.Of(number) is null ? Units.Own : Units.OwnOfPart;

    // The buffer of a value, and which of its rows for a step: those of another step are other memory where the buffer keeps both.
    private (string Buffer, int Place)? At(int number, int step)
    {
        if (_memoryOf(number) is not var (buffer, extent))
            return null;
        var read = _program.IsCarried(_program[number]) ? step - 1 : step;
        var keepsAll = extent is Extent.AllSteps or Extent.AllStepsAndInitial or Extent.AllStepsAndFollowing
            || (extent == Extent.AllStepsToTrain && _program.IsAdjoint);
        return (buffer, keepsAll ? read : extent == Extent.StepAndFollowing ? read & 1 : 0);
    }

    private sealed record Access(string Buffer, int Place, Units Units, bool IsWrite);
}
