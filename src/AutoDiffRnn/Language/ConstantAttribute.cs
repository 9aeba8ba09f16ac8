namespace AutoDiffRnn;

/// <summary>
/// A parameter (<see langword="double"/> or <see langword="int"/>) that is fixed when a network is created and not
/// differentiated: a leak rate, a bound to clip at, a number of repetitions. A condition on it is a real branch.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstantAttribute : Attribute;
