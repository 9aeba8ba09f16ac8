using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Why shapes do not fit an operator: in words, and as the sizes that would have to be equal, where that is all.</summary>
internal sealed record Misfit(string Problem, IReadOnlyList<(Dim A, Dim B)> Equal)
{
    public static implicit operator Misfit(string problem) => new(problem, []);

    /// <summary>Two shapes that should be one.</summary>
    public static Misfit Of(Shape a, Shape b) => new($"the shapes {a} and {b} differ", Pairs(a, b));

    /// <summary>The sizes that have to be equal for two shapes to be one; none if that cannot be.</summary>
    public static IReadOnlyList<(Dim A, Dim B)> Pairs(Shape a, Shape b) => a.Rank == b.Rank ? [.. a.Sizes.Zip(b.Sizes, (x, y) => (x, y))] : [];

    public override string ToString() => Problem;
}
