using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// <c>gradient[n, k] += Σ left[row, n]·right[row, k]</c>: a product over the rows, which may be thousands. Blocks of both sides
/// are packed, the left one transposed, and then it is the same product as all others.
/// </summary>
internal static class OuterProducts<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The columns of the right side that are packed at a time: 256 KiB of floats.</summary>
    private const int RightBlock = 256;

    /// <summary>The columns of the left side that are packed at a time: 96 KiB of floats.</summary>
    private const int LeftBlock = 96;

    /// <summary>Between the packed columns, so that they do not all fall on the same lines of a cache.</summary>
    private const int Gap = 16;

    public static void Add(
        Rows<T> left, int leftWidth, Rows<T> right, int rightWidth, Span<T> gradient, int gradientStride, Workspace<T> workspace, Worker worker)
    {
        var longest = Math.Min(left.Count, PanelProduct<T>.LongestRun);
        var leftLength = Math.Min(leftWidth, LeftBlock) * (longest + Gap);
        var rightLength = Panels(Math.Min(rightWidth, RightBlock)) * longest * Pair<T>.Length;
        var memory = workspace.Reserve(rightLength + leftLength + (LeftBlock + 1) * Pair<T>.Length, worker);
        var packedRight = memory[..rightLength];
        var packedLeft = memory.Slice(rightLength, leftLength);
        var strip = memory[(rightLength + leftLength)..];
        // The strip starts from its first row, and the workspace holds what an earlier call left there.
        strip[..Pair<T>.Length].Clear();
        for (var first = 0; first < left.Count; first += longest)
        {
            var length = Math.Min(longest, left.Count - first);
            for (var k = 0; k < rightWidth; k += RightBlock)
            {
                var columns = Math.Min(RightBlock, rightWidth - k);
                PackRight(ref Unsafe.Add(ref right.Scalar(first), k), right.Stride, length, columns, packedRight);
                for (var n = 0; n < leftWidth; n += LeftBlock)
                {
                    var rows = Math.Min(LeftBlock, leftWidth - n);
                    ref var packed = ref packedLeft[0];
                    Transposition.Copy(ref Unsafe.Add(ref left.Scalar(first), n), left.Stride, length, rows, ref packed, longest + Gap);
                    var a = new Rows<T>(ref packed, rows, longest + Gap);
                    var to = new Gradient(gradient[(n * gradientStride + k)..], gradientStride, columns, strip);
                    PanelProduct<T>.Add(a, ref packedRight[0], length * Pair<T>.Length, Panels(columns), length, to);
                    to.AddStrip(rows);
                }
            }
        }
    }

    private static int Panels(int columns) => (columns + Pair<T>.Length - 1) / Pair<T>.Length;

    private static void PackRight(ref T source, nint stride, int rows, int columns, Span<T> packed)
    {
        for (var column = 0; column < columns; column += Pair<T>.Length)
        {
            var width = Math.Min(Pair<T>.Length, columns - column);
            PanelCopy.Rows(ref Unsafe.Add(ref source, column), stride, rows, width, ref packed[column * rows]);
        }
    }

    /// <summary>
    /// A block of the gradient. It is the user's memory and has no padding, so a last panel that is not whole goes to a strip
    /// beside it first.
    /// </summary>
    private readonly ref struct Gradient(Span<T> block, int stride, int columns, Span<T> strip) : IDestinations<T>
    {
        private readonly Span<T> _block = block;
        private readonly Span<T> _strip = strip;

        public Destination<T> At(int panel, int row)
        {
            var column = panel * Pair<T>.Length;
            if (column >= columns)
                return default;
            if (column + Pair<T>.Length <= columns)
            {
                ref var first = ref _block[row * stride + column];
                return new(ref first, stride, ref first, stride, 2);
            }

            ref var zeros = ref _strip[0];
            return new(ref _strip[(row + 1) * Pair<T>.Length], Pair<T>.Length, ref zeros, 0, 2);
        }

        /// <summary>Adds the strip's columns that exist to the gradient.</summary>
        public void AddStrip(int rows)
        {
            var column = columns / Pair<T>.Length * Pair<T>.Length;
            var width = columns - column;
            for (var row = 0; row < rows && width > 0; row++)
                RowSums.Add(_strip.Slice((row + 1) * Pair<T>.Length, width), _block.Slice(row * stride + column, width));
        }
    }
}
