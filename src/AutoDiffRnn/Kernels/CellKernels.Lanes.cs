using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>A number of the cell's source in every lane, rounded to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Number(double value) => new(Scalar(value));

    /// <summary>A number of the cell's source, rounded to <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Scalar(double value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, T>((float)value)
        : Unsafe.BitCast<double, T>(value);

    /// <summary>An example's scalar in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Spread(T value) => new(value);

    /// <summary>An example's condition as a mask of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Spread(bool condition) => condition ? Vector<T>.AllBitsSet : Vector<T>.Zero;

    /// <summary>
    /// The lanes of <paramref name="v"/> that lie in a row of <paramref name="width"/> elements, and zero for the others, even
    /// where those hold NaN: so that a reduction skips padding.
    /// </summary>
    /// <param name="v">The vector that was read at element <paramref name="j"/> of the row.</param>
    /// <param name="j">The index in the row of the first lane.</param>
    /// <param name="width">The number of elements of the row that mean something.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> Keep(Vector<T> v, nuint j, nuint width)
        => j + (nuint)Vector<T>.Count <= width ? v : v & Inside(j, width);

    /// <summary>One in the lane that is element <paramref name="index"/> of a row, zero in all others.</summary>
    /// <param name="j">The index in the row of the first lane.</param>
    /// <param name="index">The index in the row of the one; outside the row, all lanes are zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<T> OneHot(nuint j, int index)
        => Lanes.Equals(Vector<T>.Indices, Number(index - (nint)j)) & Vector<T>.One;

    /// <summary>The sum of all lanes, always in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Total(Vector<T> v) => Lanes.Sum(v);

    /// <summary>A mask of the lanes of a vector at element <paramref name="j"/> that lie in a row of <paramref name="width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Inside(nuint j, nuint width)
        => Lanes.LessThan(Vector<T>.Indices, Number((nint)width - (nint)j));
}
