using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <content>Putting vectors together, taking them apart, and making constant ones.</content>
public static partial class CellMath
{
    /// <summary>The vectors one after the other: [n], [m], … → [n + m + …]. Each gets its own part of the adjoint.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Vector Concat(params Vector[] vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        foreach (var vector in vectors)
            ArgumentNullException.ThrowIfNull(vector, nameof(vectors));
        ShapeError.Require(vectors.Length > 0, nameof(vectors), "at least 1 vector", "0");
        return new Vector([.. vectors.SelectMany(vector => vector.ToArray())]);
    }

    /// <summary>
    /// Equal parts, in order: [n] → <paramref name="parts"/> vectors of [n/parts], as in <c>var (i, f, g, o) = Split(a, 4);</c>.
    /// Each part's adjoint goes to its place.
    /// </summary>
    /// <exception cref="ArgumentException">There is less than one part, or the length of the vector is not divisible by it.</exception>
    public static VectorParts Split(Vector v, int parts, [CallerArgumentExpression(nameof(v))] string? vText = null)
    {
        ArgumentNullException.ThrowIfNull(v);
        ShapeError.Require(parts > 0, nameof(parts), "at least 1", $"{parts}");
        if (v.Length % parts != 0)
            throw new ArgumentException($"Split({vText}, {parts}): {v.Shape} into {parts} parts; the length must be divisible by their number.");

        var length = v.Length / parts;
        return new VectorParts([.. Enumerable.Range(0, parts).Select(part => v[(part * length)..((part + 1) * length)])]);
    }

    /// <summary>The vector [length] of zeros.</summary>
    /// <exception cref="ArgumentException">The length is not positive.</exception>
    public static Vector Zeros(int length) => Filled(length, 0);

    /// <summary>The vector [length] of ones.</summary>
    /// <exception cref="ArgumentException">The length is not positive.</exception>
    public static Vector Ones(int length) => Filled(length, 1);

    /// <summary>The identity [size, size]: ones on the diagonal, zeros elsewhere.</summary>
    /// <exception cref="ArgumentException">The size is not positive.</exception>
    public static Matrix Identity(int size)
    {
        ShapeError.Require(size > 0, nameof(size), "at least 1", $"{size}");
        return Matrix.Create(size, size, (i, j) => i == j ? 1 : 0);
    }

    private static Vector Filled(int length, double value)
    {
        ShapeError.Require(length > 0, nameof(length), "at least 1", $"{length}");
        return Vector.Create(length, _ => value);
    }
}
