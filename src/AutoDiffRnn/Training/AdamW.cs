using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019): as <see cref="Adam{T}"/>
/// without λ in the gradient, and with the weight itself shrunk in each step:
/// <code>
/// w ← (1 − η·λ)·w − η·m̂ / (√v̂ + ε)
/// </code>
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
/// <param name="weights">The weights to be trained.</param>
/// <param name="beta1">β₁, from 0 to below 1.</param>
/// <param name="beta2">β₂, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
/// <param name="weightDecay">λ, at least 0; it applies to every weight, biases too, and is scaled by the learning rate of the step.</param>
/// <exception cref="ArgumentException">A number is out of its range.</exception>
public sealed class AdamW<T>(WeightSet<T> weights, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
    : Adam<T>(weights, beta1, beta2, epsilon, weightDecay, decoupled: true) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string Name => "AdamW";
}
