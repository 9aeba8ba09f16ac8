using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// One of the threads that run a pass together. Each runs the same code from beginning to end, for its own share of the rows, and where the code
/// reads rows of others it first waits for them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Worker
{
    private readonly Team? _team;

    internal Worker(Team? team, int index)
    {
        _team = team;
        Index = index;
    }

    /// <summary>The worker of what is not shared out: all rows are its own, and it waits for nobody.</summary>
    public static Worker Alone { get; } = new(null, 0);

    /// <summary>Whether this is the worker that does what cannot be shared out.</summary>
    public bool IsFirst => Index == 0;

    /// <summary>The number of the worker among those of a pass, from 0.</summary>
    internal int Index { get; }

    /// <summary>The number of workers of the pass.</summary>
    internal int Count => _team is null ? 1 : _team.Count;

    /// <summary>Whether the workers share out the units of each step, rather than the examples.</summary>
    internal bool IsByUnits => _team is { IsByUnits: true };

    /// <summary>The examples whose steps this worker runs: all of them where units are shared out.</summary>
    public Share Examples(int batch) => IsByUnits ? batch : Share(batch);

    /// <summary>The examples for what needs all units of a step: where those are shared out, the first worker does it for all.</summary>
    public Share Whole(int batch) => !IsByUnits ? Share(batch) : IsFirst ? batch : 0;

    /// <summary>This worker's part of the cache lines of a row.</summary>
    internal Share Lines(int lines)
    {
        var first = Start(lines, Index, Count);
        return new Share(first, Start(lines, Index + 1, Count) - first);
    }

    /// <summary>This worker's part of <paramref name="rows"/> rows: equal numbers for all, give or take one.</summary>
    /// <remarks>It is always the same part of the same number of rows.</remarks>
    public Share Share(int rows)
    {
        var workers = Math.Clamp(rows / Splitting.Current.LeastRows, 1, Count);
        var first = Start(rows, Math.Min(Index, workers), workers);
        return new Share(first, Start(rows, Math.Min(Index + 1, workers), workers) - first);
    }

    /// <summary>Waits until all workers of the pass are here. What they wrote before can be read after.</summary>
    public void Meet() => _team?.Meet();

    /// <summary>Waits in a step, where units are shared out: examples do not need one another.</summary>
    public void MeetInStep()
    {
        if (IsByUnits)
            Meet();
    }

    private static int Start(int rows, int worker, int workers) => (int)((long)rows * worker / workers);
}
