using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Kernels;

/// <summary>Where the results of one panel go: <c>c[row] = start[row] + sum</c>.</summary>
/// <param name="c">The panel's first column in the first row.</param>
/// <param name="stride">The distance in elements from one row of c to the next.</param>
/// <param name="start">What the first row starts from: c itself, or a bias, whose stride is 0.</param>
/// <param name="startStride">The distance in elements from what one row starts from to the next.</param>
/// <param name="halves">Which of the panel's two vectors are written.</param>
internal readonly ref struct Destination<TLanes, T>(ref T c, nint stride, ref T start, nint startStride, Halves halves)
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _c = ref c;
    private readonly ref T _start = ref start;

    /// <summary>The panel's first column in the first row.</summary>
    public ref T First => ref _c;

    /// <summary>What it starts from.</summary>
    public ref T Start => ref _start;

    /// <summary>The distance in elements from one row to the next.</summary>
    public nint Stride { get; } = stride;

    /// <summary>The distance in elements from what one row starts from to the next.</summary>
    public nint StartStride { get; } = startStride;

    /// <summary>Which of the panel's two vectors are written.</summary>
    public Halves Halves { get; } = halves;

    /// <summary>
    /// Fetches the places of the results, rows apart in memory that may be far away, while their sums are made: a tile that writes them without would
    /// wait for each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int rows)
    {
        if (!Sse.IsSupported)
            return;
        ref var c = ref _c;
        for (var row = 0; row < rows; row++)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref c));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref c, TLanes.Count)));
            c = ref Unsafe.Add(ref c, Stride);
        }
    }

    /// <summary>Writes one row of the panel's results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(nint row, Pair<TLanes, T> sum)
    {
        if (Halves == Halves.None)
            return;
        ref var c = ref Unsafe.Add(ref _c, row * Stride);
        ref var start = ref Unsafe.Add(ref _start, row * StartStride);
        if ((Halves & Halves.First) != 0)
            (TLanes.Load(ref start, 0) + sum.First).Store(ref c, 0);
        if ((Halves & Halves.Second) != 0)
            (TLanes.Load(ref start, TLanes.Count) + sum.Second).Store(ref c, TLanes.Count);
    }
}
