using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What the elements of a value are.</summary>
internal enum Element
{
    Real,

    /// <summary>A token or class: <c>int</c>, never differentiated.</summary>
    Index,

    /// <summary>The result of a comparison.</summary>
    Truth,
}

/// <summary>The type of a value for one step and one example: a scalar, a vector or a matrix.</summary>
internal sealed record Shape(Element Element, EquatableArray<Dim> Sizes)
{
    public static Shape Scalar { get; } = new(Element.Real, EquatableArray<Dim>.Empty);

    public static Shape Index { get; } = new(Element.Index, EquatableArray<Dim>.Empty);

    public int Rank => Sizes.Count;

    public bool IsScalar => Rank == 0;

    public bool IsVector => Rank == 1;

    public bool IsMatrix => Rank == 2;

    /// <summary>The size of a vector; the number of columns of a matrix; 1 for a scalar.</summary>
    public Dim Width => Rank == 0 ? Dim.One : Sizes[Rank - 1];

    public Dim Rows => Sizes[0];

    /// <summary>The number of elements: of a matrix its rows times its columns, which lie one row after another.</summary>
    public Dim Length => Rank == 2 ? Sizes[0] * Sizes[1] : Width;

    public static Shape Vector(Dim size) => new(Element.Real, EquatableArray.Of(size));

    public static Shape Matrix(Dim rows, Dim columns) => new(Element.Real, EquatableArray.Of(rows, columns));

    /// <summary>The same shape with other sizes in the place of its own.</summary>
    public Shape Resized(System.Func<Dim, Dim> size) => this with { Sizes = Sizes.Select(size).ToEquatable() };

    public Shape Of(Element element) => this with { Element = element };

    public override string ToString()
    {
        var name = Rank switch { 0 => "scalar", 1 => "vector", _ => "matrix" };
        if (Element == Element.Index)
            return "int";
        var sizes = Rank == 0 ? name : $"{name} [{string.Join(", ", Sizes.Select(size => size.Text))}]";
        return Element == Element.Truth ? "comparison of " + sizes : sizes;
    }
}
