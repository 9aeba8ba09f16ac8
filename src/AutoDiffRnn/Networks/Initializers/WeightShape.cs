namespace AutoDiffRnn;

/// <summary>The weight, or the block of rows of one, that an <see cref="Initializer"/> fills: row-major, <c>[out, in]</c>.</summary>
/// <param name="Name">The weight's name, for messages.</param>
/// <param name="Rows">The rows of a matrix; the length of a vector; 1 for a scalar.</param>
/// <param name="Columns">The columns of a matrix; 1 for a vector or a scalar.</param>
/// <param name="IsMatrix">Whether it is a matrix, be it one with a single column.</param>
public readonly record struct WeightShape(string Name, int Rows, int Columns, bool IsMatrix)
{
    /// <summary>The number of elements.</summary>
    public int Length => checked(Rows * Columns);

    /// <inheritdoc/>
    public override string ToString() => IsMatrix ? $"{Name} [{Rows}, {Columns}]" : $"{Name} [{Rows}]";
}
