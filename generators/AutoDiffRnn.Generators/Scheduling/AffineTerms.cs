using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>The parts of an <c>Affine</c> instruction.</summary>
internal static class AffineTerms
{
    /// <summary>Its products.</summary>
    public static IEnumerable<(int Matrix, int Operand)> Of(Instruction affine)
        => Enumerable.Range(0, (int)affine.Sizes[0].Value!.Value).Select(i => (affine.Arguments[2 * i], affine.Arguments[2 * i + 1]));

    /// <summary>The shared vectors that it starts from.</summary>
    public static IEnumerable<int> BiasesOf(StepProgram program, Instruction affine) => RestOf(affine).Where(number => program[number].IsShared);

    /// <summary>The value of each row that it starts from, so that its products are added in that value's place; null for none.</summary>
    public static int? StartOf(StepProgram program, Instruction affine)
        => RestOf(affine).Where(number => !program[number].IsShared).Select(number => (int?)number).FirstOrDefault();

    /// <summary>Everything that is added to its products.</summary>
    public static IEnumerable<int> RestOf(Instruction affine) => affine.Arguments.Skip(2 * (int)affine.Sizes[0].Value!.Value);

    /// <summary>As <see cref="StartOf"/>, for a value that may be no <c>Affine</c>.</summary>
    public static int? StartOfAny(StepProgram program, int number)
        => program[number].Op == Operators.Affine ? StartOf(program, program[number]) : null;
}
