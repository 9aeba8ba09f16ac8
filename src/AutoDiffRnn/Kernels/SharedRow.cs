using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>A vector or a number that all rows share, padded like theirs: a weight beside which rows are computed, or its adjoint.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SharedRow<T> where T : unmanaged, INumberBase<T>
{
    private readonly T[] _data;
    private readonly int _offset;
    private readonly int _width;

    /// <summary>Makes room for <paramref name="width"/> elements, all zero.</summary>
    public SharedRow(int width)
    {
        (_data, _offset) = Padding.Allocate<T>(Padding.Width<T>(width));
        _width = width;
    }

    /// <summary>The elements that mean something.</summary>
    public Span<T> Span => _data.AsSpan(_offset, _width);

    /// <summary>The only element of a number.</summary>
    public ref T Value => ref _data[_offset];

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T At(int index) => ref _data[_offset + index];

    /// <summary>The row as often as there are rows that it stands beside.</summary>
    public Rows<T> Rows(Share rows) => new(ref _data[_offset], rows.Count, 0);

    /// <summary>Copies the elements in.</summary>
    public void Set(ReadOnlySpan<T> values) => values.CopyTo(Span);
}
