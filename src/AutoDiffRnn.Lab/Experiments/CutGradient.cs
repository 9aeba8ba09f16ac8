using System.Numerics;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// The gradient cut at lag K: each word's loss reaches its own step and K − 1 earlier ones, and no further: Σ G_n over the lags n &lt; K. It differs
/// from truncated backpropagation in segments, where the first word of a segment reaches nothing and the last one all of it.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class CutGradient<T> : IGradientSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _lag;
    private readonly Windows<T> _windows;

    /// <summary>Makes the source for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lag">K, at least 1.</param>
    public CutGradient(SequenceRun<T> run, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        _lag = Math.Min(lag, run.Tape.MaxSteps);
        _windows = new Windows<T>(run, _lag);
    }

    /// <inheritdoc/>
    public void Backward(SequenceRun<T> run)
    {
        _windows.Backward(run);
        var beginning = Math.Min(_lag - 1, run.Tape.Steps) * run.Tape.Batch;
        for (var row = 0; row < beginning; row++)
        {
            if (run.IsScored(row))
            {
                BackwardBeginning(run);
                return;
            }
        }
    }

    /// <summary>Words with fewer than K − 1 others before them reach all of those: an ordinary pass, without the seeds of later words.</summary>
    private void BackwardBeginning(SequenceRun<T> run)
    {
        var (tape, model) = (run.Tape, run.Model);
        var seeds = tape.Seed(model.Kind.Read);
        for (var step = _lag - 1; step < tape.Steps; step++)
        {
            for (var example = 0; example < tape.Batch; example++)
                seeds[step, example].Clear();
        }

        run.BackwardCell();
    }
}
