namespace AutoDiffRnn;

/// <summary>
/// Marks the method that is one step of a recurrent cell. It runs as it stands, on one example in double precision; the generator
/// writes the network that runs it over sequences and backward through time.
/// </summary>
/// <remarks>
/// Every parameter has exactly one role: <see cref="InputAttribute"/>, <see cref="StateAttribute"/>, <see cref="WeightAttribute"/> or
/// <see cref="ConstantAttribute"/>. An element of the returned tuple that has a state's name is that state's next value, and every
/// state appears once; every other element is an output. A cell with a single state may return its next value alone.
/// </remarks>
/// <example>
/// <code>
/// [RnnCell]
/// public static (Vector h, Vector y) Elman(
///     [Input("I")] Vector x, [State("H")] Vector h,
///     [Weight("H", "I")] Matrix Wx, [Weight("H", "H")] Matrix Wh, [Weight("H")] Vector b, [Weight("O", "H")] Matrix Wy)
/// {
///     h = Tanh(Wx * x + Wh * h + b);
///     return (h, Wy * h);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class RnnCellAttribute : Attribute
{
    /// <summary>Optimisations to leave out of this cell's network, to see what they bring. None unless it is set.</summary>
    public Optimizations Disable { get; set; }

    /// <summary>
    /// Whether the cell's step is generated apart as well, as a <see cref="StepNetwork{T}"/>: what <see cref="Measurements.GradientFlow{T}"/>
    /// and the other measurements need. <see langword="false"/> unless it is set; the MSBuild property <c>AutoDiffRnnMeasure</c> sets it for a project.
    /// </summary>
    public bool Measure { get; set; }
}
