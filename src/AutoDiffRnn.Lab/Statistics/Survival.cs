using AutoDiffRnn.Lab.Claims;
using MathNet.Numerics.Distributions;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>How long something took: until it happened, or until one stopped looking.</summary>
/// <param name="Time">The time of the event, or the last time at which it had not happened.</param>
/// <param name="Happened">Whether it happened; if not, the time is censored.</param>
internal readonly record struct Duration(double Time, bool Happened);

/// <summary>A point of a survival curve: what is left after the events at a time.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">How many were still watched, and without the event, just before it.</param>
/// <param name="Events">How many had it then.</param>
/// <param name="Left">The estimated share without the event after it, with its interval.</param>
internal readonly record struct SurvivalPoint(double Time, int AtRisk, int Events, Estimate Left);

/// <summary>
/// The estimate of Kaplan and Meier (1958): the share to which an event has not happened by a time, where for some one knows only that it
/// took longer than they were watched. Updates until learned are such times: a run that ends before it has learned is censored.
/// </summary>
/// <param name="Points">The times at which events happened, in order.</param>
internal sealed record Survival(IReadOnlyList<SurvivalPoint> Points)
{
    /// <summary>The time by which half had the event; null if more than half never had it while they were watched.</summary>
    public double? Median => Points.Where(point => point.Left.Value <= 0.5).Select(point => (double?)point.Time).FirstOrDefault();

    /// <summary>
    /// Estimates the curve. Intervals are those of Kalbfleisch and Prentice (1980): Greenwood's variance (1926) on the scale ln(−ln S), so that
    /// they stay between 0 and 1. Who is censored at the time of an event counts as at risk then.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="durations"/> is empty.</exception>
    public static Survival Of(IReadOnlyList<Duration> durations, double confidence = Intervals.Confidence)
    {
        if (durations.Count == 0)
            throw new ArgumentException("There must be at least one duration.", nameof(durations));
        var z = Normal.InvCDF(0, 1, Intervals.Upper(confidence));
        var points = new List<SurvivalPoint>();
        var (left, variance) = (1.0, 0.0);
        foreach (var events in durations.Where(duration => duration.Happened).GroupBy(duration => duration.Time).OrderBy(group => group.Key))
        {
            var atRisk = durations.Count(duration => duration.Time >= events.Key);
            var count = events.Count();
            left *= (double)(atRisk - count) / atRisk;
            variance += count / ((double)atRisk * (atRisk - count));
            points.Add(new SurvivalPoint(events.Key, atRisk, count, WithInterval(left, variance, z)));
        }

        return new Survival(points);
    }

    private static Estimate WithInterval(double left, double variance, double z)
    {
        if (left <= 0)
            return new Estimate(0, 0, 0);
        var factor = Math.Exp(z * Math.Sqrt(variance) / Math.Abs(Math.Log(left)));
        return new Estimate(left, Math.Pow(left, factor), Math.Pow(left, 1 / factor));
    }
}
