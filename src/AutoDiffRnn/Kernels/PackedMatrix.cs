using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The matrix B of products <c>c[m, :] = start + a[m, :]·B</c>, made once from one or more weights and packed again on each
/// call. Several weights side by side are one product: B has a block for each segment of a's rows and each target in c's rows.
/// </summary>
/// <remarks>
/// The columns of B lie in panels of two vectors; every target has panels of its own, the last one filled up with zeros.
/// Sums run over the segments in order, in runs of at most 256 elements whose sums are added one after another.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedMatrix<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Segment[] _from;
    private readonly Target[] _to;
    private readonly int[] _firstK;
    private readonly int[] _firstPanel;
    private readonly Panel[] _panels;
    private readonly Run[] _runs;
    private readonly int _k;
    private readonly T[] _data;
    private readonly int _offset;
    private readonly T[] _bias;
    private readonly int _biasOffset;

    /// <summary>Lays the matrix out, all zero, with a bias of zero.</summary>
    /// <param name="from">The segments of a row of a, whose elements follow one another as the rows of B.</param>
    /// <param name="to">The targets in a row of c, whose elements follow one another as the columns of B.</param>
    /// <exception cref="ArgumentException">There is no segment or target, a column is negative, or a length is not positive.</exception>
    public PackedMatrix(Segment[] from, Target[] to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        Require(from.Length > 0 && from.All(segment => segment is { Column: >= 0, Length: > 0 }), nameof(from), from);
        Require(to.Length > 0 && to.All(target => target is { Column: >= 0, Length: > 0 }), nameof(to), to);
        _from = from;
        _to = to;
        _firstK = RunningSum(from.Select(segment => segment.Length));
        _k = _firstK[^1];
        _firstPanel = RunningSum(to.Select(target => PanelsOf(target).Count()));
        _panels = [.. to.SelectMany(PanelsOf)];
        _runs = [.. from.SelectMany((segment, index) => RunsOf(segment, _firstK[index]))];
        (_data, _offset) = Padding.Allocate<T>((long)_panels.Length * _k * Pair<T>.Length);
        (_bias, _biasOffset) = Padding.Allocate<T>((long)_panels.Length * Pair<T>.Length);
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
    /// <param name="worker">Which part of the block to pack: the worker's share of its panels.</param>
    /// <exception cref="ArgumentException">The weight is shorter than the block.</exception>
    public void Pack(int from, int to, ReadOnlySpan<T> weight, int weightStride, bool transposed, Worker? worker = null)
    {
        var (rows, columns) = transposed ? (_from[from].Length, _to[to].Length) : (_to[to].Length, _from[from].Length);
        BlockError.Require(rows, columns, weight.Length, weightStride, nameof(weight));
        var mine = (worker ?? Worker.Alone).Share(_firstPanel[to + 1] - _firstPanel[to]);
        for (var panel = _firstPanel[to] + mine.First; panel < _firstPanel[to] + mine.End; panel++)
        {
            var column = _panels[panel].Column - _to[to].Column;
            var width = Math.Min(Pair<T>.Length, _to[to].Length - column);
            var target = _data.AsSpan(_offset + (panel * _k + _firstK[from]) * Pair<T>.Length);
            ref var start = ref Unsafe.AsRef(in weight[transposed ? column : column * weightStride]);
            if (transposed)
                PanelCopy.Rows(ref start, weightStride, rows, width, ref target[0]);
            else
                Transposition.Copy(ref start, weightStride, width, columns, ref target[0], Pair<T>.Length);
        }
    }

    /// <summary>Sets the bias of a target that starts from it.</summary>
    /// <param name="to">The index of the target.</param>
    /// <param name="bias">At least as many elements as the target has.</param>
    /// <param name="worker">Only the first worker does it.</param>
    /// <exception cref="ArgumentException">The bias is shorter, or the target does not start from one.</exception>
    public void SetBias(int to, ReadOnlySpan<T> bias, Worker? worker = null)
    {
        var target = BiasOf(to, bias.Length);
        if (worker is { IsFirst: false })
            return;
        bias[..target.Length].CopyTo(target);
    }

    /// <summary>Adds to the bias of a target that starts from it.</summary>
    /// <param name="to">The index of the target.</param>
    /// <param name="bias">At least as many elements as the target has.</param>
    /// <param name="worker">Only the first worker does it.</param>
    /// <exception cref="ArgumentException">The bias is shorter, or the target does not start from one.</exception>
    public void AddBias(int to, ReadOnlySpan<T> bias, Worker? worker = null)
    {
        var target = BiasOf(to, bias.Length);
        if (worker is { IsFirst: false })
            return;
        RowSums.Add(bias[..target.Length], target);
    }

    /// <summary>Sets the bias of every target to zero.</summary>
    public void ClearBias() => Array.Clear(_bias);

    internal void Multiply(Rows<T> a, Rows<T> c)
    {
        BlockError.RequireRows(a.Count, c.Count, nameof(c), nameof(a));
        if (a.Count == 0)
            return;
        foreach (var run in _runs)
        {
            ref var b = ref _data[_offset + run.FirstK * Pair<T>.Length];
            var to = new Results(this, c, isFirst: run.FirstK == 0);
            PanelProduct<T>.Add(a.From(run.Column), ref b, _k * Pair<T>.Length, _panels.Length, run.Length, to);
        }
    }

    private Span<T> BiasOf(int to, int length)
    {
        var target = _to[to];
        if (length < target.Length || target.Start != Start.Bias)
        {
            var expected = $"{target.Length} elements for a target that starts from a bias";
            ShapeError.Require(false, "bias", expected, $"{length} for one that starts from {target.Start}");
        }

        return _bias.AsSpan(_biasOffset + _firstPanel[to] * Pair<T>.Length, target.Length);
    }

    private static void Require<TItem>(bool holds, string name, TItem[] items)
        => ShapeError.Require(holds, name, "at least one part, each at a column of at least 0 with at least 1 element", string.Join(", ", items));

    private static int[] RunningSum(IEnumerable<int> lengths)
    {
        var sums = new List<int> { 0 };
        foreach (var length in lengths)
            sums.Add(checked(sums[^1] + length));
        return [.. sums];
    }

    private static IEnumerable<Panel> PanelsOf(Target target)
    {
        for (var column = 0; column < target.Length; column += Pair<T>.Length)
            yield return new Panel(target.Column + column, target.Length - column > Vector<T>.Count ? 2 : 1, target.Start == Start.Accumulate);
    }

    private static IEnumerable<Run> RunsOf(Segment segment, int firstK)
    {
        var runs = (segment.Length + PanelProduct<T>.LongestRun - 1) / PanelProduct<T>.LongestRun;
        for (var run = 0; run < runs; run++)
        {
            var start = (int)((long)segment.Length * run / runs);
            var end = (int)((long)segment.Length * (run + 1) / runs);
            yield return new Run(segment.Column + start, firstK + start, end - start);
        }
    }

    /// <summary>One panel: its first column in a row of c, how many of its vectors exist there, and whether it adds to them.</summary>
    private readonly record struct Panel(int Column, int Vectors, bool Accumulates);

    /// <summary>A run of k: its first element in a row of a, its first row of B, and its length.</summary>
    private readonly record struct Run(int Column, int FirstK, int Length);

    /// <summary>The first run starts from what the target says, the others from what the run before has left.</summary>
    private readonly ref struct Results(PackedMatrix<T> matrix, Rows<T> c, bool isFirst) : IDestinations<T>
    {
        private readonly Rows<T> _c = c;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Destination<T> At(int panel, int row)
        {
            if (panel >= matrix._panels.Length)
                return default;
            var (column, vectors, accumulates) = matrix._panels[panel];
            ref var c = ref Unsafe.Add(ref _c.Scalar(row), column);
            return isFirst && !accumulates
                ? new(ref c, _c.Stride, ref matrix._bias[matrix._biasOffset + panel * Pair<T>.Length], 0, vectors)
                : new(ref c, _c.Stride, ref c, _c.Stride, vectors);
        }
    }
}
