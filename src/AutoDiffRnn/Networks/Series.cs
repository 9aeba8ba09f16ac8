namespace AutoDiffRnn;

/// <summary>
/// The values of one input, state, output or seed at all steps and examples: a writable view <c>[T, B, D]</c> over a tape.
/// A row (one step, one example) is contiguous; rows may have padding between them, so whole blocks are copied, not viewed.
/// </summary>
/// <typeparam name="T"><see langword="float"/>, <see langword="double"/>, or <see langword="int"/> for tokens.</typeparam>
public readonly ref struct Series<T> where T : unmanaged
{
    private readonly Span<T> _data;
    private readonly string _name;
    private readonly int _rowStride;

    internal Series(Span<T> data, string name, int steps, int batch, int width, int rowStride)
    {
        _data = data;
        _name = name;
        _rowStride = rowStride;
        Steps = steps;
        Batch = batch;
        Width = width;
    }

    /// <summary>The number of steps, T.</summary>
    public int Steps { get; }

    /// <summary>The number of examples, B.</summary>
    public int Batch { get; }

    /// <summary>The number of elements for one step and example, D: 1 for a scalar, rows × columns for a matrix.</summary>
    public int Width { get; }

    /// <summary>The elements of one step and one example.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step or the example does not exist.</exception>
    public Span<T> this[int step, int example]
    {
        get
        {
            ShapeError.RequireIndex(step, Steps, nameof(step), "step", _name);
            ShapeError.RequireIndex(example, Batch, nameof(example), "example", _name);
            return Row(step * Batch + example);
        }
    }

    /// <summary>Copies a dense, time-major block <c>[T, B, D]</c> in.</summary>
    /// <exception cref="ArgumentException">The number of elements is not T·B·D.</exception>
    public void CopyFrom(ReadOnlySpan<T> values)
    {
        RequireDense(values.Length, nameof(values));
        for (var row = 0; row < Steps * Batch; row++)
            values.Slice(row * Width, Width).CopyTo(Row(row));
    }

    /// <summary>Copies all values out as a dense, time-major block <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The number of elements is not T·B·D.</exception>
    public void CopyTo(Span<T> destination)
    {
        RequireDense(destination.Length, nameof(destination));
        for (var row = 0; row < Steps * Batch; row++)
            Row(row).CopyTo(destination.Slice(row * Width, Width));
    }

    /// <summary>All values as a new dense, time-major array <c>[T, B, D]</c>.</summary>
    public T[] ToArray()
    {
        var result = new T[Steps * Batch * Width];
        CopyTo(result);
        return result;
    }

    /// <summary>Sets every value.</summary>
    public void Fill(T value)
    {
        for (var row = 0; row < Steps * Batch; row++)
            Row(row).Fill(value);
    }

    /// <summary>The first <paramref name="steps"/> steps.</summary>
    internal Series<T> First(int steps) => new(_data, _name, steps, Batch, Width, _rowStride);

    private Span<T> Row(int row) => _data.Slice(row * _rowStride, Width);

    private void RequireDense(int actual, string argument)
        => ShapeError.RequireLength(Steps * Batch * Width, actual, argument, $"{_name} [T = {Steps}, B = {Batch}, {Width}]");
}
