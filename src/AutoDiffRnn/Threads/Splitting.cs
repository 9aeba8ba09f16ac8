namespace AutoDiffRnn.Kernels;

/// <summary>From what size on work is split between threads. The numbers are measured; results do not depend on them.</summary>
/// <param name="LeastTime">
/// The least time on one thread, in microseconds, for each thread: of a forward pass, and of both passes of a tape for training, which are split
/// alike. To wake a thread takes 20 to 80 microseconds here, of which the caller spends 10 to 30; and half of the examples take more than half of
/// the time. Up to 2000 microseconds two threads take as long as one, or longer.
/// </param>
/// <param name="LeastRows">
/// The least rows for each thread, at least two: a product of one row alone adds up in an order of its own. And a product reads its matrix once
/// for all rows of a tile, so that half of a tile takes as long as the whole.
/// </param>
/// <param name="LeastStepTime">
/// The least time of a step, of all its examples and of as many passes, in microseconds, for its units to be shared out: the threads then meet in
/// every step, which takes 0.2 to 1.2 microseconds here. A step forward of an LSTM of 128 units and one example takes 3: two threads take 0.7 to
/// 1.4 times as long as one. At 256 units, half as long.
/// </param>
internal sealed record Splitting(double LeastTime, int LeastRows, double LeastStepTime)
{
    /// <summary>The numbers that are in force. Tests set others, so that the smallest problem is split.</summary>
    public static Splitting Current { get; set; } = new(LeastTime: 1000, LeastRows: 2, LeastStepTime: 8);

    /// <summary>The number of threads for a pass, and whether they share out the units of each step, for want of examples.</summary>
    /// <param name="pass">What it takes, or both passes take.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="batch">The number of examples.</param>
    /// <param name="canShareUnits">Whether the pass can share out units at all.</param>
    public (int Threads, bool ByUnits) For(in PassTime pass, int steps, int batch, bool canShareUnits)
    {
        var threads = ThreadsFor(pass.Of(steps, batch));
        if (threads == 1 || batch >= threads * LeastRows)
            return (threads, false);
        if (canShareUnits && pass.OfStep(batch) >= LeastStepTime)
            return (threads, true);
        // In the loops some threads have no examples; what runs for all rows at once may be worth them nevertheless.
        return (Math.Max(Math.Clamp(batch / LeastRows, 1, threads), ThreadsFor(pass.OfAllRows(steps, batch))), false);
    }

    private int ThreadsFor(double time) => (int)Math.Clamp(time / LeastTime, 1, Threads.Count);
}
