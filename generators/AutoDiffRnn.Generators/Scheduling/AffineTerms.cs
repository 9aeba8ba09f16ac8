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
    public static IEnumerable<int> BiasesOf(Instruction affine) => affine.Arguments.Skip(2 * (int)affine.Sizes[0].Value!.Value);
}
