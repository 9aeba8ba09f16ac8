using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>Zeroed memory that starts on a line of the cache and does not move.</summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int Alignment = 4096;

    /// <summary>Allocates.</summary>
    public AlignedFloats(nint length)
    {
        Length = length;
        Start = (float*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(float)), Alignment);
        NativeMemory.Clear(Start, (nuint)(length * sizeof(float)));
    }

    /// <summary>Gives the memory back if it was not disposed of.</summary>
    ~AlignedFloats() => Free();

    /// <summary>The first element.</summary>
    public float* Start { get; private set; }

    /// <summary>The number of elements.</summary>
    public nint Length { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
    }
}
