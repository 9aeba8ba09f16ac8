using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Where the results of one panel go: <c>c[row] = start[row] + sum</c>.</summary>
/// <param name="c">The panel's first column in the first row.</param>
/// <param name="stride">The distance in elements from one row of c to the next.</param>
/// <param name="start">What the first row starts from: c itself, or a bias, whose stride is 0.</param>
/// <param name="startStride">The distance in elements from what one row starts from to the next.</param>
/// <param name="vectors">How many of the panel's two vectors exist in c: a row is padded to whole vectors, but not always to two.</param>
internal readonly ref struct Destination<TLanes, T>(ref T c, nint stride, ref T start, nint startStride, int vectors)
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _c = ref c;
    private readonly ref T _start = ref start;
    private readonly nint _stride = stride;
    private readonly nint _startStride = startStride;
    private readonly int _vectors = vectors;

    /// <summary>Writes one row of the panel's results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(nint row, Pair<TLanes, T> sum)
    {
        if (_vectors == 0)
            return;
        ref var c = ref Unsafe.Add(ref _c, row * _stride);
        ref var start = ref Unsafe.Add(ref _start, row * _startStride);
        (TLanes.Load(ref start, 0) + sum.First).Store(ref c, 0);
        if (_vectors == 1)
            return;
        (TLanes.Load(ref start, TLanes.Count) + sum.Second).Store(ref c, TLanes.Count);
    }
}
