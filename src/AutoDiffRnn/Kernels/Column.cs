using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Some neighbouring elements of an example at every step, read and written a vector at a time: <c>h[t] = f * h[t - 1]</c>.</summary>
/// <param name="first">The first of the elements at step 0.</param>
/// <param name="stepStride">The distance in elements from one step to the next; zero where one step is kept, or one row stands for all.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Column<T, TLanes>(ref T first, nint stepStride)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private readonly ref T _first = ref first;
    private readonly nint _stepStride = stepStride;

    /// <summary>The elements at a step, which must be one that the buffer holds.</summary>
    public TLanes this[int step]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(ref _first, (nuint)(step * _stepStride));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => value.Store(ref _first, (nuint)(step * _stepStride));
    }
}
