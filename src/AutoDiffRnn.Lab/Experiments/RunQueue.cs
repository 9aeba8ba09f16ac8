using System.Runtime.ExceptionServices;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>Where a set of runs shows how far it is. Calls come from several threads, one at a time.</summary>
internal interface IRunProgress
{
    /// <summary>A run has ended, or was found finished.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="of">How many there are.</param>
    /// <param name="what">What it was, in words.</param>
    void Show(int done, int of, string what);
}

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : IRunProgress
{
    /// <summary>The one there is.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Show(int done, int of, string what)
    {
    }
}

/// <summary>
/// Does runs that have nothing to do with each other, some at a time, each on one thread, and returns their results in the order in which they were
/// asked for: results do not depend on which ends first. Finished ones are kept in a store, and not done again.
/// </summary>
/// <param name="store">Where results are kept; null for nowhere.</param>
/// <param name="workers">How many run at a time.</param>
internal sealed class RunQueue(RunStore? store = null, int workers = 2)
{
    /// <summary>Does all runs.</summary>
    /// <param name="settings">The runs; each has all that its result depends on.</param>
    /// <param name="describe">A run in words.</param>
    /// <param name="work">Does one.</param>
    /// <param name="progress">Where to show how far it is.</param>
    /// <param name="cancellation">Ends it: runs that are finished are in the store.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<TResult> Run<TSettings, TResult>(
        IReadOnlyList<TSettings> settings,
        Func<TSettings, string> describe,
        Func<TSettings, CancellationToken, TResult> work,
        IRunProgress progress,
        CancellationToken cancellation)
        where TSettings : notnull
        where TResult : class
    {
        var job = new Job<TSettings, TResult>(settings, describe, work, progress, store);
        // Passes of a network are shared out to threads only where they are large; runs side by side need theirs for themselves.
        var threads = Threads.Count;
        Threads.Count = 1;
        try
        {
            job.RunAll(workers, cancellation);
        }
        finally
        {
            Threads.Count = threads;
        }

        return job.Results;
    }

    private sealed class Job<TSettings, TResult>(
        IReadOnlyList<TSettings> settings,
        Func<TSettings, string> describe,
        Func<TSettings, CancellationToken, TResult> work,
        IRunProgress progress,
        RunStore? store)
        where TSettings : notnull
        where TResult : class
    {
        private readonly Lock _lock = new();
        private readonly TResult?[] _results = new TResult?[settings.Count];
        private Exception? _error;
        private int _next;
        private int _done;

        public IReadOnlyList<TResult> Results => _results!;

        public void RunAll(int workers, CancellationToken cancellation)
        {
            var others = Enumerable.Range(1, Math.Max(0, Math.Min(workers, settings.Count) - 1))
                .Select(number => new Thread(() => Work(cancellation)) { IsBackground = true, Name = $"lab run {number}" }).ToList();
            foreach (var thread in others)
                thread.Start();
            Work(cancellation);
            foreach (var thread in others)
                thread.Join();
            if (_error is not null)
                ExceptionDispatchInfo.Throw(_error);
        }

        private void Work(CancellationToken cancellation)
        {
            try
            {
                while (Volatile.Read(ref _error) is null)
                {
                    var index = Interlocked.Increment(ref _next) - 1;
                    if (index >= settings.Count)
                        return;
                    cancellation.ThrowIfCancellationRequested();
                    _results[index] = FindOrDo(settings[index], cancellation);
                    lock (_lock)
                        progress.Show(++_done, settings.Count, describe(settings[index]));
                }
            }
#pragma warning disable CA1031 // What a run throws is thrown to the caller of all.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _error, error, null);
            }
        }

        private TResult FindOrDo(TSettings run, CancellationToken cancellation)
        {
            if (store?.Find<TSettings, TResult>(run) is { } found)
                return found;
            var result = work(run, cancellation);
            store?.Save(run, result);
            return result;
        }
    }
}
