using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>The rows of a value at every step, so that a loop over time finds the memory of each step without asking its buffer.</summary>
/// <param name="first">The first element of the rows of step 0.</param>
/// <param name="stepStride">The distance in elements from one step to the next; zero where one step is kept, or one row stands for all.</param>
/// <param name="kept">The bits of a step's number that tell its place: all, or the last one where two steps take turns.</param>
/// <param name="count">The number of rows of a step.</param>
/// <param name="stride">The distance in elements from one row to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StepRows<T>(ref T first, nint stepStride, int kept, int count, int stride) where T : unmanaged
{
    private readonly ref T _first = ref first;
    private readonly nint _stepStride = stepStride;
    private readonly int _kept = kept;
    private readonly int _count = count;
    private readonly int _stride = stride;

    /// <summary>The rows of a step, which must be one that the buffer holds.</summary>
    public Rows<T> this[int step]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref _first, (step & _kept) * _stepStride), _count, _stride);
    }

    /// <summary>The same rows from column <paramref name="column"/> on.</summary>
    internal StepRows<T> From(int column) => new(ref Unsafe.Add(ref _first, column), _stepStride, _kept, _count, _stride);

    /// <summary>The element of a row at step 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T At(int row, nuint element) => ref Unsafe.Add(ref _first, (nint)row * _stride + (nint)element);

    /// <summary>The distance in elements from one step to the next.</summary>
    internal nint StepStride => _stepStride;
}
