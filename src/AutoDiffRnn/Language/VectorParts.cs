using System.Collections;
using System.Diagnostics;

namespace AutoDiffRnn;

/// <summary>
/// The equal parts that <see cref="CellMath.Split"/> cuts a vector into: a list, or two to eight variables at once, as in
/// <c>var (i, f, g, o) = Split(a, 4);</c>.
/// </summary>
[DebuggerDisplay("{Count} parts")]
public sealed class VectorParts : IReadOnlyList<Vector>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly Vector[] _parts;

    internal VectorParts(Vector[] parts) => _parts = parts;

    /// <summary>The number of parts.</summary>
    public int Count => _parts.Length;

    /// <summary>One part.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public Vector this[int index]
    {
        get
        {
            ShapeError.RequireIndex(index, Count, nameof(index), "part");
            return _parts[index];
        }
    }

    /// <summary>The two parts.</summary>
    /// <exception cref="InvalidOperationException">There are not two.</exception>
    public void Deconstruct(out Vector a, out Vector b)
    {
        Require(2);
        (a, b) = (_parts[0], _parts[1]);
    }

    /// <summary>The three parts.</summary>
    /// <exception cref="InvalidOperationException">There are not three.</exception>
    public void Deconstruct(out Vector a, out Vector b, out Vector c)
    {
        Require(3);
        (a, b, c) = (_parts[0], _parts[1], _parts[2]);
    }

    /// <summary>The four parts.</summary>
    /// <exception cref="InvalidOperationException">There are not four.</exception>
    public void Deconstruct(out Vector a, out Vector b, out Vector c, out Vector d)
    {
        Require(4);
        (a, b, c, d) = (_parts[0], _parts[1], _parts[2], _parts[3]);
    }

    /// <summary>The five parts.</summary>
    /// <exception cref="InvalidOperationException">There are not five.</exception>
    public void Deconstruct(out Vector a, out Vector b, out Vector c, out Vector d, out Vector e)
    {
        Require(5);
        (a, b, c, d, e) = (_parts[0], _parts[1], _parts[2], _parts[3], _parts[4]);
    }

    /// <summary>The six parts.</summary>
    /// <exception cref="InvalidOperationException">There are not six.</exception>
    public void Deconstruct(out Vector a, out Vector b, out Vector c, out Vector d, out Vector e, out Vector f)
    {
        Require(6);
        (a, b, c, d, e, f) = (_parts[0], _parts[1], _parts[2], _parts[3], _parts[4], _parts[5]);
    }

    /// <summary>The seven parts.</summary>
    /// <exception cref="InvalidOperationException">There are not seven.</exception>
    public void Deconstruct(out Vector a, out Vector b, out Vector c, out Vector d, out Vector e, out Vector f, out Vector g)
    {
        Require(7);
        (a, b, c, d, e, f, g) = (_parts[0], _parts[1], _parts[2], _parts[3], _parts[4], _parts[5], _parts[6]);
    }

    /// <summary>The eight parts.</summary>
    /// <exception cref="InvalidOperationException">There are not eight.</exception>
    public void Deconstruct(
        out Vector a, out Vector b, out Vector c, out Vector d, out Vector e, out Vector f, out Vector g, out Vector h)
    {
        Require(8);
        (a, b, c, d, e, f, g, h) = (_parts[0], _parts[1], _parts[2], _parts[3], _parts[4], _parts[5], _parts[6], _parts[7]);
    }

    /// <summary>The parts in order.</summary>
    public IEnumerator<Vector> GetEnumerator() => ((IEnumerable<Vector>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Require(int variables)
    {
        if (Count != variables)
            throw new InvalidOperationException($"Split gave {Count} parts, but they are deconstructed into {variables} variables.");
    }
}
