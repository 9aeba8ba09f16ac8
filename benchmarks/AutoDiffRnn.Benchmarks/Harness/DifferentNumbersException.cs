namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>Two sides of a comparison compute different numbers, so that their times say nothing.</summary>
internal sealed class DifferentNumbersException(string message) : Exception(message);
