using System.Text.Json.Serialization;

namespace AutoDiffRnn.Benchmarks.FirstCalls;

/// <summary>The first calls of one network run in one way, in milliseconds.</summary>
/// <param name="Way">The way to run.</param>
/// <param name="Cell">The cell, one of <see cref="FirstCallsMeasurement.Cells"/>.</param>
/// <param name="Size">The size, one of <see cref="FirstCallsMeasurement.Sizes"/>.</param>
/// <param name="Calls">Those of <see cref="FirstCallsMeasurement.Calls"/>.</param>
/// <param name="Steady">The median when nothing changes any more.</param>
internal sealed record FirstCallsResult(string Way, string Cell, string Size, IReadOnlyList<double> Calls, double Steady);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(List<FirstCallsResult>))]
internal sealed partial class FirstCallsJson : JsonSerializerContext;
