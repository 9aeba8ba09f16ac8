namespace AutoDiffRnn;

/// <summary>How many threads a pass may use.</summary>
/// <remarks>
/// <para>
/// Results do not depend on it: values, outputs and gradients have the same bits for any number of threads.
/// </para>
/// <para>
/// The threads are made when a pass first needs them, are shared by all networks, sleep between passes, and do not keep the process
/// from ending. One pass uses them at a time: a pass that begins on another thread of the program meanwhile runs on that thread alone.
/// </para>
/// <para>
/// Threads of a pass wait for each other, with few examples and many units in every step. Where processors do other work at the same time, one thread
/// that has to wait for its turn holds up all: then set the number to that of the processors that are free.
/// </para>
/// </remarks>
/// <example><code>Threads.Count = 1; // everything runs on the thread that calls</code></example>
public static class Threads
{
    private static int _count = Math.Min(Environment.ProcessorCount, Most);

    /// <summary>The largest number of threads of a pass.</summary>
    public const int Most = 256;

    /// <summary>
    /// The largest number of threads that a pass uses, the calling one among them: from 1, which makes no threads, to <see cref="Most"/>. A small
    /// pass uses fewer. At first it is the number of processors that the runtime sees (<see cref="Environment.ProcessorCount"/>). It may be
    /// changed between any two passes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1 or more than <see cref="Most"/>.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            Volatile.Write(ref _count, value);
        }
    }
}
