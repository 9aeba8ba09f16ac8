using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Which steps a buffer of a tape holds at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Extent
{
    /// <summary>All steps: the value crosses from one region to another.</summary>
    AllSteps,

    /// <summary>All steps while training, because the backward pass reads them; otherwise one step.</summary>
    AllStepsToTrain,

    /// <summary>All steps and, before the first, the initial value: a state.</summary>
    AllStepsAndInitial,

    /// <summary>All steps and, after the last, a row of zeros: an adjoint that the step before reads, on no loop.</summary>
    AllStepsAndFollowing,

    /// <summary>The step that runs and the one after it: an adjoint that a loop hands from step to step.</summary>
    StepAndFollowing,

    /// <summary>One step, overwritten by the next.</summary>
    OneStep,

    /// <summary>All steps, zero until the user writes them, and free until then: a gradient that comes from outside.</summary>
    Seed,
}

/// <summary>One value of a cell at all steps and examples: padded rows in memory of the tape's own, allocated once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TapeBuffer<T> where T : unmanaged, INumberBase<T>
{
    private readonly Extent _extent;
    private readonly TapeBuffer<T>? _whole;
    private readonly int _column;
    private readonly bool _onlyToTrain;

    // The bits of a step's number that tell its place: all, or the last one where two steps take turns.
    private readonly int _kept;
    private T[] _data = [];
    private int _offset;
    private int _before;
    private int _stepStride;
    private int _steps;
    private int _batch;
    private int _maxRows;

    internal TapeBuffer(string name, int width, int paddedWidth, Extent extent, bool onlyToTrain)
    {
        _onlyToTrain = onlyToTrain;
        Name = name;
        Width = width;
        RowStride = paddedWidth;
        _extent = extent;
        _kept = extent == Extent.StepAndFollowing ? 1 : -1;
    }

    private TapeBuffer(TapeBuffer<T> whole, string name, int column, int width)
    {
        Name = name;
        Width = width;
        RowStride = whole.RowStride;
        _whole = whole._whole ?? whole;
        _column = whole._column + column;
    }

    /// <summary>The name that the value has in the cell or in the generated code.</summary>
    public string Name { get; }

    /// <summary>The number of elements of a row that mean something.</summary>
    public int Width { get; }

    /// <summary>The distance in elements from one row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Whether the buffer holds values: false for a seed that nobody has written.</summary>
    public bool IsWritten => _whole?.IsWritten ?? (_extent != Extent.Seed || _isSeedWritten);

    private bool _isSeedWritten;

    /// <summary>A view of the columns from <paramref name="column"/> on, under a name of its own.</summary>
    public TapeBuffer<T> Part(string name, int column, int width) => new(this, name, column, width);

    /// <summary>
    /// Some rows, counted from the first example of step <paramref name="step"/> on; the rows from B on are those of the steps after it.
    /// </summary>
    /// <remarks>For a state, step <c>t</c> is the value after step t; <c>-1</c> is the initial value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Rows<T> Rows(int step, Share rows)
    {
        var whole = _whole ?? this;
        if (!whole.IsWritten || rows.Count == 0)
            return new Rows<T>(ref whole._data[whole._offset + _column], rows.Count, 0);
        var first = whole._offset + whole._before + (step & whole._kept) * whole._stepStride + rows.First * RowStride;
        if (first < whole._offset || first + rows.Count * RowStride > whole._data.Length)
            throw new InvalidOperationException($"{Name} has no {rows} at step {step}: the generated code reads or writes what the tape does not keep.");
        return new Rows<T>(ref whole._data[first + _column], rows.Count, RowStride);
    }

    /// <summary>Some rows of every step that the buffer holds, in the numbering of <see cref="Rows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StepRows<T> Steps(Share rows)
    {
        if (_whole is not null)
            return _whole.Steps(rows).From(_column);
        if (!IsWritten || rows.Count == 0)
            return new StepRows<T>(ref _data[_offset], 0, -1, rows.Count, 0);
        var last = _kept == 1 ? 1 : _extent == Extent.AllStepsAndFollowing ? _steps : _steps - 1;
        if (_offset + _before + last * _stepStride + rows.End * RowStride > _data.Length)
            throw new InvalidOperationException($"{Name} has no {rows} at step {last}: the generated code reads or writes what the tape does not keep.");
        return new StepRows<T>(ref _data[_offset + _before + rows.First * RowStride], _stepStride, _kept, rows.Count, RowStride);
    }

    /// <summary>The bytes of the rows that there is room for.</summary>
    internal long HeldBytes => _data.Length == 0 ? 0 : (_extent == Extent.Seed && !_isSeedWritten ? 1L : _maxRows) * RowStride * Unsafe.SizeOf<T>();

    /// <summary>Makes room for the most steps and examples, all zero.</summary>
    internal void Allocate(int maxSteps, int maxBatch, bool training)
    {
        if (_whole is not null || (_onlyToTrain && !training))
            return;
        _maxRows = maxBatch * StepsHeld(maxSteps, training);
        (_data, _offset) = Padding.Allocate<T>(_extent == Extent.Seed ? RowStride : (long)_maxRows * RowStride);
    }

    /// <summary>Lays the rows out for <paramref name="steps"/> and <paramref name="batch"/>. Seeds become zero again.</summary>
    internal void Resize(int steps, int batch, bool training)
    {
        _steps = steps;
        _batch = batch;
        var oneStep = _extent == Extent.OneStep || (_extent == Extent.AllStepsToTrain && !training);
        _stepStride = oneStep ? 0 : batch * RowStride;
        _before = _extent == Extent.AllStepsAndInitial ? _stepStride : 0;
        ClearSeed();
        if (_extent == Extent.AllStepsAndFollowing && _data.Length > 0)
            _data.AsSpan(_offset + steps * _stepStride, batch * RowStride).Clear();
    }

    internal void ClearSeed()
    {
        if (!_isSeedWritten)
            return;
        Array.Clear(_data);
        _isSeedWritten = false;
    }

    /// <summary>The values after each step, as the user sees them.</summary>
    internal Series<T> ToSeries()
    {
        if (_whole is not null)
            return _whole.ToSeries(Name, _column, Width);
        if (_extent == Extent.Seed)
            WriteSeed();
        return ToSeries(Name, 0, Width);
    }

    private Series<T> ToSeries(string name, int column, int width)
    {
        RequireAllocated();
        var skipped = _extent == Extent.AllStepsAndInitial ? _batch * RowStride : 0;
        return new Series<T>(_data.AsSpan(_offset + skipped + column), name, _steps, _batch, width, RowStride);
    }

    /// <summary>The rows before the first step: a state's initial value, or the one step of a value that is not kept.</summary>
    internal Series<T> ToInitial()
    {
        RequireAllocated();
        // The gradient of a state that has no influence is a seed that nobody writes.
        if (_extent == Extent.Seed)
            WriteSeed();
        return new Series<T>(_data.AsSpan(_offset), Name, 1, _batch, Width, RowStride);
    }

    /// <summary>Makes the value after the last step the initial value of what follows.</summary>
    internal void CarryOver()
    {
        var last = _data.AsSpan(_offset + _steps * _stepStride, _batch * RowStride);
        last.CopyTo(_data.AsSpan(_offset));
    }

    private void RequireAllocated()
    {
        if (_data.Length == 0)
            throw new InvalidOperationException($"{Name}: only a tape made by CreateTape has gradients; this is the window of a runner.");
    }

    // Workers hand seeds to a loop inside the step at the same time.
    private void WriteSeed()
    {
        if (Volatile.Read(ref _isSeedWritten))
            return;
        lock (this)
        {
            // Room from the first aligned element on: what lies before it is not the buffer's.
            if (_data.Length - _offset < _maxRows * RowStride)
                (_data, _offset) = Padding.Allocate<T>((long)_maxRows * RowStride);

            Volatile.Write(ref _isSeedWritten, true);
        }
    }

    private int StepsHeld(int maxSteps, bool training) => _extent switch
    {
        Extent.OneStep => 1,
        Extent.StepAndFollowing => 2,
        Extent.AllStepsToTrain => training ? maxSteps : 1,
        Extent.AllStepsAndInitial or Extent.AllStepsAndFollowing => maxSteps + 1,
        _ => maxSteps,
    };
}
