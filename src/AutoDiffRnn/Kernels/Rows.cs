using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// A run of equally long rows in a buffer: the examples of one step, or of all steps. A stride of zero repeats one row (a bias).
/// </summary>
/// <param name="first">The first element of the first row.</param>
/// <param name="count">The number of rows.</param>
/// <param name="stride">The distance in elements from one row to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Rows<T>(ref T first, int count, int stride) where T : unmanaged
{
    private readonly ref T _first = ref first;

    /// <summary>The number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>The distance in elements from one row to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>The first element of the first row.</summary>
    public ref T First => ref _first;

    /// <summary>The first element of the row at <paramref name="index"/>: the value itself where rows are scalars.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Scalar(int index) => ref Unsafe.Add(ref _first, (nint)index * Stride);

    /// <summary>The same rows from column <paramref name="column"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Rows<T> From(int column) => new(ref Unsafe.Add(ref _first, column), Count, Stride);
}

/// <summary>One row of a buffer, read and written a vector at a time: <c>c[j] = f * c[j] + i * g</c>.</summary>
/// <param name="first">The first element of the row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Row<T, TLanes>(ref T first)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private readonly ref T _first = ref first;

    /// <summary>The first element of the row.</summary>
    public ref T First => ref _first;

    /// <summary>The lanes that start at element <paramref name="index"/>.</summary>
    public TLanes this[nuint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(ref _first, index);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => value.Store(ref _first, index);
    }
}

/// <summary>A row that lies in a wider one, so that what stands behind it is not its own: a vector that reaches beyond it is written in part.</summary>
/// <param name="first">The first element of the row.</param>
/// <param name="width">The number of its elements.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RowPart<T, TLanes>(ref T first, nuint width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    private readonly ref T _first = ref first;
    private readonly nuint _width = width;

    /// <summary>The first element of the row.</summary>
    public ref T First => ref _first;

    /// <summary>The lanes that start at element <paramref name="index"/>; of those that are written, the ones within the row.</summary>
    public TLanes this[nuint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(ref _first, index);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            if (index + TLanes.Count <= _width)
                value.Store(ref _first, index);
            else
                StoreRest(ref _first, index, _width, value);
        }
    }

    // Not inlined: it is the last vector of a row, if that.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void StoreRest(ref T first, nuint index, nuint end, TLanes value)
    {
        for (var lane = 0; index < end; lane++, index++)
            Unsafe.Add(ref first, index) = value.Lane(lane);
    }
}
