using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Loops over time in which no element needs another of its row. Each vector of a row then goes through the steps by itself, with its states in
/// registers, and sums over all rows of what such a loop computes are made in it: in registers over the steps of an example, so that no row of a
/// summand is stored.
/// </summary>
internal static class LaneLoop
{
    /// <summary>The kernel of a loop that runs so; null for any other region.</summary>
    public static Kernel? Of(StepProgram program, Region region)
        => region.IsLoop && region.Work is [Kernel { Need: Need.Always, Width: not null, Scalars.Count: 0 } kernel] && IsElementwise(program, kernel) ? kernel : null;

    /// <summary>The leaves that a loop's kernel has in registers from step to step.</summary>
    public static IEnumerable<int> Carried(StepProgram program, Kernel kernel) => LeavesOf(program, kernel)
        .Where(leaf => program.IsCarried(program[leaf]) && kernel.Vectors.Contains(program.NextOf(program[leaf])));

    /// <summary>
    /// How many sums a loop can add up: the JIT stops to inline in a method with too many calls, and then all of it is slow. A value is about eight of
    /// them, a sum ten, and with 500 all was inlined.
    /// </summary>
    public static int RoomForSums(Kernel kernel) => System.Math.Max(0, (480 - 8 * kernel.Vectors.Count) / 10);

    /// <summary>Whether a loop can add up, step by step, what a sum over all rows is about.</summary>
    public static bool CanAdd(StepProgram program, Kernel kernel, Summands summands, Accumulate sum)
    {
        var summand = GradientSums.SummandOf(program, sum);
        if (program[sum.Reduction].Op != Operators.SumRows || !program[summand].Shape.IsVector || !program[summand].Shape.Length.Equals(kernel.Width))
            return false;
        return summands.IsOnlyAdded(summand)
            ? program[summand].Op == Operators.Multiply && program[summand].Arguments.Any(kernel.Vectors.Contains)
                && program[summand].Arguments.All(argument => kernel.Vectors.Contains(argument)
                    || (IsReadable(program, kernel, argument) && !program.IsCarried(program[program.Viewed(argument)])))
            : kernel.Vectors.Contains(summand);
    }

    private static bool IsElementwise(StepProgram program, Kernel kernel)
        => kernel.Vectors.All(number => program[number].Op.Kind == OperatorKind.Elementwise || program[number].Op == Operators.SquaredNorm)
            && LeavesOf(program, kernel).All(leaf => IsReadable(program, kernel, leaf));

    // What the kernel reads of others: not a row of its own that another step or another element of it would have to be read from.
    private static bool IsReadable(StepProgram program, Kernel kernel, int number)
    {
        var viewed = program.Viewed(number);
        if (kernel.Vectors.Contains(viewed))
            return false; // a part of a vector that is computed here has other lanes
        if (!program.IsCarried(program[viewed]))
            return true;
        return kernel.Vectors.Contains(program.NextOf(program[viewed]))
            ? viewed == number && program[number].Shape.Length.Equals(kernel.Width)
            : !program.IsAdjoint;
    }

    private static IEnumerable<int> LeavesOf(StepProgram program, Kernel kernel) => kernel.Vectors
        .SelectMany(number => program[number].Arguments)
        .SelectMany(program.Solid)
        .Where(number => !kernel.Vectors.Contains(number))
        .Distinct();
}
