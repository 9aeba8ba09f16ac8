using System.Numerics;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// The whole gradient but for one weight, which gets a part of its own: G₀, what it does at the step of the loss itself, or G − G₀, what it does at
/// earlier steps.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class RoleCutGradient<T> : IGradientSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RoleCut _cut;
    private readonly Windows<T> _now;
    private readonly T[][] _kept;

    /// <summary>Makes the source for a run.</summary>
    /// <exception cref="KeyNotFoundException">The cell has no such weight.</exception>
    public RoleCutGradient(SequenceRun<T> run, RoleCut cut)
    {
        _cut = cut;
        _ = run.Model.Cell.Gradients[cut.Weight];
        _now = new Windows<T>(run, 1);
        _kept = [new T[run.Model.Cell.Gradients.Values.Length], new T[run.Model.Embedding.Gradients.Values.Length]];
    }

    /// <inheritdoc/>
    public void Backward(SequenceRun<T> run)
    {
        var (cell, words) = (run.Model.Cell.Gradients, run.Model.Embedding.Gradients);
        run.BackwardCell();
        cell.Values.CopyTo(_kept[0]);
        words.Values.CopyTo(_kept[1]);
        cell.Clear();
        _now.Backward(run);

        var view = cell[_cut.Weight];
        var now = view.Span;
        var whole = _kept[0].AsSpan(view.Offset, view.Info.Length);
        for (var i = 0; i < now.Length; i++)
            whole[i] = _cut.Part == LagPart.Now ? whole[i] - now[i] : now[i];
        _kept[0].CopyTo(cell.Span);
        _kept[1].CopyTo(words.Span);
    }
}
