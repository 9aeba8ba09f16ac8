namespace AutoDiffRnn;

/// <summary>
/// A parameter that all steps and examples share and that is learned: its gradient is the sum over all of them. A matrix is
/// <c>[out, in]</c>.
/// </summary>
/// <remarks>
/// A size is a name, a whole number, or a small expression over them: <c>"H"</c>, <c>"4*H"</c>, <c>"I+H"</c>, <c>"H/2"</c>. The same
/// name is the same size everywhere in a cell, and is given when a network is created. <c>T</c> (steps) and <c>B</c> (examples) are reserved:
/// every cell is run over both, so neither can name a size of one step.
/// </remarks>
/// <param name="dimensions">
/// The sizes, outermost first: none for a number, one for a <see cref="Vector"/>, rows and columns for a <see cref="Matrix"/>.
/// </param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WeightAttribute(params string[] dimensions) : Attribute
{
    /// <summary>The sizes as written, outermost first.</summary>
    public string[] Dimensions { get; } = dimensions;
}
