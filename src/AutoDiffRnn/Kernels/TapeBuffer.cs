using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
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
    private readonly TapeMemory<T> _memory;
    private readonly int _column;
    private readonly bool _onlyToTrain;
    private bool _isSeedWritten;
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
        _memory = new TapeMemory<T> { Kept = extent == Extent.StepAndFollowing ? 1 : -1 };
    }

    private TapeBuffer(TapeBuffer<T> whole, string name, int column, int width)
    {
        Name = name;
        Width = width;
        RowStride = whole.RowStride;
        _whole = whole._whole ?? whole;
        _memory = whole._memory;
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

    /// <summary>A view of the columns from <paramref name="column"/> on, under a name of its own.</summary>
    public TapeBuffer<T> Part(string name, int column, int width) => new(this, name, column, width);

    /// <summary>
    /// Some rows, counted from the first example of step <paramref name="step"/> on; the rows from B on are those of the steps after it.
    /// </summary>
    /// <remarks>For a state, step <c>t</c> is the value after step t; <c>-1</c> is the initial value.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Rows<T> Rows(int step, Share rows)
    {
        var memory = _memory;
        var first = memory.First + (step & memory.Kept) * memory.StepStride + rows.First * memory.RowStride;
        if (first < 0 || first + rows.Count * memory.RowStride > memory.Length)
            ThrowNotKept(step, rows);
        return new Rows<T>(ref Unsafe.Add(ref memory.Origin, first + _column), rows.Count, (int)memory.RowStride);
    }

    /// <summary>Some rows of every step that the buffer holds, in the numbering of <see cref="Rows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StepRows<T> Steps(Share rows)
    {
        // If the last step is there, those before it are.
        var memory = _memory;
        var last = memory.Kept == 1 ? 1 : (_whole ?? this).LastStep;
        var first = memory.First + rows.First * memory.RowStride;
        if (first + last * memory.StepStride + rows.Count * memory.RowStride > memory.Length)
            ThrowNotKept(last, rows);
        return new StepRows<T>(ref Unsafe.Add(ref memory.Origin, first + _column), memory.StepStride, memory.Kept, rows.Count, (int)memory.RowStride);
    }

    /// <summary>The bytes of the rows that there is room for.</summary>
    internal long HeldBytes => !IsAllocated ? 0 : (IsWritten ? _maxRows : 1L) * RowStride * Unsafe.SizeOf<T>();

    private bool IsAllocated => _memory.Length > 0;

    private int LastStep => _extent == Extent.AllStepsAndFollowing ? _steps : _steps - 1;

    /// <summary>Makes room for the most steps and examples, all zero.</summary>
    internal void Allocate(int maxSteps, int maxBatch, bool training)
    {
        if (_whole is not null || (_onlyToTrain && !training))
            return;
        _maxRows = maxBatch * StepsHeld(maxSteps, training);
        _memory.Allocate(_extent == Extent.Seed ? RowStride : (long)_maxRows * RowStride);
    }

    /// <summary>Lays the rows out for <paramref name="steps"/> and <paramref name="batch"/>. Seeds become zero again.</summary>
    internal void Resize(int steps, int batch, bool training)
    {
        _steps = steps;
        _batch = batch;
        var oneStep = _extent == Extent.OneStep || (_extent == Extent.AllStepsToTrain && !training);
        ClearSeed();
        Lay(oneStep ? 0 : batch * RowStride);
        if (_extent == Extent.AllStepsAndFollowing && IsAllocated)
            Elements(steps * batch, batch).Clear();
    }

    internal void ClearSeed()
    {
        if (!_isSeedWritten)
            return;
        _memory.All.Clear();
        _isSeedWritten = false;
        Lay(0);
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
        return new Series<T>(_memory.All[(skipped + column)..], name, _steps, _batch, width, RowStride);
    }

    /// <summary>The rows before the first step: a state's initial value, or the one step of a value that is not kept.</summary>
    internal Series<T> ToInitial()
    {
        RequireAllocated();
        // The gradient of a state that has no influence is a seed that nobody writes.
        if (_extent == Extent.Seed)
            WriteSeed();
        return new Series<T>(_memory.All, Name, 1, _batch, Width, RowStride);
    }

    /// <summary>Makes the value after the last step the initial value of what follows.</summary>
    internal void CarryOver() => Elements(_steps * _batch, _batch).CopyTo(Elements(0, _batch));

    private Span<T> Elements(int firstRow, int rows) => _memory.All.Slice(firstRow * RowStride, rows * RowStride);

    // A seed that nobody has written is one row of zeros, again and again.
    private void Lay(int stepStride)
    {
        _memory.StepStride = IsWritten ? stepStride : 0;
        _memory.RowStride = IsWritten ? RowStride : 0;
        _memory.First = _extent == Extent.AllStepsAndInitial ? stepStride : 0;
    }

    private void RequireAllocated()
    {
        if (!IsAllocated)
            throw new InvalidOperationException($"{Name}: only a tape made by CreateTape has gradients; this is the window of a runner.");
    }

    // Workers hand seeds to a loop inside the step at the same time.
    private void WriteSeed()
    {
        if (Volatile.Read(ref _isSeedWritten))
            return;
        lock (this)
        {
            var length = (long)_maxRows * RowStride;
            if (_memory.Length < length)
                _memory.Allocate(length);
            (_memory.StepStride, _memory.RowStride) = (_batch * RowStride, RowStride);
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

    // On its own, so that what finds rows is short enough to stand where it is called.
    [DoesNotReturn]
    private void ThrowNotKept(int step, Share rows)
        => throw new InvalidOperationException(
            $"{Name} has no {rows} at step {step}: the generated code reads or writes what the tape does not keep.");
}
