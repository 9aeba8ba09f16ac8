using System.Diagnostics;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>Times two ways to do the same work by turns, so that whatever else the machine does meets both of them alike.</summary>
/// <param name="rounds">How many samples to take of each.</param>
/// <param name="shortest">How long a sample takes at least: short work is repeated within one.</param>
/// <param name="pause">What to wait before a sample, so that threads which the other side left spinning are asleep.</param>
internal sealed class PairedTiming(int rounds, TimeSpan shortest, TimeSpan pause)
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(600);

    /// <summary>The time of one call of each, in seconds, round by round.</summary>
    /// <param name="first">The one side.</param>
    /// <param name="second">The other side.</param>
    /// <param name="each">What else to do in each round, between the samples.</param>
    public PairedTimes Measure(Action first, Action second, Action each)
    {
        var calls = (First: Warm(first), Second: Warm(second));
        var times = (First: new double[rounds], Second: new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            // By turns, so that neither always runs on what the other has left in the caches.
            if (round % 2 == 0)
                times.First[round] = Sample(first, calls.First);
            times.Second[round] = Sample(second, calls.Second);
            each();
            if (round % 2 == 1)
                times.First[round] = Sample(first, calls.First);
        }

        return new PairedTimes(times.First, times.Second);
    }

    /// <summary>Runs the work until it is compiled and its memory is touched.</summary>
    /// <returns>How many calls a sample takes.</returns>
    private int Warm(Action work)
    {
        work();
        var clock = Stopwatch.StartNew();
        var calls = 0;
        var fastest = double.MaxValue;
        do
        {
            var before = Clock.Now();
            work();
            fastest = Math.Min(fastest, Clock.Now() - before);
            calls++;
        }
        while (clock.Elapsed < _warmUp || calls < 3);
        return (int)Math.Ceiling(shortest.TotalSeconds / fastest);
    }

    private double Sample(Action work, int calls)
    {
        if (pause > TimeSpan.Zero)
            Thread.Sleep(pause);
        work(); // brings its memory back into the caches
        var start = Clock.Now();
        for (var call = 0; call < calls; call++)
            work();
        return (Clock.Now() - start) / calls;
    }
}

/// <summary>The times of two ways to do the same work, in seconds: those of one index were taken one after the other.</summary>
internal sealed record PairedTimes(double[] First, double[] Second)
{
    /// <summary>How many times longer the second takes: the medians' ratio.</summary>
    public double Ratio => Quantiles.Median(Second) / Quantiles.Median(First);

    /// <summary>The quartiles of the ratios of all pairs: how far one measurement may be trusted.</summary>
    public (double Lower, double Upper) RatioQuartiles
    {
        get
        {
            var ratios = First.Zip(Second, (first, second) => second / first).ToArray();
            return (Quantiles.At(ratios, 0.25), Quantiles.At(ratios, 0.75));
        }
    }
}

/// <summary>Order statistics.</summary>
internal static class Quantiles
{
    /// <summary>The value that half of all values do not exceed.</summary>
    public static double Median(IReadOnlyCollection<double> values) => At(values, 0.5);

    /// <summary>The value below which <paramref name="part"/> of all values lie, between two of them by linear interpolation.</summary>
    public static double At(IReadOnlyCollection<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        var position = part * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The geometric mean.</summary>
    public static double GeometricMean(IReadOnlyCollection<double> values) => Math.Exp(values.Average(Math.Log));
}
