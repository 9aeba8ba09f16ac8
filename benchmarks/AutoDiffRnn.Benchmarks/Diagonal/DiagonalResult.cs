using System.Text.Json.Serialization;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>Medians of one way at one size, in milliseconds.</summary>
/// <param name="Layers">l.</param>
/// <param name="Characters">C.</param>
/// <param name="Name">The way.</param>
/// <param name="Objective">The loss alone, keeping nothing.</param>
/// <param name="Gradient">The loss and the gradient of all weights.</param>
internal sealed record DiagonalResult(int Layers, int Characters, string Name, double Objective, double Gradient);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(List<DiagonalResult>))]
internal sealed partial class DiagonalJson : JsonSerializerContext;
