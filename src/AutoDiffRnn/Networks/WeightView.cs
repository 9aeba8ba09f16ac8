using System.Numerics;

namespace AutoDiffRnn;

/// <summary>One weight (or its gradient) under the user's name: a view over its part of the flat buffer, row-major.</summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public sealed class WeightView<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WeightSet<T> _set;

    internal WeightView(WeightSet<T> set, CellValue value, int offset)
    {
        _set = set;
        Info = value;
        Offset = offset;
    }

    /// <summary>The name and the sizes.</summary>
    public CellValue Info { get; }

    /// <summary>Where the weight starts in the flat buffer.</summary>
    public int Offset { get; }

    /// <summary>The number of rows of a matrix; the length of a vector; 1 for a scalar.</summary>
    public int Rows => Info.Sizes.Count == 0 ? 1 : Info.Sizes[0];

    /// <summary>The number of columns of a matrix; 1 for a vector or a scalar.</summary>
    public int Columns => Info.Sizes.Count < 2 ? 1 : Info.Sizes[1];

    /// <summary>The elements, to be read.</summary>
    public ReadOnlySpan<T> Values => _set.Values.Slice(Offset, Info.Length);

    /// <summary>The elements, to be written. Asking for them makes packed copies of the weights stale.</summary>
    public Span<T> Span => _set.Span.Slice(Offset, Info.Length);

    /// <summary>The elements, to be written by generated code, which does not count as a change of weights.</summary>
    internal Span<T> Raw => _set.Raw.Slice(Offset, Info.Length);

    /// <summary>An element of a matrix <c>[row, column]</c>; of a vector with <paramref name="column"/> 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row or the column does not exist.</exception>
    public T this[int row, int column = 0]
    {
        get => Values[At(row, column)];
        set => Span[At(row, column)] = value;
    }

    /// <summary>Copies <paramref name="values"/> in, row-major.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public void CopyFrom(ReadOnlySpan<T> values)
    {
        ShapeError.RequireLength(Info.Length, values.Length, nameof(values), $"weight {Info.Name} [{string.Join(", ", Info.Sizes)}]");
        values.CopyTo(Span);
    }

    /// <summary>Sets first values, by the rule <paramref name="initializer"/>, with numbers from <paramref name="random"/>.</summary>
    /// <exception cref="ArgumentException">The rule does not apply to a weight of this shape; the weight has the values that it had.</exception>
    public void Initialize(Initializer initializer, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(random);
        var values = new double[Info.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = double.CreateChecked(Values[i]);
        initializer.Fill(values, new WeightShape(Info.Name, Rows, Columns, Info.Sizes.Count == 2), random);
        var span = Span;
        for (var i = 0; i < values.Length; i++)
            span[i] = T.CreateChecked(values[i]);
    }

    private int At(int row, int column)
    {
        ShapeError.RequireIndex(row, Rows, nameof(row), "row", Info.Name);
        ShapeError.RequireIndex(column, Columns, nameof(column), "column", Info.Name);
        return row * Columns + column;
    }
}
