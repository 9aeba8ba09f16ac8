using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Puts sums over all rows together whose left sides lie in one buffer, so that one pass over it makes them all: the adjoints of products' results
/// are read for the outer products with whatever was multiplied, for biases, and for weights that were multiplied element by element.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="groups">Which values lie side by side.</param>
/// <param name="summands">Which values are computed in the sums.</param>
/// <param name="passes">The optimisations that are on.</param>
internal sealed class GradientSums(StepProgram program, ValueGroups groups, Summands summands, Optimizations passes)
{
    /// <summary>The most sides of one pass: as many as the runtime's <c>SumsOverRows</c> has room for.</summary>
    private const int MostSides = 6;

    /// <summary>The sums, those that go together in the place of the first of them.</summary>
    public IEnumerable<Work> Merged(IEnumerable<Accumulate> sums) => sums
        .Select((sum, place) => (Sum: sum, Side: SideOf(sum), Place: place))
        .GroupBy(item => item.Side is { } side ? (Buffer: side.Buffer, Alone: -1) : (Buffer: -1, Alone: item.Place))
        .SelectMany(together => together.First().Side is null
            ? [together.First().Sum]
            : Passes(together.GroupBy(item => item.Side!, item => item.Sum)));

    // One pass for as many sides as it has room for; a sum that is left alone needs none.
    private static IEnumerable<Work> Passes(IEnumerable<IGrouping<Side, Accumulate>> sides) => sides
        .Select((side, number) => (Side: new SumSide(side.Key.Kind, side.Key.Right, [.. side]), Pass: number / MostSides))
        .GroupBy(item => item.Pass, item => item.Side)
        .Select(pass => pass.Sum(side => side.Sums.Count) == 1
            ? (Work)pass.First().Sums[0]
            : new AccumulateTogether(pass.First().Sums[0].Slot, [.. pass]));

    /// <summary>What a reduction adds up.</summary>
    public static int SummandOf(StepProgram program, Accumulate sum) => program[sum.Reduction].Arguments[0];

    /// <summary>The value whose elements go to the rows of the gradient: the summand, or its factor that is not the right side.</summary>
    public static int LeftOf(StepProgram program, Accumulate sum, SumKind kind)
        => kind == SumKind.Rows ? SummandOf(program, sum) : Factors(program, sum).Left;

    // Of outer products, the value whose elements go to the rows of the gradient, and that whose elements go to its columns; of elementwise products
    // the adjoint and the other factor.
    private static (int Left, int Right) Factors(StepProgram program, Accumulate sum)
    {
        var summand = program[SummandOf(program, sum)];
        var (first, second) = (summand.Arguments[0], summand.Arguments[1]);
        // (a·bᵀ)ᵀ = b·aᵀ.
        var isSwapped = summand.Op == Operators.Outer ? sum.Target!.IsTransposed : program[first].Op == Operators.Primal;
        return isSwapped ? (second, first) : (first, second);
    }

    // What sums that go together have in common, and the side; null for a sum that stays alone.
    private Side? SideOf(Accumulate sum)
    {
        if (!passes.Has(Optimizations.Merge) || sum.IsOfExamples || sum.Target is not { } target || program[sum.Reduction].Op != Operators.SumRows)
            return null;
        var summand = SummandOf(program, sum);
        var isComputed = summands.IsOnlyAdded(summand);
        if (isComputed && program[summand].Op == Operators.Outer)
            return passes.Has(Optimizations.Pack) ? Of(SumKind.OuterProducts) : null;
        // A vector that is added to a row or a column of a matrix has a stride of its own.
        var weight = program.Gradients.First(gradient => gradient.Name == target.Weight);
        if (!program[weight.Value].Shape.IsVector || !program[summand].Shape.IsVector || !program.IsContiguous(summand))
            return null;
        return !isComputed ? Of(SumKind.Rows) : program[summand].Op == Operators.Multiply ? Of(SumKind.RowProducts) : null;

        // What all rows share has no rows to go through.
        Side? Of(SumKind kind)
        {
            var left = LeftOf(program, sum, kind);
            return program[left].IsShared ? null : new Side(groups.Of(left), kind, kind == SumKind.Rows ? null : Factors(program, sum).Right);
        }
    }

    private sealed record Side(int Buffer, SumKind Kind, int? Right);
}
