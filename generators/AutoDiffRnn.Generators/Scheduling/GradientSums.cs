using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Puts sums over all rows together whose summands lie side by side in one buffer: the adjoints of gates that were multiplied with the
/// same vector are one outer product with it, whichever weights' gradients they go to, and those gates' biases are one sum.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="groups">Which values lie side by side.</param>
/// <param name="summands">Which values are computed in the sums.</param>
/// <param name="isPacked">Whether outer products pack what they read, which is what they share.</param>
internal sealed class GradientSums(StepProgram program, ValueGroups groups, Summands summands, bool isPacked)
{
    /// <summary>The sums, those that go together in the place of the first of them.</summary>
    public IEnumerable<Work> Merged(IEnumerable<Accumulate> sums) => sums
        .Select((sum, place) => (Sum: sum, Key: KeyOf(sum) ?? new Key(place, null)))
        .GroupBy(item => item.Key, item => item.Sum)
        .Select(together => together.Count() == 1
            ? (Work)together.First()
            : new AccumulateTogether(together.First().Slot, together.Key.Right, [.. together]));

    /// <summary>Of a sum of outer products, the value whose elements go to the rows of the gradient, and that whose elements go to its columns.</summary>
    public static (int Left, int Right) Factors(StepProgram program, Accumulate sum)
    {
        // (a·bᵀ)ᵀ = b·aᵀ.
        var factors = program[SummandOf(program, sum)].Arguments;
        return sum.Target!.IsTransposed ? (factors[1], factors[0]) : (factors[0], factors[1]);
    }

    /// <summary>What a reduction adds up.</summary>
    public static int SummandOf(StepProgram program, Accumulate sum) => program[sum.Reduction].Arguments[0];

    // What sums that go together have in common: the buffer, and what it is multiplied with. Null for a sum that stays alone.
    private Key? KeyOf(Accumulate sum)
    {
        if (sum.IsOfExamples || sum.Target is not { } target || program[sum.Reduction].Op != Operators.SumRows)
            return null;
        var summand = SummandOf(program, sum);
        if (summands.IsOnlyAdded(summand))
        {
            if (program[summand].Op != Operators.Outer || !isPacked)
                return null;
            var (left, right) = Factors(program, sum);
            return new Key(null, groups.Of(left), right);
        }

        // A vector that is added to a row or a column of a matrix has a stride of its own.
        var weight = program.Gradients.First(gradient => gradient.Name == target.Weight);
        var isPlain = program[weight.Value].Shape.IsVector && program[summand].Shape.IsVector && program.IsContiguous(summand);
        return isPlain ? new Key(null, groups.Of(summand)) : null;
    }

    private sealed record Key(int? Alone, int? Buffer, int? Right = null);
}
