using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The matrix B of products <c>c[m, :] = start + a[m, :]·B</c>, made once from one or more weights and packed again on each
/// call. Several weights side by side are one product: B has a block for each segment of a's rows and each target in c's rows.
/// </summary>
/// <remarks>
/// The columns of B lie in panels of two vectors. Targets that follow one another in c's rows, padding between them, share panels;
/// what is padding there, and what is left of a last panel, is zero.
/// Sums run over the segments in the order in which they lie in a row, in runs of at most 512 elements whose sums are added one after another:
/// segments that follow one another without padding are read as one, in whatever order they are named.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedMatrix<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Up to so many rows, all runs of some panels are multiplied before the next panels.</summary>
    private const int FewRows = 64;

    /// <summary>
    /// The longest run of k: with 512 bits a panel's part is 64 KiB, which the second cache holds. A part that the first cache holds would be half as
    /// long, and adding to the results twice as often costs more than reading the panel from there: with 8 rows of 512 elements 3%.
    /// </summary>
    private const int LongestRun = 512;

    private readonly Segment[] _from;
    private readonly Target[] _to;
    private readonly int[] _firstK;
    private readonly int[] _firstColumn;
    private readonly Run[] _runs;
    private readonly int _vectorBits = VectorWidth.Bits;
    private readonly int _panelLength;
    private readonly int _k;
    private readonly T[] _data;
    private readonly int _offset;
    private readonly PanelPlan _whole;
    private PanelPlan?[] _byUnits = [];
    private PanelPlan?[] _byExamples = [];
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
        (_firstK, _k) = InOrder(from);
        _panelLength = 2 * _vectorBits / 8 / Unsafe.SizeOf<T>();
        (_firstColumn, var panels) = LayOut(to, _panelLength);
        _runs = [.. Joined(from, _firstK).SelectMany(RunsOf)];
        _whole = new PanelPlan(panels, _panelLength, _runs);
        (_data, _offset) = Padding.Allocate<T>((long)panels.Length * _k * _panelLength);
        (_bias, _biasOffset) = Padding.Allocate<T>((long)panels.Length * _panelLength);
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
    /// <param name="worker">Which part of the block to pack: what lies in the worker's share of the matrix's panels.</param>
    /// <exception cref="ArgumentException">The weight is shorter than the block.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(int from, int to, ReadOnlySpan<T> weight, int weightStride, bool transposed, Worker? worker = null)
    {
        var (rows, columns) = transposed ? (_from[from].Length, _to[to].Length) : (_to[to].Length, _from[from].Length);
        BlockError.Require(rows, columns, weight.Length, weightStride, nameof(weight));
        // Whole panels of the matrix, of which a narrow block has too few for all workers.
        var mine = (worker ?? Worker.Alone).Share(_whole.Panels.Length);
        var end = Math.Min(mine.End * _panelLength, _firstColumn[to] + _to[to].Length);
        for (var column = Math.Max(mine.First * _panelLength, _firstColumn[to]); column < end;)
        {
            var (panel, inPanel) = Math.DivRem(column, _panelLength);
            var width = Math.Min(_panelLength - inPanel, end - column);
            var first = column - _firstColumn[to];
            ref var start = ref Unsafe.AsRef(in weight[transposed ? first : first * weightStride]);
            ref var target = ref _data[_offset + (panel * _k + _firstK[from]) * _panelLength + inPanel];
            if (transposed)
                PanelCopy.Rows(ref start, weightStride, rows, width, ref target, _panelLength);
            else
                Transposition.Copy(ref start, weightStride, width, columns, ref target, _panelLength);
            column += width;
        }
    }

    /// <summary>Sets the bias of a target that starts from it.</summary>
    /// <param name="to">The index of the target.</param>
    /// <param name="bias">At least as many elements as the target has.</param>
    /// <param name="worker">Only the first worker does it.</param>
    /// <exception cref="ArgumentException">The bias is shorter, or the target does not start from one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddBias(int to, ReadOnlySpan<T> bias, Worker? worker = null)
    {
        var target = BiasOf(to, bias.Length);
        if (worker is { IsFirst: false })
            return;
        RowSums.Add(bias[..target.Length], target);
    }

    /// <summary>Sets the bias of every target to zero.</summary>
    public void ClearBias() => Array.Clear(_bias);

    /// <summary>Multiplies rows of any steps: the bits of a row do not depend on those beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Multiply(Rows<T> a, Rows<T> c)
    {
        BlockError.RequireRows(a.Count, c.Count, nameof(c), nameof(a));
        if (a.Count == 0)
            return;
        if (_vectorBits == 512)
            Multiply<Lanes512<T>>(a, c, _whole, isBackwards: false);
        else if (_vectorBits == 256)
            Multiply<Lanes256<T>>(a, c, _whole, isBackwards: false);
        else
            Multiply<Lanes128<T>>(a, c, _whole, isBackwards: false);
    }

    /// <summary>Multiplies the rows of one step. One example is alone in every step, so that its sums may have an order of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void MultiplyStep<TLanes>(Rows<T> a, Rows<T> c, Worker worker) where TLanes : struct, ILanes<TLanes, T>
    {
        BlockError.RequireRows(a.Count, c.Count, nameof(c), nameof(a));
        if (_panelLength != Pair<TLanes, T>.Length)
            ThrowWidth(Pair<TLanes, T>.Length);
        if (a.Count == 0)
            return;
        var plan = worker.IsByUnits ? PlanByUnits(worker) : worker.IsFirst ? _whole : PlanByExamples(worker);
        if (a.Count == 1)
            MultiplyAlone<TLanes>(ref a.First, ref c.First, plan);
        else
            Multiply<TLanes>(a, c, plan, plan.Turn());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply<TLanes>(Rows<T> a, Rows<T> c, PanelPlan plan, bool isBackwards) where TLanes : struct, ILanes<TLanes, T>
    {
        var ranges = a.Count <= FewRows ? plan.Few : plan.Ranges;
        for (var i = 0; i < ranges.Length; i++)
        {
            var range = ranges[isBackwards ? ranges.Length - 1 - i : i];
            foreach (var run in _runs)
            {
                ref var b = ref _data[_offset + (range.First * _k + run.FirstK) * _panelLength];
                var to = new Results<TLanes>(this, c, plan.Panels.Slice(range.First, range.Count), range.First, isFirst: run.FirstK == 0);
                PanelProduct<TLanes, T>.Add(LeftSide<T>.InPlace(a.From(run.Column)), ref b, _k * _panelLength, range.Count, run.Length, to);
            }
        }
    }

    // Inline, because a step of a small network takes no longer than a few calls do.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MultiplyAlone<TLanes>(ref T a, ref T c, PanelPlan plan) where TLanes : struct, ILanes<TLanes, T>
    {
        ref var data = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), _offset);
        ref var bias = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bias), _biasOffset);
        var panelStride = (nint)_k * _panelLength;
        foreach (ref readonly var tile in plan.NextAlone().AsSpan())
        {
            ref var row = ref Unsafe.Add(ref a, tile.From);
            ref var panel = ref Unsafe.Add(ref data, tile.Panel);
            ref var to = ref Unsafe.Add(ref c, tile.To);
            ref var start = ref tile.Start < 0 ? ref to : ref Unsafe.Add(ref bias, tile.Start);
            if (tile.IsWide)
                NarrowTile<TLanes, T>.AloneWide(ref row, ref panel, panelStride, tile.Length, ref to, ref start);
            else
                NarrowTile<TLanes, T>.Alone(ref row, ref panel, tile.Length, ref to, ref start, tile.Halves);
        }
    }

    private PanelPlan PlanByUnits(Worker worker)
    {
        var plans = Volatile.Read(ref _byUnits);
        if (worker.Index < plans.Length && plans[worker.Index] is { } plan && plan.Workers == worker.Count)
            return plan;
        return Keep(ref _byUnits, worker, UnitsOf(worker));
    }

    private PanelPlan PlanByExamples(Worker worker)
    {
        var plans = Volatile.Read(ref _byExamples);
        return worker.Index < plans.Length && plans[worker.Index] is { } plan ? plan : Keep(ref _byExamples, worker, _whole.Copy());
    }

    private PanelPlan UnitsOf(Worker worker)
    {
        var lanes = Padding.Lanes<T>();
        var owned = _to.Select((target, index) =>
        {
            var lines = worker.Lines(Padding.Width<T>(target.Length) / lanes);
            return new Share(_firstColumn[index] + lines.First * lanes, lines.Count * lanes);
        });
        return _whole.Of([.. owned], worker.Count);
    }

    // A plan is made when a worker first needs it, or their number has changed; several may need theirs at once.
    private PanelPlan Keep(ref PanelPlan?[] kept, Worker worker, PanelPlan plan)
    {
        lock (_whole)
        {
            PanelPlan?[] plans = [.. kept, .. Enumerable.Repeat<PanelPlan?>(null, Math.Max(0, worker.Index + 1 - kept.Length))];
            plans[worker.Index] = plan;
            Volatile.Write(ref kept, plans);
            return plan;
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

        return _bias.AsSpan(_biasOffset + _firstColumn[to], target.Length);
    }

    // On its own, so that it costs nothing where it does not throw.
    private void ThrowWidth(int panelLength)
        => ShapeError.Require(false, "lanes", $"those that the matrix is packed for, panels of {_panelLength} elements", $"panels of {panelLength}");

    private static void Require<TItem>(bool holds, string name, TItem[] items)
        => ShapeError.Require(holds, name, "at least one part, each at a column of at least 0 with at least 1 element", string.Join(", ", items));

    // The first row of B of each segment, in the order of their columns, and the number of all rows.
    private static (int[] FirstK, int Length) InOrder(Segment[] from)
    {
        var firstK = new int[from.Length];
        var length = 0;
        foreach (var segment in Enumerable.Range(0, from.Length).OrderBy(index => from[index].Column))
        {
            firstK[segment] = length;
            length = checked(length + from[segment].Length);
        }

        return (firstK, length);
    }

    // The first column of each target among those of all panels, and the panels: of each run of targets that follow one another in c.
    private static (int[] FirstColumns, Panel[] Panels) LayOut(Target[] to, int panelLength)
    {
        var firstColumns = new int[to.Length];
        var panels = new List<Panel>();
        for (var first = 0; first < to.Length;)
        {
            var end = first + 1;
            while (end < to.Length && to[end].Start == to[first].Start && to[end].Column == PaddedEnd(to[end - 1]))
                end++;
            for (var target = first; target < end; target++)
                firstColumns[target] = panels.Count * panelLength + to[target].Column - to[first].Column;
            var limit = PaddedEnd(to[end - 1]);
            for (var column = to[first].Column; column < limit; column += panelLength)
                panels.Add(new Panel(column, limit - column > panelLength / 2 ? Halves.Both : Halves.First, to[first].Start == Start.Accumulate));
            first = end;
        }

        return (firstColumns, [.. panels]);
    }

    private static int PaddedEnd(Target target) => target.Column + Padding.Width<T>(target.Length);

    // Segments that follow one another in a, without padding between them, are one: its first row of B beside it.
    private static List<(Segment Segment, int FirstK)> Joined(Segment[] from, int[] firstK)
    {
        var joined = new List<(Segment Segment, int FirstK)>();
        foreach (var (segment, first) in from.Zip(firstK).OrderBy(placed => placed.Second))
        {
            if (joined.Count > 0 && joined[^1].Segment is var last && last.Column + last.Length == segment.Column)
                joined[^1] = (last with { Length = last.Length + segment.Length }, joined[^1].FirstK);
            else
                joined.Add((segment, first));
        }

        return joined;
    }

    private static IEnumerable<Run> RunsOf((Segment Segment, int FirstK) joined)
    {
        var (segment, firstK) = joined;
        var runs = (segment.Length + LongestRun - 1) / LongestRun;
        for (var run = 0; run < runs; run++)
        {
            var start = (int)((long)segment.Length * run / runs);
            var end = (int)((long)segment.Length * (run + 1) / runs);
            yield return new Run(segment.Column + start, firstK + start, end - start);
        }
    }

    /// <summary>The first run starts from what the target says, the others from what the run before has left.</summary>
    private readonly ref struct Results<TLanes>(PackedMatrix<T> matrix, Rows<T> c, ReadOnlySpan<Panel> panels, int firstPanel, bool isFirst)
        : IDestinations<TLanes, T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        private readonly Rows<T> _c = c;
        private readonly ReadOnlySpan<Panel> _panels = panels;

        /// <summary>Those whose rows stay in the second cache while all panels pass them: 128 rows at most, or 128 KiB of floats.</summary>
        public static int TilesTogether => 16;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Destination<TLanes, T> At(int panel, int row)
        {
            if (panel >= _panels.Length)
                return default;
            var (column, halves, accumulates) = _panels[panel];
            ref var c = ref Unsafe.Add(ref _c.Scalar(row), column);
            return isFirst && !accumulates
                ? new(ref c, _c.Stride, ref matrix._bias[matrix._biasOffset + (firstPanel + panel) * matrix._panelLength], 0, halves)
                : new(ref c, _c.Stride, ref c, _c.Stride, halves);
        }
    }
}
