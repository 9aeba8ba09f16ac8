using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// <c>gradient[n, k] += Σ left[row, n]·right[row, k]</c>: a product over the rows, which may be thousands. It is the same product as
/// all others, with a step from row to row: the right side is packed into panels, and the left side read down its columns.
/// </summary>
internal static class OuterProducts<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The columns of the left side that are multiplied together at a time, and copied together where they are: 96 KiB of floats.
    /// </summary>
    private const int LeftBlock = 96;

    /// <summary>
    /// From rows of so many bytes on, the left side is copied: a column's elements lie a whole row apart, and so on the same few lines of a cache.
    /// Rows of 2 KiB take as long in place as copied, rows of 1 KiB a tenth less, rows of 4 KiB a tenth more.
    /// </summary>
    private const int LongRow = 2048;

    /// <summary>Adds one run of rows after another to the gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        Rows<T> left, ReadOnlySpan<GradientPart> parts, Rows<T> right, int rightWidth, Span<T> gradients, Workspace<T> workspace, Worker worker)
    {
        var longest = Math.Min(left.Count, PackedMatrix<T>.LongestRun);
        var rightLength = Panels(rightWidth) * longest * Pair<TLanes, T>.Length;
        var isCopied = left.Stride * Unsafe.SizeOf<T>() >= LongRow;
        var leftLength = isCopied ? LeftBlock * longest : 0;
        var memory = workspace.Reserve(rightLength + leftLength + (LeftBlock + 1) * Pair<TLanes, T>.Length, worker);
        var packedRight = memory[..rightLength];
        var packedLeft = memory.Slice(rightLength, leftLength);
        var strip = memory[(rightLength + leftLength)..];
        // The strip starts from its first row, and the workspace holds what an earlier call left there.
        strip[..Pair<TLanes, T>.Length].Clear();
        for (var first = 0; first < left.Count; first += longest)
        {
            var length = Math.Min(longest, left.Count - first);
            PackRight(ref right.Scalar(first), right.Stride, length, rightWidth, packedRight);
            foreach (var part in parts)
            {
                for (var n = 0; n < part.Length; n += LeftBlock)
                {
                    var columns = Math.Min(LeftBlock, part.Length - n);
                    ref var a = ref Unsafe.Add(ref left.Scalar(first), part.Column + n);
                    if (isCopied)
                    {
                        PanelCopy.Rows(ref a, left.Stride, length, columns, ref packedLeft[0], columns);
                        a = ref packedLeft[0];
                    }

                    var (panels, panelStride) = (Panels(rightWidth), length * Pair<TLanes, T>.Length);
                    var to = new Gradient(gradients[(part.First + n * part.Stride)..], part.Stride, rightWidth, strip);
                    var step = isCopied ? columns : left.Stride;
                    PanelProduct<TLanes, T>.Add(new Rows<T>(ref a, columns, 1), step, ref packedRight[0], panelStride, panels, length, to);
                    to.AddStrip(columns);
                }
            }
        }
    }

    private static int Panels(int columns) => (columns + Pair<TLanes, T>.Length - 1) / Pair<TLanes, T>.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRight(ref T source, nint stride, int rows, int columns, Span<T> packed)
    {
        for (var column = 0; column < columns; column += Pair<TLanes, T>.Length)
        {
            var width = Math.Min(Pair<TLanes, T>.Length, columns - column);
            ref var from = ref Unsafe.Add(ref source, column);
            ref var to = ref packed[column * rows];
            if (width == Pair<TLanes, T>.Length)
            {
                for (nint row = 0; row < rows; row++)
                    Pair<TLanes, T>.Load(ref from, row * stride).Store(ref Unsafe.Add(ref to, row * width));
                continue;
            }

            // Nobody reads the results of the rest; but what is left there may be subnormal, and slow on some processors.
            packed.Slice(column * rows, Pair<TLanes, T>.Length * rows).Clear();
            PanelCopy.Rows(ref from, stride, rows, width, ref to, Pair<TLanes, T>.Length);
        }
    }

    /// <summary>
    /// A block of the gradient. It is the user's memory and has no padding, so a last panel that is not whole goes to a strip
    /// beside it first.
    /// </summary>
    private readonly ref struct Gradient(Span<T> block, int stride, int columns, Span<T> strip) : IDestinations<TLanes, T>
    {
        private readonly Span<T> _block = block;
        private readonly Span<T> _strip = strip;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Destination<TLanes, T> At(int panel, int row)
        {
            var column = panel * Pair<TLanes, T>.Length;
            if (column >= columns)
                return default;
            if (column + Pair<TLanes, T>.Length <= columns)
            {
                ref var first = ref _block[row * stride + column];
                return new(ref first, stride, ref first, stride, Halves.Both);
            }

            ref var zeros = ref _strip[0];
            return new(ref _strip[(row + 1) * Pair<TLanes, T>.Length], Pair<TLanes, T>.Length, ref zeros, 0, Halves.Both);
        }

        /// <summary>Adds the strip's columns that exist to the gradient.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void AddStrip(int rows)
        {
            var column = columns / Pair<TLanes, T>.Length * Pair<TLanes, T>.Length;
            var width = columns - column;
            for (var row = 0; row < rows && width > 0; row++)
                RowSums.Add(_strip.Slice((row + 1) * Pair<TLanes, T>.Length, width), _block.Slice(row * stride + column, width));
        }
    }
}
