using System.Text.Json.Serialization;

namespace AutoDiffRnn.Benchmarks.Widths;

/// <summary>One row of the table of vector widths: a cell, forward and backward, on one thread.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Shape">T, B, I and H.</param>
/// <param name="Bits">The width of the vectors.</param>
/// <param name="Milliseconds">The median time of a call.</param>
/// <param name="TimesWidest">How many times longer it takes than with the widest vectors.</param>
internal sealed record WidthsResult(string Cell, string Shape, int Bits, double Milliseconds, double TimesWidest);

/// <summary>How results are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(List<WidthsResult>))]
internal sealed partial class WidthsJson : JsonSerializerContext;
