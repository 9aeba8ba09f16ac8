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

/// <summary>A run of k: its first element in a row of a, its first row of B, and its length.</summary>
internal readonly record struct Run(int Column, int FirstK, int Length);

/// <summary>A run of one panel, or of two that follow one another, for a row alone.</summary>
/// <param name="From">The run's first element in a row of a.</param>
/// <param name="Panel">The first element of the panel's run among those of all panels.</param>
/// <param name="Length">The length of the run.</param>
/// <param name="To">The panel's first column in a row of c.</param>
/// <param name="Start">The first element of the bias that the result starts from; −1 where it is added to what c holds.</param>
/// <param name="Halves">Which vectors of the panel are computed.</param>
/// <param name="IsWide">Whether these are two panels.</param>
internal readonly record struct AloneTile(int From, int Panel, int Length, int To, int Start, Halves Halves, bool IsWide);

/// <summary>
/// The panels of a matrix that a worker multiplies with, and in which order: decided once, because the products of a step may take less time
/// than such decisions.
/// </summary>
internal sealed class PanelPlan
{
    /// <summary>As many panels as few rows are multiplied with at a time.</summary>
    private const int PanelsTogether = 4;

    private readonly Panel[] _panels;
    private readonly Run[] _runs;
    private readonly int _panelLength;
    private readonly AloneTile[] _alone;
    private readonly AloneTile[] _aloneBackwards;
    private Turning _turning;

    /// <summary>Makes the plan.</summary>
    /// <param name="panels">All panels; of those that the worker does not compute, no half.</param>
    /// <param name="panelLength">The columns of a panel.</param>
    /// <param name="runs">The runs of k, in order.</param>
    /// <param name="workers">The number of workers that share the columns out.</param>
    public PanelPlan(Panel[] panels, int panelLength, Run[] runs, int workers = 1)
    {
        (_panels, _panelLength, _runs, Workers) = (panels, panelLength, runs, workers);
        Ranges = [.. RangesOf(panels)];
        Few = [.. Ranges.SelectMany(range => Cut(range, PanelsTogether))];
        var alone = Ranges.SelectMany(range => RowTiles.Most == 8 ? Paired(range) : Cut(range, 1)).ToArray();
        _alone = [.. alone.SelectMany(TilesOf)];
        _aloneBackwards = [.. alone.Reverse().SelectMany(TilesOf)];
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

    /// <summary>Whether to go from the last to the first: every other step does, because what the step before read last is in the cache.</summary>
    public bool Turn() => _turning.IsBackwards = !_turning.IsBackwards;

    /// <summary>
    /// What a row alone is multiplied with at a time in the next step, the runs of a panel in order: panels one by one, or two by two where there are
    /// registers for both.
    /// </summary>
    public AloneTile[] NextAlone() => Turn() ? _aloneBackwards : _alone;

    /// <summary>
    /// The same plan for another worker. Each needs its own: it is written in every step, and what two processors write in turns travels between
    /// their caches.
    /// </summary>
    public PanelPlan Copy() => (PanelPlan)MemberwiseClone();

    /// <summary>The same panels for one worker of several, who share out the columns of each target.</summary>
    /// <param name="owned">The columns among those of all panels that are the worker's, a whole number of vectors of every width.</param>
    /// <param name="workers">The number of workers.</param>
    public PanelPlan Of(IReadOnlyList<Share> owned, int workers)
    {
        var half = _panelLength / 2;
        var panels = _panels.Select((panel, number) => panel with { Halves = panel.Halves & Owned(number * _panelLength) });
        return new PanelPlan([.. panels], _panelLength, _runs, workers);

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

    private IEnumerable<Range> Paired(Range range)
    {
        for (var first = range.First; first < range.First + range.Count;)
        {
            var isPair = first + 1 < range.First + range.Count && _panels[first].Halves == Halves.Both
                && _panels[first + 1] == _panels[first] with { Column = _panels[first].Column + _panelLength };
            yield return new Range(first, isPair ? 2 : 1);
            first += isPair ? 2 : 1;
        }
    }

    // The first run starts from what the target says, the others from what the run before has left.
    private IEnumerable<AloneTile> TilesOf(Range range)
    {
        var ((column, halves, accumulates), rows) = (_panels[range.First], _runs.Sum(run => run.Length));
        return _runs.Select(run => new AloneTile(
            run.Column,
            (range.First * rows + run.FirstK) * _panelLength,
            run.Length,
            column,
            accumulates || run.FirstK > 0 ? -1 : range.First * _panelLength,
            halves,
            range.Count == 2));
    }
}
