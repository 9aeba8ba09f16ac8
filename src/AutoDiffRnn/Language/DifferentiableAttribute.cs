namespace AutoDiffRnn;

/// <summary>
/// Marks a static method written in the cell language that cells may call: the generator puts its body in the place of the call and
/// differentiates it there, or uses the derivative that a method marked <see cref="DerivativeOfAttribute"/> gives.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute;
