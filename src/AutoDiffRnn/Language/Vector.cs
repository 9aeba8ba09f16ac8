using System.Diagnostics;

namespace AutoDiffRnn;

/// <summary>
/// A vector of doubles that never changes: what a cell's method computes with when it runs as plain C#, one example at a time.
/// It has at least one element, as every dimension of a network has.
/// </summary>
/// <remarks>
/// There is no conversion from <see langword="double"/>, so that <c>h + 1</c> (one added to each element) is the only meaning of a
/// number beside a vector.
/// </remarks>
[DebuggerDisplay("{Shape,nq} {ToString(),nq}")]
public sealed partial class Vector
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly double[] _values;

    /// <summary>
    /// The vector of these elements, copied: <c>new Vector(3)</c> has one element, 3; <see cref="CellMath.Zeros"/> makes one of a length.
    /// </summary>
    /// <param name="values">The elements.</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public Vector(params double[] values)
        : this(new ReadOnlySpan<double>(values ?? throw new ArgumentNullException(nameof(values))))
    {
    }

    /// <summary>The vector of these elements, copied.</summary>
    /// <param name="values">The elements.</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public Vector(ReadOnlySpan<double> values)
    {
        ShapeError.Require(values.Length > 0, nameof(values), "at least 1 element", "0");
        _values = values.ToArray();
    }

    /// <summary>The number of elements.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Length => _values.Length;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Shape => $"vector [{Length}]";

    /// <summary>One element. Its adjoint goes to that element alone.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public double this[int index]
    {
        get
        {
            ShapeError.RequireIndex(index, Length, nameof(index), "element of the vector");
            return _values[index];
        }
    }

    /// <summary>
    /// The elements of a range, <c>v[a..b]</c>: from <c>a</c> up to and without <c>b</c>, as a vector [b − a]. Its adjoint goes to those elements.
    /// </summary>
    /// <param name="range">Where it starts and ends; each may be left out, or counted from the end as in <c>v[^3..]</c>.</param>
    /// <exception cref="ArgumentException">The range is empty or reaches outside of the vector.</exception>
    public Vector this[Range range]
    {
        get
        {
            var start = range.Start.GetOffset(Length);
            var end = range.End.GetOffset(Length);
            if (start < 0 || end > Length || start >= end)
            {
                throw new ArgumentException(
                    $"{nameof(range)}: expected at least one element within a {Shape}, but got {start}..{end}.", nameof(range));
            }

            return new Vector(_values.AsSpan(start, end - start));
        }
    }

    /// <summary>The elements, copied to a new array.</summary>
    public double[] ToArray() => [.. _values];

    /// <summary>The elements in brackets, <c>[0.5, -1, 2]</c>, in every culture; of a long vector the first ones and how many follow.</summary>
    public override string ToString() => Numbers.Text(_values);

    /// <summary>The vector [length] whose element i is <paramref name="element"/>(i).</summary>
    internal static Vector Create(int length, Func<int, double> element)
    {
        var values = new double[length];
        for (var i = 0; i < values.Length; i++)
            values[i] = element(i);
        return new Vector(values);
    }

    /// <summary>The vector of f(x) for each element x.</summary>
    internal static Vector Map(Vector v, Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(v);
        return Create(v.Length, i => f(v._values[i]));
    }

    /// <summary>The vector of f(x, y) for each pair of elements; the caller has checked the lengths.</summary>
    internal static Vector Zip(Vector a, Vector b, Func<double, double, double> f) => Create(a.Length, i => f(a._values[i], b._values[i]));
}
