namespace AutoDiffRnn;

/// <summary>
/// A parameter (<see langword="double"/> or <see langword="int"/>) that is fixed when a network is created and not
/// differentiated: a leak rate, a bound to clip at, a number of repetitions. Of a condition on it both sides are computed, and the one that
/// holds is taken: the other affects neither values nor gradients.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstantAttribute : Attribute;
