namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>
/// The gradients of all weights of a cell: dW = Σ da·xᵀ, dU = Σ da·hᵀ and db = Σ da over all steps and examples, in one pass over the adjoints. Both
/// sides are packed, the adjoints once for both products and the sum.
/// </summary>
internal sealed unsafe class WeightGradients : IDisposable
{
    private const int RowBlock = 256;  // a panel of two vectors is then 32 KiB, and a tile of eight adjoints 8 KiB: the first cache
    private const int LeftBlock = 256; // 256 KiB of adjoints: the second cache

    private readonly int _slots;
    private readonly int _width;
    private readonly AlignedFloats _left = new(RowBlock * LeftBlock);
    private readonly AlignedFloats _right;
    private readonly Side[] _sides;

    /// <summary>Prepares for rows of <paramref name="slots"/> slots of <paramref name="width"/> elements.</summary>
    public WeightGradients(int slots, int width, params Side[] sides)
    {
        _slots = slots;
        _width = width;
        _sides = sides;
        Sums = new AlignedFloats(slots * width);
        _right = new AlignedFloats(RowBlock * sides.Sum(side => side.Columns));
    }

    /// <summary>The sums of the adjoints, slot by slot.</summary>
    public AlignedFloats Sums { get; }

    /// <summary>Computes all gradients.</summary>
    /// <param name="adjoints">The adjoints, with all slots in each row.</param>
    /// <param name="rows">The number of rows.</param>
    public void Compute(float* adjoints, int rows)
    {
        new Span<float>(Sums.Start, (int)Sums.Length).Clear();
        for (var first = 0; first < rows; first += RowBlock)
        {
            var length = Math.Min(RowBlock, rows - first);
            var packed = _right.Start;
            foreach (var side in _sides)
            {
                new ColumnProduct(side.Columns / 16).Pack(side.Rows + (nint)first * side.Columns, side.Columns, length, packed, 0, length);
                packed += length * side.Columns;
            }

            for (var slot = 0; slot < _slots; slot++)
            {
                for (var column = 0; column < _width; column += LeftBlock)
                    AddBlock(adjoints + (nint)first * _slots * _width, length, slot, column, Math.Min(LeftBlock, _width - column), first == 0);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        Sums.Dispose();
        foreach (var side in _sides)
            side.Gradient.Dispose();
    }

    private void AddBlock(float* adjoints, int length, int slot, int column, int columns, bool isFirst)
    {
        var at = slot * _width + column;
        Packing.Left(adjoints + at, _slots * _width, length, columns, _left.Start, Sums.Start + at);
        var packed = _right.Start;
        foreach (var side in _sides)
        {
            if (slot >= side.Slot && slot < side.Slot + side.Slots)
            {
                var gradient = side.Gradient.Start + (nint)(at - side.Slot * _width) * side.Columns;
                for (var row = 0; row < columns; row += 8)
                    Multiply(side, _left.Start + row * length, packed, length, gradient + row * side.Columns, isFirst);
            }

            packed += length * side.Columns;
        }
    }

    private static void Multiply(Side side, float* left, float* right, int length, float* gradient, bool isFirst)
    {
        var target = isFirst
            ? new Target(gradient, side.Columns, side.Zeros.Start, 0, 16)
            : Target.AddTo(gradient, side.Columns, 16);
        new ColumnProduct(side.Columns / 16).Run(new LeftSide(left, 1, 8), 8, right, length, target, backwards: false, default(NoEpilogue));
    }

    /// <summary>A right side, and the gradient that it gives.</summary>
    /// <param name="rows">The right side's rows, dense.</param>
    /// <param name="columns">Their length.</param>
    /// <param name="slot">The first slot of adjoints that it is multiplied with.</param>
    /// <param name="slots">How many slots.</param>
    /// <param name="width">The width of a slot.</param>
    internal sealed class Side(float* rows, int columns, int slot, int slots, int width)
    {
        public float* Rows { get; } = rows;

        public int Columns { get; } = columns;

        public int Slot { get; } = slot;

        public int Slots { get; } = slots;

        /// <summary>slots·width rows of <see cref="Columns"/>.</summary>
        public AlignedFloats Gradient { get; } = new((nint)slots * width * columns);

        /// <summary>What results start from.</summary>
        public AlignedFloats Zeros { get; } = new(columns);
    }
}
