using System.Runtime.InteropServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Which of a panel's two vectors are computed: a row is padded to whole vectors, but not always to two, and a worker may own one.</summary>
[Flags]
internal enum Halves
{
    None = 0,
    First = 1,
    Second = 2,
    Both = First | Second,
}

/// <summary>One panel.</summary>
/// <param name="Column">Its first column in a row of c.</param>
/// <param name="Halves">Which of its vectors are computed.</param>
/// <param name="Accumulates">Whether it adds to what c holds.</param>
internal readonly record struct Panel(int Column, Halves Halves, bool Accumulates);

/// <summary>
/// The panels of a matrix that a worker multiplies with, and in which order: decided once, because the products of a step may take less time
/// than such decisions.
/// </summary>
internal sealed class PanelPlan
{
    /// <summary>As many panels as few rows are multiplied with at a time.</summary>
    private const int PanelsTogether = 4;

    private readonly Panel[] _panels;
    private Turning _turning;

    /// <summary>Makes the plan.</summary>
    /// <param name="panels">All panels; of those that the worker does not compute, no half.</param>
    /// <param name="panelLength">The columns of a panel.</param>
    /// <param name="workers">The number of workers that share the columns out.</param>
    public PanelPlan(Panel[] panels, int panelLength, int workers = 1)
    {
        _panels = panels;
        Workers = workers;
        Ranges = [.. RangesOf(panels)];
        Few = [.. Ranges.SelectMany(range => Cut(range, PanelsTogether))];
        Alone = [.. RowTiles.Most == 8 ? Ranges.SelectMany(range => Paired(range, panelLength)) : Ranges.SelectMany(range => Cut(range, 1))];
    }

    /// <summary>Panels that follow one another.</summary>
    /// <param name="First">The first.</param>
    /// <param name="Count">Their number.</param>
    public readonly record struct Range(int First, int Count);

    /// <summary>The number of workers that share the columns out.</summary>
    public int Workers { get; }

    /// <summary>All panels.</summary>
    public ReadOnlySpan<Panel> Panels => _panels;

    /// <summary>What many rows are multiplied with at a time: as much as lies side by side.</summary>
    public Range[] Ranges { get; }

    /// <summary>What few rows are multiplied with at a time: they read little beside the matrix, so they pass all runs of some panels first.</summary>
    public Range[] Few { get; }

    /// <summary>What a row alone is multiplied with at a time: a panel, or two that follow one another, where there are registers for both.</summary>
    public Range[] Alone { get; }

    /// <summary>Whether to go from the last to the first: every other step does, because what the step before read last is in the cache.</summary>
    public bool Turn() => _turning.IsBackwards = !_turning.IsBackwards;

    /// <summary>
    /// The same plan for another worker. Each needs its own: it is written in every step, and what two processors write in turns travels between
    /// their caches.
    /// </summary>
    public PanelPlan Copy() => (PanelPlan)MemberwiseClone();

    /// <summary>The same panels for one worker of several, who share out the columns of each target.</summary>
    /// <param name="owned">The columns among those of all panels that are the worker's, a whole number of vectors of every width.</param>
    /// <param name="panelLength">The columns of a panel.</param>
    /// <param name="workers">The number of workers.</param>
    public PanelPlan Of(IReadOnlyList<Share> owned, int panelLength, int workers)
    {
        var half = panelLength / 2;
        var panels = _panels.Select((panel, number) => panel with { Halves = panel.Halves & Owned(number * panelLength) });
        return new PanelPlan([.. panels], panelLength, workers);

        Halves Owned(int column)
            => (IsOwned(column) ? Halves.First : Halves.None) | (IsOwned(column + half) ? Halves.Second : Halves.None);

        bool IsOwned(int column) => owned.Any(share => share.Contains(column));
    }

    // Alone on its cache lines, wherever the plan lies.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Turning
    {
        [FieldOffset(96)]
        public bool IsBackwards;
    }

    private static IEnumerable<Range> RangesOf(Panel[] panels)
    {
        for (var first = 0; first < panels.Length; first++)
        {
            var end = first;
            while (end < panels.Length && panels[end].Halves != Halves.None)
                end++;
            if (end > first)
                yield return new Range(first, end - first);
            first = end;
        }
    }

    private static IEnumerable<Range> Cut(Range range, int most)
    {
        for (var first = 0; first < range.Count; first += most)
            yield return new Range(range.First + first, Math.Min(most, range.Count - first));
    }

    private IEnumerable<Range> Paired(Range range, int panelLength)
    {
        for (var first = range.First; first < range.First + range.Count;)
        {
            var isPair = first + 1 < range.First + range.Count && _panels[first].Halves == Halves.Both
                && _panels[first + 1] == _panels[first] with { Column = _panels[first].Column + panelLength };
            yield return new Range(first, isPair ? 2 : 1);
            first += isPair ? 2 : 1;
        }
    }
}
