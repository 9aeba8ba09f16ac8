using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>Memory that products pack their operands into. It grows to the largest that was asked for, and then allocates nothing more.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace<T> where T : unmanaged
{
    private T[] _data = [];
    private int _offset;
    private int _length;

    /// <summary>The first <paramref name="length"/> elements, which start a cache line and hold whatever was left there.</summary>
    internal Span<T> Reserve(int length)
    {
        if (length > _length)
        {
            (_data, _offset) = Padding.Allocate<T>(length);
            _length = length;
        }

        return _data.AsSpan(_offset, length);
    }
}
