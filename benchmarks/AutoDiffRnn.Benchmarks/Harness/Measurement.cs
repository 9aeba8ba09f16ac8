using AutoDiffRnn.Benchmarks.Machine;
using AutoDiffRnn.Benchmarks.Reports;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>Measures a row: the generated code beside a peer.</summary>
/// <param name="rounds">How many samples to take of each.</param>
internal sealed class Measurement(int rounds)
{
    private static readonly TimeSpan _shortestSample = TimeSpan.FromMilliseconds(4);

    // OpenMP's threads spin for a few milliseconds after each parallel region of libtorch, on the core that our second thread needs.
    private static readonly TimeSpan _pauseWithThreads = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the samples of a row.</summary>
    /// <param name="problem">The cell and its sizes.</param>
    /// <param name="key">What the row is called.</param>
    /// <param name="ours">The generated code.</param>
    /// <param name="theirs">The peer.</param>
    /// <param name="peakBytes">The memory that each needs.</param>
    public ComparisonRow Measure(Problem problem, ComparisonKey key, Contender ours, Contender theirs, (long? Ours, long? Theirs) peakBytes)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var pause = key.Threads > 1 ? _pauseWithThreads : TimeSpan.Zero;
        var timing = new PairedTiming(rounds, _shortestSample, pause);
        var peaks = new List<double>();
        var times = timing.Measure(() => ours.Run(key.Phase), () => theirs.Run(key.Phase), () => peaks.Add(FmaPeak.Measure()));
        return new ComparisonRow(
            key,
            Describe(problem, key, ours, times.First, peaks, peakBytes.Ours),
            Describe(problem, key, theirs, times.Second, peaks, peakBytes.Theirs),
            times.Ratio,
            times.RatioQuartiles.Lower,
            times.RatioQuartiles.Upper,
            Quantiles.Median(peaks));
    }

    private static SideResult Describe(
        Problem problem, ComparisonKey key, Contender contender, double[] times, IReadOnlyCollection<double> peaks, long? peakBytes)
    {
        var (seconds, peak, threads) = (Quantiles.Median(times), Quantiles.Median(peaks), contender.Threads ?? key.Threads);
        var flops = problem.Cell.Flops(key.Shape, key.Phase) / threads;
        return new SideResult(
            seconds,
            Quantiles.At(times, 0.25),
            Quantiles.At(times, 0.75),
            times.Min(),
            100 * flops / (peak * seconds),
            100 * flops / (peaks.Max() * times.Min()),
            100 * Roofline.Seconds(problem.Cell, key.Shape, key.Phase, threads, peak) / seconds,
            Allocated(contender, key.Phase),
            peakBytes,
            // A run without a tape keeps less than the cost sheet says.
            key.Phase == Phase.ForwardAndBackward && contender.TapeBytes is var (moved, held)
                ? 100 * moved / (seconds * threads * ReadRate.Of(held))
                : null);
    }

    private static long Allocated(Contender contender, Phase phase)
    {
        const int calls = 3;
        contender.Run(phase);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var call = 0; call < calls; call++)
            contender.Run(phase);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
    }
}
