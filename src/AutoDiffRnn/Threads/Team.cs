using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AutoDiffRnn.Kernels;

/// <summary>What all workers of a call run, each for its own share.</summary>
internal interface ISharedWork
{
    /// <summary>Runs one worker's part.</summary>
    void Run(Worker worker);
}

/// <summary>
/// The threads of all networks: made when they are first needed, asleep between calls. Within a call they wait by spinning, because what they
/// wait for takes less time than to fall asleep and to wake up.
/// </summary>
internal sealed class Team
{
    /// <summary>
    /// How often a waiting thread looks before it offers its processor to others: some 50 microseconds, longer than a wait takes where every
    /// thread has a processor.
    /// </summary>
    private const int Patience = 1000;

    private static readonly Team Instance = new();
    private static readonly bool IsOneProcessor = Environment.ProcessorCount == 1;

    private Member[] _members;
    private ISharedWork? _work;
    private int _isBusy;
    private int _phase;
    private int _arrived;
    private int _running;
    private bool _isAbandoned;

    private Team() => _members = [new Member(this, 0)];

    /// <summary>The number of workers of the call.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Whether the workers share out the units of each step, rather than the examples.</summary>
    public bool IsByUnits { get; private set; }

    /// <summary>
    /// Runs <paramref name="work"/> on the calling thread and <paramref name="count"/> − 1 others; on the calling thread alone while they are at
    /// work for another caller.
    /// </summary>
    /// <remarks>What a worker throws is thrown here, after all have stopped; of several, what the first of them throws.</remarks>
    public static void Run(ISharedWork work, int count, bool byUnits = false)
    {
        if (count == 1 || Interlocked.Exchange(ref Instance._isBusy, 1) == 1)
        {
            work.Run(Worker.Alone);
            return;
        }

        try
        {
            Instance.RunTogether(work, count, byUnits);
        }
        finally
        {
            Volatile.Write(ref Instance._isBusy, 0);
        }
    }

    /// <summary>Waits until all workers of the call are here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Meet()
    {
        var phase = Volatile.Read(ref _phase);
        if (Interlocked.Increment(ref _arrived) == Count)
        {
            Volatile.Write(ref _arrived, 0);
            Volatile.Write(ref _phase, phase + 1);
            return;
        }

        for (var looks = 0; Volatile.Read(ref _phase) == phase; looks++)
        {
            // Whoever stopped may have done so after this meeting, so look again: all workers get as far as the first that stops.
            if (Volatile.Read(ref _isAbandoned) && Volatile.Read(ref _phase) == phase)
                throw new AbandonedException();
            Wait(looks);
        }
    }

    private static void Wait(int looks)
    {
        if (looks < Patience && !IsOneProcessor)
            Thread.SpinWait(1);
        else
            Thread.Yield();
    }

    private void RunTogether(ISharedWork work, int count, bool byUnits)
    {
        Hire(count);
        _work = work;
        (Count, IsByUnits) = (count, byUnits);
        _arrived = 0;
        _isAbandoned = false;
        _running = count;
        for (var index = 1; index < count; index++)
            _members[index].Wake.Set();
        RunPart(_members[0]);
        for (var looks = 0; Volatile.Read(ref _running) > 0; looks++)
            Wait(looks);
        _work = null;
        if (_isAbandoned)
            ThrowFirst(count);
    }

    private void RunPart(Member member)
    {
        try
        {
            _work!.Run(member.Worker);
        }
        catch (Exception error)
        {
            member.Error = error;
            Volatile.Write(ref _isAbandoned, true);
        }

        Interlocked.Decrement(ref _running);
    }

    private void ThrowFirst(int count)
    {
        Exception? first = null;
        foreach (var member in _members.AsSpan(0, count))
        {
            if (first is null && member.Error is not AbandonedException)
                first = member.Error;
            member.Error = null;
        }

        ExceptionDispatchInfo.Throw(first!);
    }

    private void Hire(int count)
    {
        while (_members.Length < count)
        {
            var member = new Member(this, _members.Length);
            new Thread(() => Serve(member)) { IsBackground = true, Name = $"AutoDiffRnn worker {member.Worker.Index}" }.UnsafeStart();
            _members = [.. _members, member];
        }
    }

    private void Serve(Member member)
    {
        while (true)
        {
            member.Wake.Wait();
            member.Wake.Reset();
            RunPart(member);
        }
    }

    /// <summary>A worker with what wakes its thread, and what it threw. The first is the caller's.</summary>
    private sealed class Member(Team team, int index)
    {
        public Worker Worker { get; } = new(team, index);

        public ManualResetEventSlim Wake { get; } = new(initialState: false, spinCount: 0);

        public Exception? Error { get; set; }
    }

    /// <summary>Stops a worker that waits for one that has stopped.</summary>
    private sealed class AbandonedException : Exception;
}
