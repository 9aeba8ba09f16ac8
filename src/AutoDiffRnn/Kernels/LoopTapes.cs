using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The tapes of a loop inside a step: the loop is a network whose steps are its rounds, so what it keeps has one more axis. There is a tape for
/// each step of the cell, or one for all of them where no step of the cell needs another.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LoopTapes<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _loop;
    private readonly int _rounds;
    private readonly bool _eachStep;
    private Tape<T>[] _tapes = [];

    /// <summary>Makes the tapes of a loop; <see cref="Allocate"/> makes room.</summary>
    /// <param name="loop">The loop's network.</param>
    /// <param name="rounds">The number of rounds; below 0 it counts as 0.</param>
    /// <param name="eachStep">Whether the loop runs step by step, rather than for the rows of all steps at once.</param>
    public LoopTapes(Network<T> loop, int rounds, bool eachStep)
    {
        ArgumentNullException.ThrowIfNull(loop);
        _loop = loop;
        _rounds = Math.Max(0, rounds);
        _eachStep = eachStep;
    }

    /// <summary>Makes room for the most steps and examples.</summary>
    public void Allocate(int maxSteps, int maxBatch, bool training)
    {
        var count = _eachStep && training ? maxSteps : 1;
        var rows = _eachStep ? maxBatch : maxSteps * maxBatch;
        _tapes = [.. Enumerable.Range(0, count).Select(_ => _loop.CreateLoopTape(Math.Max(1, _rounds), rows, training))];
    }

    /// <summary>The bytes of all values that the tapes have room for.</summary>
    internal long HeldBytes => _tapes.Sum(tape => tape.HeldBytes);

    /// <summary>
    /// Lays the tapes out for runs of the cell with so many steps and examples. Of their seeds, only those of the last round are ever written.
    /// </summary>
    internal void Resize(int steps, int batch)
    {
        var rows = _eachStep ? batch : steps * batch;
        foreach (var tape in _tapes)
        {
            if (tape.Batch != rows)
                tape.Resize(Math.Max(1, _rounds), rows);
        }
    }

    /// <summary>Writes what a state begins with, for the worker's rows.</summary>
    public void SetState(int step, string name, Rows<T> from, Worker worker) => Write(At(step).Initial(name), 0, from, worker);

    /// <summary>Writes a token of each row, the same in all rounds.</summary>
    public void SetTokens(int step, string name, Rows<int> from, Worker worker)
    {
        var tokens = At(step).Index(name);
        var first = worker.Share(tokens.Batch).First;
        for (var round = 0; round < tokens.Steps; round++)
        {
            for (var row = 0; row < from.Count; row++)
                tokens[round, first + row][0] = from.Scalar(row);
        }
    }

    /// <summary>Runs all rounds.</summary>
    public void Run(int step, Worker worker)
    {
        if (_rounds > 0)
            _loop.RunLoop(At(step), worker);
    }

    /// <summary>Reads a state after the last round.</summary>
    public void GetState(int step, string name, Rows<T> to, Worker worker)
    {
        if (_rounds > 0)
            Read(At(step).State(name), _rounds - 1, to, worker);
        else
            Read(At(step).Initial(name), 0, to, worker);
    }

    /// <summary>Writes the adjoint of a state after the last round.</summary>
    public void SetAdjoint(int step, string name, Rows<T> from, Worker worker)
        => Write(At(step).Seed(name), Math.Max(1, _rounds) - 1, from, worker);

    /// <summary>Runs all rounds back, and adds to the gradients of the loop's weights.</summary>
    public void RunBack(int step, Worker worker)
    {
        if (_rounds > 0)
            _loop.RunLoopBack(At(step), worker);
    }

    /// <summary>Reads the adjoint of what a state began with.</summary>
    public void GetAdjoint(int step, string name, Rows<T> to, Worker worker)
    {
        if (_rounds > 0)
            Read(At(step).InitialGradient(name), 0, to, worker);
        else
            Read(At(step).Seed(name), 0, to, worker);
    }

    private Tape<T> At(int step) => _tapes[_tapes.Length == 1 ? 0 : step];

    // The rows around the loop are the worker's share; those of the tapes are all.
    private static void Write(Series<T> to, int round, Rows<T> from, Worker worker)
    {
        var first = worker.Share(to.Batch).First;
        for (var row = 0; row < from.Count; row++)
        {
            var target = to[round, first + row];
            for (var j = 0; j < target.Length; j++)
                target[j] = System.Runtime.CompilerServices.Unsafe.Add(ref from.Scalar(row), j);
        }
    }

    private static void Read(Series<T> from, int round, Rows<T> to, Worker worker)
    {
        var first = worker.Share(from.Batch).First;
        for (var row = 0; row < to.Count; row++)
        {
            var source = from[round, first + row];
            for (var j = 0; j < source.Length; j++)
                System.Runtime.CompilerServices.Unsafe.Add(ref to.Scalar(row), j) = source[j];
        }
    }
}
