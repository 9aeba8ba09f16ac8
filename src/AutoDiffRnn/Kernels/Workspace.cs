using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// Memory that products pack their operands into, for each worker its own. It grows to the largest that was asked for, and then allocates nothing
/// more.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Block[] _blocks = [];

    /// <summary>The first <paramref name="length"/> elements, which start a cache line and hold whatever was left there.</summary>
    internal Span<T> Reserve(int length, Worker worker)
    {
        var blocks = Volatile.Read(ref _blocks);
        if (worker.Index >= blocks.Length || blocks[worker.Index].Length < length)
            blocks = Grow(length, worker.Index);
        var (data, offset, _) = blocks[worker.Index];
        return data.AsSpan(offset, length);
    }

    // Several workers may find at once that they need more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Block[] Grow(int length, int index)
    {
        lock (this)
        {
            Block[] blocks = [.. _blocks, .. Enumerable.Repeat(new Block([], 0, 0), Math.Max(0, index + 1 - _blocks.Length))];
            var (data, offset) = Padding.Allocate<T>(length);
            blocks[index] = new Block(data, offset, length);
            Volatile.Write(ref _blocks, blocks);
            return blocks;
        }
    }

    private sealed record Block(T[] Data, int Offset, int Length);
}
