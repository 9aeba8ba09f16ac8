using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// Sums over rows with several right sides, in one pass over the left side: <c>gradient[n, k] += Σ left[row, n]·right[row, k]</c>, a product over
/// the rows, which may be thousands. It is the same product as all others, with a step from row to row. Of each run of rows the right sides are
/// packed into panels; then each block of columns of the left side is multiplied with all of them, and added up, while it is in the cache.
/// </summary>
internal static class GradientSums<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The rows that are taken at a time.</summary>
    private const int LongestRun = 256;

    /// <summary>The columns of the left side that are taken at a time: with a run of rows 256 KiB of floats, which fit the second cache.</summary>
    private const int LeftBlock = 256;

    /// <summary>
    /// From rows of so many bytes on, the left side is copied: a column's elements lie a whole row apart, and so on the same few lines of a cache.
    /// Rows of 1 KiB take 4 to 7 % longer copied than in place, rows of 2 and 3 KiB as long, rows of 4 KiB in place a tenth longer than copied.
    /// </summary>
    private const int LongRow = 4096;

    /// <summary>Makes the sums.</summary>
    /// <param name="sums">The sides.</param>
    /// <param name="parts">Which columns of the left side to sum, with which side, and where to.</param>
    /// <param name="gradients">The gradients.</param>
    /// <param name="workspace">Memory for what is packed.</param>
    /// <param name="worker">Whose memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in SumsOverRows<T> sums, ReadOnlySpan<SummedPart> parts, Span<T> gradients, Workspace<T> workspace, Worker worker)
    {
        var longest = Math.Min(sums.Left.Count, LongestRun);
        var memory = new Memory(sums, longest, workspace, worker);
        for (var first = 0; first < sums.Left.Count; first += longest)
        {
            var length = Math.Min(longest, sums.Left.Count - first);
            PackRight(sums, first, length, memory);
            for (var (column, end) = Segment(parts, 0); column < end; (column, end) = Segment(parts, end))
                AddBlock(sums, parts, first, length, column, end - column, gradients, memory);
        }
    }

    /// <summary>The next columns, from one on, that go to the same parts, no more than are taken at a time; none at the end.</summary>
    private static (int Column, int End) Segment(ReadOnlySpan<SummedPart> parts, int from)
    {
        var column = int.MaxValue;
        foreach (var part in parts)
        {
            if (part.End > from)
                column = Math.Min(column, Math.Max(part.Column, from));
        }

        if (column == int.MaxValue)
            return (from, from);
        var end = column + LeftBlock;
        foreach (var part in parts)
        {
            if (part.End > column)
                end = Math.Min(end, part.Column > column ? part.Column : part.End);
        }

        return (column, end);
    }

    // The right sides of outer products, one after another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRight(in SumsOverRows<T> sums, int first, int length, Memory memory)
    {
        for (var number = 0; number < sums.Count; number++)
        {
            var side = sums[number];
            if (side.Kind == SumKind.OuterProducts)
                RightPanels<TLanes, T>.Pack(Run(side.Right, first, length), side.Width, memory.Right.Slice(RightColumn(sums, number) * length));
        }
    }

    // What some columns of a run of rows give to all parts that they go to.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock(
        in SumsOverRows<T> sums, ReadOnlySpan<SummedPart> parts, int first, int length, int column, int columns, Span<T> gradients, Memory memory)
    {
        var left = Run(sums.Left, first, length).From(column);
        var operand = default(LeftSide<T>);
        foreach (var whole in parts)
        {
            if (whole.Column > column || column >= whole.End)
                continue;
            var part = whole.From(column, columns);
            var side = sums[part.Side];
            if (side.Kind == SumKind.OuterProducts)
            {
                if (operand.Count == 0)
                    operand = memory.Left.Length > 0 ? LeftTiles<T>.Copy(left, columns, memory.Left) : LeftSide<T>.InColumns(left, columns);
                var to = new GradientBlock<TLanes, T>(gradients[part.First..], part.Stride, side.Width, memory.Strip);
                ref var right = ref memory.Right[RightColumn(sums, part.Side) * length];
                var panels = RightPanels<TLanes, T>.Count(side.Width);
                PanelProduct<TLanes, T>.Add(operand, ref right, length * Pair<TLanes, T>.Length, panels, length, to);
                to.AddStrip(columns);
            }
            else if (side.Kind == SumKind.RowProducts)
            {
                var right = Run(side.Right, first, length).From(part.RightColumn);
                RowSums<TLanes, T>.Add(new RowSums<TLanes, T>.Product(left, right), length, gradients.Slice(part.First, columns));
            }
            else
            {
                RowSums<TLanes, T>.Add(new RowSums<TLanes, T>.Plain(left), length, gradients.Slice(part.First, columns));
            }
        }
    }

    private static Rows<T> Run(Rows<T> rows, int first, int length) => new(ref rows.Scalar(first), length, rows.Stride);

    // The columns that the panels before those of a side have.
    private static int RightColumn(in SumsOverRows<T> sums, int number)
    {
        var panels = 0;
        for (var side = 0; side < number; side++)
            panels += RightPanels<TLanes, T>.Count(sums[side].Width);
        return panels * Pair<TLanes, T>.Length;
    }

    /// <summary>The memory in which the operands of one run of rows are packed.</summary>
    private readonly ref struct Memory
    {
        public Memory(in SumsOverRows<T> sums, int longest, Workspace<T> workspace, Worker worker)
        {
            var right = RightColumn(sums, sums.Count) * longest;
            var left = right > 0 && sums.Left.Stride * Unsafe.SizeOf<T>() >= LongRow ? LeftTiles<T>.Length(LeftBlock, longest) : 0;
            var strip = right > 0 ? (LeftBlock + 1) * Pair<TLanes, T>.Length : 0;
            var whole = workspace.Reserve(right + left + strip, worker);
            Right = whole[..right];
            Left = whole.Slice(right, left);
            Strip = whole.Slice(right + left, strip);
            // The strip starts from its first row, and the workspace holds what an earlier call left there.
            if (strip > 0)
                Strip[..Pair<TLanes, T>.Length].Clear();
        }

        /// <summary>The panels of the right sides.</summary>
        public Span<T> Right { get; }

        /// <summary>The tiles of the left side; none where it is read in place.</summary>
        public Span<T> Left { get; }

        /// <summary>A row of zeros, and a panel's results for each column of the left side.</summary>
        public Span<T> Strip { get; }
    }
}
