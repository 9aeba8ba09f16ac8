namespace AutoDiffRnn.Kernels;

/// <summary>From what size on work is split between threads. The numbers are measured; results do not depend on them.</summary>
/// <param name="LeastWork">
/// The least multiply-adds for each thread of a call. To wake a thread costs ten microseconds, and what one worker has written is far from the
/// others: a pass of an LSTM with 4 to 8 million of them takes as long on two threads as on one.
/// </param>
/// <param name="LeastRows">
/// The least rows for each thread, at least two: a product of one row alone adds up in an order of its own. And a product reads its matrix once
/// for all rows of a tile, so that half of a tile takes as long as the whole.
/// </param>
/// <param name="LeastUnitWork">
/// The least multiply-adds of a step, of all its examples, for its units to be shared out: the threads then meet in every step, which takes 0.2 to
/// 1.2 microseconds here. An LSTM of 128 units and one example has 165,000: two threads take 0.7 to 1.4 times as long as one. At 256 units, half as
/// long.
/// </param>
internal sealed record Splitting(long LeastWork, int LeastRows, long LeastUnitWork)
{
    /// <summary>How many multiply-adds take as long as it takes to compute one stored element: to load, apply a function, store.</summary>
    public const int WorkOfElement = 16;

    /// <summary>The numbers that are in force. Tests set others, so that the smallest problem is split.</summary>
    public static Splitting Current { get; set; } = new(LeastWork: 6_000_000, LeastRows: 2, LeastUnitWork: 250_000);

    /// <summary>The number of threads for a call.</summary>
    /// <param name="work">How many multiply-adds it is about.</param>
    public int ThreadsFor(long work) => (int)Math.Clamp(work / LeastWork, 1, Threads.Count);

    /// <summary>Whether the units of a step are shared out, because there are too few examples for all threads.</summary>
    /// <param name="batch">The number of examples.</param>
    /// <param name="workOfRow">How many multiply-adds the step of an example is about.</param>
    /// <param name="threads">The number of threads.</param>
    public bool IsByUnits(int batch, long workOfRow, int threads) => threads > 1 && batch < threads * LeastRows && batch * workOfRow >= LeastUnitWork;
}
