using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>A row, to be read and written a vector at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Row<T, TLanes> Row<TLanes>(Rows<T> rows, int row)
        where TLanes : struct, ILanes<TLanes, T>
        => new(ref rows.Scalar(row));

    /// <summary>A row that is a part of a wider one, to be read and written a vector at a time, of which <paramref name="width"/> elements are its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static RowPart<T, TLanes> RowPart<TLanes>(Rows<T> rows, int row, int width)
        where TLanes : struct, ILanes<TLanes, T>
        => new(ref rows.Scalar(row), (nuint)width);

    /// <summary>What all rows share, from element <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Row<T, TLanes> Row<TLanes>(SharedRow<T> shared, int first = 0)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new(ref shared.At(first));
    }

    /// <summary>The width of a row of <paramref name="width"/> elements with its padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Padded(int width) => Padding.Width<T>(width);

    /// <inheritdoc cref="Padded(int)"/>
    protected static long Padded(long width) => Padded(checked((int)width));

    /// <summary>What the values of a product start from: nothing, a bias, or what is there already.</summary>
    protected static PackedMatrix<T>.Start FromZero => PackedMatrix<T>.Start.Zero;

    /// <inheritdoc cref="FromZero"/>
    protected static PackedMatrix<T>.Start FromBias => PackedMatrix<T>.Start.Bias;

    /// <inheritdoc cref="FromZero"/>
    protected static PackedMatrix<T>.Start Adding => PackedMatrix<T>.Start.Accumulate;

    /// <summary>A matrix of blocks, packed for <see cref="Multiply(Rows{T}, PackedMatrix{T}, Rows{T})"/>: one block for each operand and each value that is made.</summary>
    protected static PackedMatrix<T> Packed(
        (int Column, int Width)[] operands, (int Column, int Width, PackedMatrix<T>.Start Start)[] values)
        => new(
            [.. operands.Select(operand => new PackedMatrix<T>.Segment(operand.Column, operand.Width))],
            [.. values.Select(value => new PackedMatrix<T>.Target(value.Column, value.Width, value.Start))]);

    /// <summary>The element at <paramref name="index"/> of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T Element<TLanes>(Row<T, TLanes> row, int index)
        where TLanes : struct, ILanes<TLanes, T>
        => Unsafe.Add(ref row.First, index);

    /// <summary>The elements of a weight from <paramref name="first"/> on, to be read.</summary>
    protected static ReadOnlySpan<T> Elements(WeightView<T> weight, int first) => weight.Values[first..];

    /// <summary>The first <paramref name="count"/> elements of a weight from <paramref name="first"/> on, to be read.</summary>
    protected static ReadOnlySpan<T> Elements(WeightView<T> weight, int first, int count) => weight.Values.Slice(first, count);

    /// <summary>The elements of a value that all rows share from <paramref name="first"/> on, to be read.</summary>
    protected static ReadOnlySpan<T> Elements(SharedRow<T> value, int first)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Span[first..];
    }

    /// <summary>A weight as often as there are rows that it stands beside. Its last row has no padding behind it.</summary>
    protected static Rows<T> Repeated(WeightView<T> weight, Share rows) => new(ref MemoryMarshal.GetReference(weight.Values), rows.Count, 0);

    /// <summary>A matrix of each row, whose elements lie one row of the matrix after another.</summary>
    protected static MatrixRows<T> Matrices(Rows<T> rows, int height, int width) => new(rows, height, width, width, 1);

    /// <summary>A vector of each row as a matrix of one column.</summary>
    protected static MatrixRows<T> ColumnOf(Rows<T> rows, int height) => new(rows, height, 1, 1, 1);

    /// <summary>A vector of each row as a matrix of one row.</summary>
    protected static MatrixRows<T> RowOf(Rows<T> rows, int width) => new(rows, 1, width, width, 1);

    /// <summary>A gradient from its element <paramref name="first"/> on, to be added to by a worker: to the rows that are its own.</summary>
    protected static GradientShare<T> Gradient(WeightView<T> gradient, int first, Worker worker)
        => GradientShare<T>.Of(gradient.Raw, gradient.Rows, first, worker);

    /// <summary>A sum that all rows share as a matrix of rows of <paramref name="width"/> elements, to be added to by a worker.</summary>
    protected static GradientShare<T> Gradient(SharedRow<T> sum, int width, Worker worker)
        => GradientShare<T>.Of(sum.Span, sum.Span.Length / width, 0, worker);

    /// <summary>Sets the worker's part to zero.</summary>
    protected static void Clear(GradientShare<T> sum)
    {
        var mine = sum.Owned(sum.Length, 1);
        sum.Elements.Slice(mine.First, mine.Count).Clear();
    }

    /// <summary>All gradients one after another, to be added to.</summary>
    protected static Span<T> Gradient(WeightSet<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return gradients.Raw;
    }

    /// <summary>Adds a value that all rows share to a gradient.</summary>
    protected static void AddShared(SharedRow<T> value, GradientShare<T> gradient)
    {
        var elements = value.Span;
        var mine = gradient.Owned(elements.Length, 1);
        for (var i = mine.First; i < mine.End; i++)
            gradient.Elements[i] += elements[i];
    }

    /// <summary>The square of a number in double precision.</summary>
    protected static double SquareOf(T value)
    {
        var wide = double.CreateTruncating(value);
        return wide * wide;
    }
}
