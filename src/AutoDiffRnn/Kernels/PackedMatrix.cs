using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The matrix B of products <c>c[m, :] = start + a[m, :]·B</c>, made once from one or more weights and packed again on each
/// call. Several weights side by side are one product: B has a block for each segment of a's rows and each target in c's rows.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedMatrix<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Segment[] _from;
    private readonly Target[] _to;
    private readonly T[][,] _blocks;
    private readonly T[][] _bias;

    /// <summary>Lays the matrix out, all zero.</summary>
    /// <param name="from">The segments of a row of a, whose elements follow one another as the rows of B.</param>
    /// <param name="to">The targets in a row of c, whose elements follow one another as the columns of B.</param>
    /// <exception cref="ArgumentException">A column is negative or a length is not positive.</exception>
    public PackedMatrix(Segment[] from, Target[] to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        _from = from;
        _to = to;
        _blocks = new T[from.Length * to.Length][,];
        _bias = to.Select(target => new T[target.Length]).ToArray();
    }

    /// <summary>Elements [Column, Column + Length) of a row of a.</summary>
    /// <param name="Column">The first element.</param>
    /// <param name="Length">The number of elements.</param>
    public readonly record struct Segment(int Column, int Length);

    /// <summary>Elements [Column, Column + Length) of a row of c, and what they start from; the row has room for the padded length.</summary>
    /// <param name="Column">The first element.</param>
    /// <param name="Length">The number of elements.</param>
    /// <param name="Start">What the product is added to.</param>
    public readonly record struct Target(int Column, int Length, Start Start);

    /// <summary>What a product is added to.</summary>
    public enum Start
    {
        /// <summary>Nothing: <c>c = a·B</c>.</summary>
        Zero,

        /// <summary>The bias: <c>c = bias + a·B</c>.</summary>
        Bias,

        /// <summary>What c holds: <c>c += a·B</c>.</summary>
        Accumulate,
    }

    /// <summary>Packs a weight as the block (<paramref name="from"/>, <paramref name="to"/>) of B; a block that is never packed is zero.</summary>
    /// <param name="from">The index of the segment, K elements long.</param>
    /// <param name="to">The index of the target, N elements long.</param>
    /// <param name="weight">The weight, row-major: <c>[N, K]</c>, or <c>[K, N]</c> if it is transposed.</param>
    /// <param name="weightStride">The distance in elements from one row of the weight to the next.</param>
    /// <param name="transposed">False for <c>y = W·x</c>: <c>B[k, n] = W[n, k]</c>. True for <c>y = Wᵀ·x</c>: <c>B[k, n] = W[k, n]</c>.</param>
    /// <exception cref="ArgumentException">The weight is shorter than the block.</exception>
    public void Pack(int from, int to, ReadOnlySpan<T> weight, int weightStride, bool transposed)
    {
        var block = _blocks[from * _to.Length + to] ??= new T[_from[from].Length, _to[to].Length];
        for (var k = 0; k < _from[from].Length; k++)
        {
            for (var n = 0; n < _to[to].Length; n++)
                block[k, n] = transposed ? weight[k * weightStride + n] : weight[n * weightStride + k];
        }
    }

    /// <summary>Sets the bias of a target that starts from it.</summary>
    /// <param name="to">The index of the target.</param>
    /// <param name="bias">As many elements as the target has.</param>
    /// <exception cref="ArgumentException">The bias has another length, or the target does not start from one.</exception>
    public void SetBias(int to, ReadOnlySpan<T> bias) => bias[.._to[to].Length].CopyTo(_bias[to]);

    /// <summary>Adds to the bias of a target that starts from it.</summary>
    /// <param name="to">The index of the target.</param>
    /// <param name="bias">As many elements as the target has.</param>
    /// <exception cref="ArgumentException">The bias has another length, or the target does not start from one.</exception>
    public void AddBias(int to, ReadOnlySpan<T> bias) => RowSums.Add(bias[.._to[to].Length], _bias[to]);

    /// <summary>Sets the bias of every target to zero.</summary>
    public void ClearBias() => Array.ForEach(_bias, Array.Clear);

    internal void Multiply(Rows<T> a, Rows<T> c)
    {
        for (var m = 0; m < a.Count; m++)
        {
            for (var q = 0; q < _to.Length; q++)
            {
                for (var n = 0; n < _to[q].Length; n++)
                {
                    var sum = T.Zero;
                    for (var p = 0; p < _from.Length; p++)
                    {
                        for (var k = 0; k < _from[p].Length && _blocks[p * _to.Length + q] is not null; k++)
                            sum += Unsafe.Add(ref a.Scalar(m), _from[p].Column + k) * _blocks[p * _to.Length + q][k, n];
                    }

                    ref var result = ref Unsafe.Add(ref c.Scalar(m), _to[q].Column + n);
                    result = sum + (_to[q].Start == Start.Accumulate ? result : _to[q].Start == Start.Bias ? _bias[q][n] : T.Zero);
                }
            }
        }
    }
}
