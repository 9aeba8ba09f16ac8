using System.Text.Json.Serialization;

namespace AutoDiffRnn.Benchmarks.Vanishing;

/// <summary>One row of the table of subnormal adjoints.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Shape">T, B, I and H.</param>
/// <param name="Adjoints">What becomes of the adjoints.</param>
/// <param name="SubnormalShare">The part of the steps in which the norm of h's adjoint is that of subnormal elements, or below.</param>
/// <param name="Usual">The time of a backward pass with adjoints of the usual size, in milliseconds.</param>
/// <param name="Vanishing">The time of this one.</param>
/// <param name="Ratio">How many times longer it takes.</param>
internal sealed record SubnormalsResult(
    string Cell, string Shape, string Adjoints, double SubnormalShare, double Usual, double Vanishing, double Ratio);

/// <summary>How results are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(List<SubnormalsResult>))]
internal sealed partial class SubnormalsJson : JsonSerializerContext;
