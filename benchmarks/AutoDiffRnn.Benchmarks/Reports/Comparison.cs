using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Reports;

/// <summary>What identifies a row: a cell run by the generated code and by a peer, at one size.</summary>
internal sealed record ComparisonKey(string Cell, string Peer, Phase Phase, SequenceShape Shape, int Threads);

/// <summary>What was measured of one side.</summary>
/// <param name="Seconds">The median time of a call.</param>
/// <param name="LowerQuartile">A quarter of all samples took less.</param>
/// <param name="UpperQuartile">A quarter of all samples took more.</param>
/// <param name="Fastest">The least time of a call.</param>
/// <param name="PercentOfPeak">The operations of the products, of what all threads could multiply and add in the median time.</param>
/// <param name="PercentOfPeakAtBest">The same of the least time and the greatest rate: what a machine that does nothing else would show.</param>
/// <param name="PercentOfRoofline">The shortest possible time, of the median.</param>
/// <param name="AllocatedBytes">Managed memory that a call allocates, on all threads.</param>
/// <param name="PeakBytes">How much the process grows by making the contender and training with it.</param>
/// <param name="PercentOfBandwidth">
/// Of the time that passed, how much it takes to read as many bytes as a run moves to and from its tape at least, from where memory of the
/// tape's size is.
/// </param>
internal sealed record SideResult(
    double Seconds, double LowerQuartile, double UpperQuartile, double Fastest, double PercentOfPeak, double PercentOfPeakAtBest,
    double PercentOfRoofline, long AllocatedBytes, long? PeakBytes, double? PercentOfBandwidth = null);

/// <summary>A row of a comparison.</summary>
/// <param name="Key">What was compared.</param>
/// <param name="Ours">The generated code.</param>
/// <param name="Theirs">The peer.</param>
/// <param name="Ratio">How many times longer the peer takes: the medians' ratio.</param>
/// <param name="RatioLowerQuartile">A quarter of all pairs have a smaller ratio.</param>
/// <param name="RatioUpperQuartile">A quarter of all pairs have a greater ratio.</param>
/// <param name="PeakFlops">Multiplications and additions a second that one core could do meanwhile.</param>
internal sealed record ComparisonRow(
    ComparisonKey Key, SideResult Ours, SideResult Theirs, double Ratio, double RatioLowerQuartile, double RatioUpperQuartile, double PeakFlops);
