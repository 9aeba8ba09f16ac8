using System.Numerics;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// The steps just before each scored word, run again apart: one sequence of K steps for each row (t, b), which begins from the state before step
/// t − K + 1 as if that were given. What it hands back is the gradient of the word's loss through the lags 0 to K − 1, exactly, and nothing of
/// earlier
/// ones.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class Windows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceModel<T> _model;
    private readonly string[] _states;
    private readonly Tape<T> _tape;
    private readonly int[] _rows;
    private readonly int[] _tokens;
    private readonly int _length;
    private int _count;

    /// <summary>Makes windows of <paramref name="length"/> steps for the rows of a run.</summary>
    public Windows(SequenceRun<T> run, int length)
    {
        var most = Math.Max(1, (run.Tape.MaxSteps - length + 1) * run.Tape.MaxBatch);
        _model = run.Model;
        _states = [.. _model.Cell.Cell.States.Select(state => state.Name)];
        _length = length;
        _tape = _model.Cell.CreateTape(length, most);
        _rows = new int[most];
        _tokens = new int[length * most];
    }

    /// <summary>Runs the windows of all scored rows that have so many steps before them, and adds the gradients of weights and words.</summary>
    /// <param name="run">The run, after its forward pass, with seeds of its output layers.</param>
    public void Backward(SequenceRun<T> run)
    {
        var batch = run.Tape.Batch;
        _count = 0;
        for (var row = (_length - 1) * batch; row < run.Tape.Steps * batch; row++)
        {
            if (run.IsScored(row))
                _rows[_count++] = row;
        }

        if (_count == 0)
            return;
        _tape.Resize(_length, _count);
        foreach (var state in _states)
            CopyInitial(run.Tape, state);
        CopyInputs(run);
        _model.Cell.Forward(_tape);
        CopySeeds(run.Tape.Seed(_model.Kind.Read), _tape.Seed(_model.Kind.Read));
        _model.Cell.Backward(_tape, _model.LearnsWords ? GradientsOf.Inputs : GradientsOf.WeightsOnly);
        if (_model.LearnsWords)
            _model.Embedding.Backward(_tokens.AsSpan(0, _length * _count), _tape.InputGradient(_model.Kind.Input));
    }

    private void CopyInitial(Tape<T> from, string state)
    {
        var values = new Rows(from.State(state));
        var initial = new Rows(from.Initial(state));
        var to = _tape.Initial(state);
        for (var i = 0; i < _count; i++)
        {
            var before = _rows[i] - _length * from.Batch;
            (before >= 0 ? values[before] : initial[before + from.Batch]).CopyTo(to[0, i]);
        }
    }

    private void CopyInputs(SequenceRun<T> run)
    {
        var from = new Rows(run.Tape.Input(_model.Kind.Input));
        var to = _tape.Input(_model.Kind.Input);
        for (var step = 0; step < _length; step++)
        {
            for (var i = 0; i < _count; i++)
            {
                var row = _rows[i] - (_length - 1 - step) * run.Tape.Batch;
                from[row].CopyTo(to[step, i]);
                _tokens[step * _count + i] = run.Tokens[row];
            }
        }
    }

    private void CopySeeds(Series<T> from, Series<T> to)
    {
        var rows = new Rows(from);
        for (var i = 0; i < _count; i++)
            rows[_rows[i]].CopyTo(to[_length - 1, i]);
    }

    /// <summary>A series by the number of its row, t·B + b.</summary>
    private readonly ref struct Rows(Series<T> series)
    {
        private readonly Series<T> _series = series;

        public Span<T> this[int row] => _series[row / _series.Batch, row % _series.Batch];
    }
}
