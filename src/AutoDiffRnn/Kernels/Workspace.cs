using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Memory that products pack their operands into. It grows to the largest that was asked for, and then allocates nothing more.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _vectorBits = VectorWidth.Bits;
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

    /// <summary><see cref="OuterProducts{TLanes, T}"/> with the vectors that the network computes with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddOuterProducts(Rows<T> left, ReadOnlySpan<GradientPart> parts, Rows<T> right, int rightWidth, Span<T> gradients)
    {
        if (_vectorBits == 512)
            OuterProducts<Lanes512<T>, T>.Add(left, parts, right, rightWidth, gradients, this);
        else if (_vectorBits == 256)
            OuterProducts<Lanes256<T>, T>.Add(left, parts, right, rightWidth, gradients, this);
        else
            OuterProducts<Lanes128<T>, T>.Add(left, parts, right, rightWidth, gradients, this);
    }
}
