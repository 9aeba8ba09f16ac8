using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>Rows of random numbers in padded memory whose padding is NaN: whoever reads it is found out.</summary>
public sealed class Block<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _data;
    private readonly int _offset;

    /// <summary>Makes rows that have numbers in the given columns and NaN elsewhere.</summary>
    public Block(int rows, int stride, Random random, params (int Column, int Length)[] segments)
    {
        Count = rows;
        Stride = stride;
        (_data, _offset) = Padding.Allocate<T>(Math.Max(1, (long)rows * stride));
        Array.Fill(_data, T.NaN);
        for (var row = 0; row < rows; row++)
        {
            foreach (var (column, length) in segments)
            {
                for (var j = 0; j < length; j++)
                    this[row, column + j] = T.CreateTruncating(random.NextDouble() * 2 - 1);
            }
        }
    }

    /// <summary>Makes rows of one padded segment.</summary>
    public Block(int rows, int width, Random random)
        : this(rows, Padding.Width<T>(width), random, (0, width))
    {
    }

    public int Count { get; }

    public int Stride { get; }

    public Rows<T> Rows => new(ref _data[_offset], Count, Stride);

    public ref T this[int row, int column] => ref _data[_offset + row * Stride + column];

    /// <summary>The rows from <paramref name="first"/> on.</summary>
    public Rows<T> Part(int first, int count) => new(ref _data[_offset + first * Stride], count, Stride);

    /// <summary>The first row <paramref name="count"/> times over.</summary>
    public Rows<T> Repeated(int count) => new(ref _data[_offset], count, 0);
}
