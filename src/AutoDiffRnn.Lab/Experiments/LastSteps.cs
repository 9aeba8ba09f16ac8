using System.Numerics;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// The gradient of a loss at the last step, cut at lag K: the last K steps are run again from the states before them, which count as given. It is
/// Σ G_n over the lags n &lt; K, exactly.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class LastSteps<T> : IGradientSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _lag;
    private readonly Tape<T> _window;

    /// <summary>Makes the source for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lag">K, at least 1: the steps that a loss reaches.</param>
    public LastSteps(SequenceRun<T> run, int lag)
    {
        _lag = lag;
        _window = run.Model.Cell.CreateTape(Math.Min(lag, run.Tape.MaxSteps), run.Tape.MaxBatch);
    }

    /// <inheritdoc/>
    public void Backward(SequenceRun<T> run)
    {
        var (tape, model) = (run.Tape, run.Model);
        var steps = Math.Min(_lag, tape.Steps);
        var first = tape.Steps - steps;
        _window.Resize(steps, tape.Batch);
        foreach (var state in model.Cell.Cell.States)
            CopyRows(first == 0 ? tape.Initial(state.Name) : tape.State(state.Name), Math.Max(0, first - 1), _window.Initial(state.Name));
        CopyRows(tape.Input(model.Kind.Input), first, _window.Input(model.Kind.Input));
        CopyRows(tape.Seed(model.Kind.Read), first, _window.Seed(model.Kind.Read));
        model.Cell.Forward(_window);
        model.Cell.Backward(_window, GradientsOf.Inputs);
        model.Embedding.Backward(run.Tokens[(first * tape.Batch)..], _window.InputGradient(model.Kind.Input));
    }

    private static void CopyRows(Series<T> from, int first, Series<T> to)
    {
        for (var step = 0; step < to.Steps; step++)
        {
            for (var example = 0; example < to.Batch; example++)
                from[first + step, example].CopyTo(to[step, example]);
        }
    }
}
