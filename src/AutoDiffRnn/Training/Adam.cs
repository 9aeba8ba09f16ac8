using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn;

/// <summary>
/// Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015). For each weight w with gradient g, learning rate η, at step t:
/// <code>
/// g ← g + λ·w
/// m ← β₁·m + (1 − β₁)·g            m̂ = m / (1 − β₁ᵗ)
/// v ← β₂·v + (1 − β₂)·g²           v̂ = v / (1 − β₂ᵗ)
/// w ← w − η·m̂ / (√v̂ + ε)
/// </code>
/// The decay λ is part of the gradient here, and so is scaled by √v̂; in <see cref="AdamW{T}"/> it is not.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public class Adam<T> : Optimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _weightDecay;
    private readonly bool _decoupled;

    /// <summary>Makes the rule for as many weights as <paramref name="weights"/> has.</summary>
    /// <param name="weights">The weights to be trained.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="weightDecay">λ, at least 0; it applies to every weight, biases too.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Adam(WeightSet<T> weights, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(weights, beta1, beta2, epsilon, weightDecay, decoupled: false)
    {
    }

    private protected Adam(WeightSet<T> weights, double beta1, double beta2, double epsilon, double weightDecay, bool decoupled)
        : base(weights, "m", "v")
    {
        _beta1 = RequireSetting(beta1, 1, nameof(beta1));
        _beta2 = RequireSetting(beta2, 1, nameof(beta2));
        _epsilon = RequireSetting(epsilon, double.PositiveInfinity, nameof(epsilon));
        _weightDecay = RequireSetting(weightDecay, double.PositiveInfinity, nameof(weightDecay));
        _decoupled = decoupled;
        Settings = [new("beta1", beta1), new("beta2", beta2), new("epsilon", epsilon), new("weightDecay", weightDecay)];
    }

    /// <inheritdoc/>
    public override string Name => "Adam";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, double>> Settings { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<T> weights, ReadOnlySpan<T> gradients, double learningRate, long step)
    {
        // η·m̂ / (√v̂ + ε) with both corrections taken out of the loop: rate·m / (√v·root + ε).
        var numbers = new Numbers(
            T.CreateChecked(_beta1),
            T.CreateChecked(1 - _beta1),
            T.CreateChecked(_beta2),
            T.CreateChecked(1 - _beta2),
            T.CreateChecked(_epsilon),
            T.CreateChecked(learningRate / (1 - Power(_beta1, step))),
            T.CreateChecked(1 / Math.Sqrt(1 - Power(_beta2, step))),
            T.CreateChecked(_decoupled ? 0 : _weightDecay),
            T.CreateChecked(_decoupled ? learningRate * _weightDecay : 0));
        var m = StateAt(0);
        var v = StateAt(1);
        var done = UpdateVectors(weights, gradients, m, v, numbers);
        for (var i = done; i < weights.Length; i++)
        {
            var gradient = gradients[i] + weights[i] * numbers.Decay;
            m[i] = m[i] * numbers.Beta1 + gradient * numbers.Rest1;
            v[i] = v[i] * numbers.Beta2 + gradient * gradient * numbers.Rest2;
            weights[i] -= weights[i] * numbers.Shrink + m[i] * numbers.Rate / (T.Sqrt(v[i]) * numbers.Root + numbers.Epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UpdateVectors(Span<T> weights, ReadOnlySpan<T> gradients, Span<T> means, Span<T> variances, in Numbers numbers)
    {
        var epsilon = new Vector<T>(numbers.Epsilon);
        var w = MemoryMarshal.Cast<T, Vector<T>>(weights);
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        var m = MemoryMarshal.Cast<T, Vector<T>>(means);
        var v = MemoryMarshal.Cast<T, Vector<T>>(variances);
        for (var i = 0; i < w.Length; i++)
        {
            var gradient = g[i] + w[i] * numbers.Decay;
            m[i] = m[i] * numbers.Beta1 + gradient * numbers.Rest1;
            v[i] = v[i] * numbers.Beta2 + gradient * gradient * numbers.Rest2;
            w[i] -= w[i] * numbers.Shrink + m[i] * numbers.Rate / (System.Numerics.Vector.SquareRoot(v[i]) * numbers.Root + epsilon);
        }

        return w.Length * Vector<T>.Count;
    }

    /// <summary>xⁿ by squaring: unlike Math.Pow, the same to the last bit on every platform.</summary>
    private static double Power(double x, long n)
    {
        var result = 1.0;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
                result *= x;
            x *= x;
        }

        return result;
    }

    /// <summary>What is the same for all weights in a step. Shrink is η·λ and not 1 − η·λ, which in float keeps few digits of a small η·λ.</summary>
    private readonly record struct Numbers(T Beta1, T Rest1, T Beta2, T Rest2, T Epsilon, T Rate, T Root, T Decay, T Shrink);
}
