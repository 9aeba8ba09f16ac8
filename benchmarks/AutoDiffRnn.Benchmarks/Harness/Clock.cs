using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>What time is measured with.</summary>
internal static partial class Clock
{
    private const int ThreadTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>
    /// Whether to count the time that a processor has spent on the calling thread, instead of the time that passed. On a machine that does other
    /// work this is the fairer of the two, as long as both sides run on that thread alone; the runtime compiles on another. Linux only.
    /// </summary>
    public static bool CountsProcessorTime { get; set; }

    /// <summary>The time now, in seconds.</summary>
    public static unsafe double Now()
    {
        if (!CountsProcessorTime)
            return (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        var time = stackalloc long[2];
        if (GetTime(ThreadTime, time) != 0)
            throw new InvalidOperationException("clock_gettime failed.");
        return time[0] + 1e-9 * time[1];
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int GetTime(int clock, long* secondsAndNanoseconds);
}
