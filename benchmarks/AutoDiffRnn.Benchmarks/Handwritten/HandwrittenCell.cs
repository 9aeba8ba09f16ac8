using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>
/// A cell by hand: the buffers and products that LSTM, GRU, Elman's network and their relatives share. A row (one step, one example) has slots of
/// padded width that hold first what the products give, then the gates, then the gates' adjoints, all in the same place.
/// </summary>
/// <remarks>
/// Where there are several gates, a panel of weights holds one vector of each, so that a tile has all that its units need: the functions follow on
/// each tile while it is in the first cache. Backwards, a tile has adjoints of states, and the adjoints of the gates of the step before follow.
/// </remarks>
internal abstract unsafe class HandwrittenCell : Contender
{
    /// <summary>What it is called in tables.</summary>
    public const string Title = "by hand";

    private readonly List<AlignedFloats> _memory = [];
    private readonly WeightGradients _gradients;
    private readonly WeightGradients.Side _inputSide;
    private readonly WeightGradients.Side _stateSide;

    /// <summary>Allocates everything, and copies the problem's numbers.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="slots">The number of slots of a row.</param>
    /// <param name="stateSlot">The first slot that the product with the state adds to; that with the input begins at the first.</param>
    protected HandwrittenCell(Problem problem, int slots, int stateSlot)
    {
        Problem = problem;
        (T, B, I, H) = problem.Shape;
        Gates = problem.Cell.Gates;
        StateSlot = stateSlot;
        Hp = Padded(H, Gates == 1 ? 32 : 16);
        Ip = Padded(I, 16);
        RowLength = slots * Hp;
        X = CopyRows(problem.Inputs, T * B, I, Ip);
        Seeds = CopyRows(problem.Seeds, T * B, H, Hp);
        StateRows = Allocate((T + 1) * B * Hp);
        Slots = Allocate((nint)T * B * RowLength);
        Adjoints = Allocate(B * Hp);
        Zeros = Allocate(RowLength);
        PackedW = Allocate(Gates * Hp * Ip);
        PackedU = Allocate(Gates * Hp * Hp);
        PackedBack = Allocate(Gates * Hp * Hp);
        _inputSide = new(X, Ip, 0, Gates, Hp);
        _stateSide = new(StateRows, Hp, stateSlot, Gates, Hp);
        _gradients = new WeightGradients(slots, Hp, _inputSide, _stateSide);
    }

    /// <inheritdoc/>
    public override string Name => Title;

    protected Problem Problem { get; }

    protected int T { get; }

    protected int B { get; }

    protected int I { get; }

    protected int H { get; }

    /// <summary>The padded width of a slot and of a state.</summary>
    protected int Hp { get; }

    protected int Ip { get; }

    protected int Gates { get; }

    protected int StateSlot { get; }

    /// <summary>The length of all slots of a row.</summary>
    protected int RowLength { get; }

    protected float* X { get; }

    protected float* Seeds { get; }

    /// <summary>The states before the first step and after each.</summary>
    protected float* StateRows { get; }

    protected float* Slots { get; }

    /// <summary>The adjoints of the state after a step, as far as they come from the step after.</summary>
    protected float* Adjoints { get; }

    protected float* Zeros { get; }

    protected float* PackedW { get; }

    protected float* PackedU { get; }

    protected float* PackedBack { get; }

    /// <summary>Which rows of the input's weight belong to each slot.</summary>
    protected virtual ReadOnlySpan<int> InputOrder => [0, 1, 2, 3];

    /// <summary>The sums of a slot's adjoints.</summary>
    protected ReadOnlySpan<float> SumOf(int slot) => new(_gradients.Sums.Start + slot * Hp, H);

    /// <inheritdoc/>
    public override void ForwardAndBackward()
    {
        Forward();
        PackBack();
        BackThroughTime();
        _gradients.Compute(Slots, T * B);
    }

    /// <inheritdoc/>
    public override float[] States()
    {
        var result = new float[T * B * H];
        for (var row = 0; row < T * B; row++)
            new Span<float>(StateRows + (row + B) * Hp, H).CopyTo(result.AsSpan(row * H));
        return result;
    }

    /// <inheritdoc/>
    public override float[] Gradient(string weight) => weight switch
    {
        "W" => Dense(_inputSide, I, InputOrder),
        "U" => Dense(_stateSide, H, [0, 1, 2, 3]),
        _ => VectorGradient(weight),
    };

    /// <summary>The gradient of a weight that is a vector.</summary>
    protected abstract float[] VectorGradient(string weight);

    /// <summary>The loop over time, reversed: turns <see cref="Slots"/> into adjoints.</summary>
    protected abstract void BackThroughTime();

    /// <summary>Allocates memory that lives as long as this.</summary>
    protected float* Allocate(nint length)
    {
        var memory = new AlignedFloats(length);
        _memory.Add(memory);
        return memory.Start;
    }

    /// <summary>Copies a part of a vector into padded memory.</summary>
    protected void CopyPart(ReadOnlySpan<float> from, int gate, float* to) => from.Slice(gate * H, H).CopyTo(new Span<float>(to, H));

    /// <summary>The slots of all examples at a step.</summary>
    protected float* SlotsOf(nint t) => Slots + t * B * RowLength;

    /// <summary>Packs both weights, and multiplies the inputs of all steps with theirs: slots = bias + W·x.</summary>
    protected void Project<TRow>(float* bias) where TRow : unmanaged, ITileRow<TRow>
    {
        PackForward("W", I, InputOrder, TRow.Vectors, PackedW);
        PackForward("U", H, [0, 1, 2, 3], TRow.Vectors, PackedU);
        var (count, apart, columns) = Panels<TRow>();
        Product<TRow>.RunBlocked(new LeftSide(X, Ip, 1), T * B, 48, PackedW, count, I, new Target(Slots, RowLength, bias, 0, apart), columns);
    }

    /// <summary>A step forward: slots += U·h, and what follows on each tile.</summary>
    protected void StepForward<TRow, TEpilogue>(nint t, TEpilogue epilogue)
        where TRow : unmanaged, ITileRow<TRow>
        where TEpilogue : struct, IEpilogue
    {
        var (count, apart, columns) = Panels<TRow>();
        var target = Target.AddTo(SlotsOf(t) + StateSlot * Hp, RowLength, apart);
        Product<TRow>.Run(new LeftSide(StateRows + t * B * Hp, Hp, 1), B, PackedU, count, H, target, columns, backwards: (t & 1) != 0, epilogue);
    }

    /// <summary>A step back: adjoints = Uᵀ·da of the step after, and what follows on each tile.</summary>
    protected void StepBack<TEpilogue>(nint t, TEpilogue epilogue, bool addToAdjoints) where TEpilogue : struct, IEpilogue
    {
        if (t == T - 1)
        {
            new Span<float>(Adjoints, B * Hp).Clear();
            for (var unit = 0; unit < Hp; unit += 16)
                epilogue.Apply(0, B, unit, 16);
            return;
        }

        var target = addToAdjoints ? Target.AddTo(Adjoints, Hp, 16) : new Target(Adjoints, Hp, Zeros, 0, 16);
        var left = new LeftSide(SlotsOf(t + 1) + StateSlot * Hp, RowLength, 1);
        new ColumnProduct(Hp / 16).Run(left, B, PackedBack, Gates * Hp, target, backwards: (t & 1) != 0, epilogue);
    }

    /// <summary>Packs a weight forward: panels of one vector of each gate, or of several vectors of the only one.</summary>
    private void PackForward(string weight, int columns, ReadOnlySpan<int> order, int vectors, float* to)
    {
        fixed (float* from = Problem.Weight(weight))
        {
            for (var gate = 0; gate < Gates; gate++)
            {
                for (var unit = 0; unit < Hp; unit += 16)
                {
                    var (panel, place) = Gates > 1 ? (unit / 16, gate) : (unit / 16 / vectors, unit / 16 % vectors);
                    var rows = Math.Clamp(H - unit, 0, 16);
                    var start = from + (order[gate] * H + (rows == 0 ? 0 : unit)) * columns;
                    Packing.Transposed(start, columns, rows, columns, to + 16 * (panel * vectors * columns + place), 16 * vectors);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _gradients.Dispose();
        foreach (var memory in _memory)
            memory.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The panels of a weight: their number, from one vector of a row to the next, and from one panel's columns to the next one's.</summary>
    private (int Count, int Apart, int Columns) Panels<TRow>() where TRow : unmanaged, ITileRow<TRow>
        => Gates > 1 ? (Hp / 16, Hp, 16) : (Hp / 16 / TRow.Vectors, 16, 16 * TRow.Vectors);

    private static int Padded(int length, int to) => (length + to - 1) / to * to;

    private void PackBack()
    {
        fixed (float* from = Problem.Weight("U"))
        {
            for (var gate = 0; gate < Gates; gate++)
                new ColumnProduct(Hp / 16).Pack(from + gate * H * H, H, H, PackedBack, gate * Hp, Gates * Hp);
        }
    }

    private float* CopyRows(float[] from, int rows, int width, int padded)
    {
        var to = Allocate((nint)rows * padded);
        for (var row = 0; row < rows; row++)
            from.AsSpan(row * width, width).CopyTo(new Span<float>(to + (nint)row * padded, width));
        return to;
    }

    private float[] Dense(WeightGradients.Side side, int columns, ReadOnlySpan<int> order)
    {
        var result = new float[Gates * H * columns];
        for (var gate = 0; gate < Gates; gate++)
        {
            for (var row = 0; row < H; row++)
            {
                var from = new Span<float>(side.Gradient.Start + (nint)(gate * Hp + row) * side.Columns, columns);
                from.CopyTo(result.AsSpan((order[gate] * H + row) * columns));
            }
        }

        return result;
    }
}
