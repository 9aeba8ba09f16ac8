using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>What a piece of work costs, as sizes: for a row, a step or a call, as its place says.</summary>
/// <param name="Products">Additions and multiplications in products of matrices, of matrices and vectors, and of vectors into matrices.</param>
/// <param name="Elementwise">Other additions, multiplications, divisions and comparisons of elements, sums of them included.</param>
/// <param name="Functions">Exponentials, hyperbolic tangents and the like.</param>
internal sealed record Operations(Dim Products, Dim Elementwise, Dim Functions)
{
    public static Operations None { get; } = new(Dim.Zero, Dim.Zero, Dim.Zero);

    public bool IsNone => Equals(None);

    public static Operations operator +(Operations a, Operations b) => new(a.Products + b.Products, a.Elementwise + b.Elementwise, a.Functions + b.Functions);

    /// <summary>So many operations in products.</summary>
    public static Operations OfProducts(Dim count) => None with { Products = count };

    /// <summary>So many operations on elements.</summary>
    public static Operations OfElements(Dim count) => None with { Elementwise = count };

    /// <summary>So many functions.</summary>
    public static Operations OfFunctions(Dim count) => None with { Functions = count };
}
