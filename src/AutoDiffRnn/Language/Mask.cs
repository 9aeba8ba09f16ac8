using System.Diagnostics;

namespace AutoDiffRnn;

/// <summary>
/// A truth value for each element, which comparing vectors gives and <c>Where(mask, a, b)</c> takes. It never changes, and has no gradient.
/// </summary>
[DebuggerDisplay("{Shape,nq} {ToString(),nq}")]
public sealed class Mask
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly bool[] _values;

    /// <summary>The mask of these truth values, copied.</summary>
    /// <param name="values">One for each element.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Mask(params bool[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ShapeError.Require(values.Length > 0, nameof(values), "at least 1 element", "0");
        _values = [.. values];
    }

    /// <summary>The number of elements.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Length => _values.Length;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Shape => $"mask [{Length}]";

    /// <summary>Whether the comparison holds for one element.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public bool this[int index]
    {
        get
        {
            ShapeError.RequireIndex(index, Length, nameof(index), "element of the mask");
            return _values[index];
        }
    }

    /// <summary>The truth values, copied to a new array.</summary>
    public bool[] ToArray() => [.. _values];

    /// <summary>The truth values in brackets, <c>[true, false]</c>; of a long mask the first ones and how many follow.</summary>
    public override string ToString() => Numbers.List(_values.Length, i => _values[i] ? "true" : "false");

    internal static Mask Create(int length, Func<int, bool> element)
    {
        var values = new bool[length];
        for (var i = 0; i < values.Length; i++)
            values[i] = element(i);
        return new Mask(values);
    }
}
