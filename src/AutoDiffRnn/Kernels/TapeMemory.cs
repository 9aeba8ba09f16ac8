using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

/// <summary>The elements of a buffer and of its parts, and where among them the rows lie.</summary>
internal sealed class TapeMemory<T> where T : unmanaged
{
    private T[] _data = [];
    private nint _offset;

    /// <summary>The bits of a step's number that tell its place: all, or the last one where two steps take turns.</summary>
    public required int Kept { get; init; }

    /// <summary>The number of elements.</summary>
    public nint Length { get; private set; }

    /// <summary>The first element of step 0.</summary>
    public nint First { get; set; }

    /// <summary>The distance in elements from one step to the next.</summary>
    public nint StepStride { get; set; }

    /// <summary>The distance in elements from one row to the next.</summary>
    public nint RowStride { get; set; }

    /// <summary>The first element.</summary>
    public ref T Origin => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), _offset);

    /// <summary>All elements.</summary>
    public Span<T> All => _data.AsSpan((int)_offset, (int)Length);

    /// <summary>Makes room, all zero, from an element on that starts a cache line.</summary>
    public void Allocate(long length)
    {
        (_data, var offset) = Padding.Allocate<T>(length);
        (_offset, Length) = (offset, (nint)length);
    }
}
