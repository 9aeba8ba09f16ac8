namespace AutoDiffRnn;

/// <summary>
/// Marks a hand-written derivative. The method takes the arguments of the method it belongs to, then that method's result, then the
/// adjoint of the result, and returns the adjoints of the arguments in their order (a tuple, if there are several).
/// </summary>
/// <remarks>The body is cell code as well, so that it can be differentiated again. Running a cell as plain C# never calls it.</remarks>
/// <example>
/// <code>
/// [Differentiable]
/// public static double Cube(double x) => x * x * x;
///
/// [DerivativeOf(nameof(Cube))]
/// public static double CubeAdjoint(double x, double y, double dy) => 3 * x * x * dy;
/// </code>
/// </example>
/// <param name="method">The name of the method in the same type, best written with <see langword="nameof"/>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DerivativeOfAttribute(string method) : Attribute
{
    /// <summary>The name of the method whose derivative this is.</summary>
    public string Method { get; } = method;
}
