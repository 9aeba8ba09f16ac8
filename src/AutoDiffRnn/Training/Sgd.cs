using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiffRnn;

/// <summary>
/// Stochastic gradient descent, with momentum, Nesterov's momentum and weight decay where they are asked for. For each weight w
/// with gradient g, learning rate η, momentum μ and decay λ:
/// <code>
/// g ← g + λ·w
/// v ← μ·v + g
/// w ← w − η·v                 or with Nesterov's momentum: w ← w − η·(g + μ·v)
/// </code>
/// </summary>
/// <remarks>
/// Polyak 1964; Nesterov's in the form of Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013,
/// rewritten for the point that the gradient is taken at. The rate stands outside v, as in PyTorch, so a change of it acts at once.
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public sealed class Sgd<T> : Optimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _momentum;
    private readonly double _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Makes the rule for as many weights as <paramref name="weights"/> has; without momentum it remembers nothing.</summary>
    /// <param name="weights">The weights to be trained.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <param name="weightDecay">λ, at least 0; it applies to every weight, biases too.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or Nesterov's momentum has none to work with.</exception>
    public Sgd(WeightSet<T> weights, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(weights, momentum == 0 ? [] : ["velocity"])
    {
        _momentum = RequireSetting(momentum, 1, nameof(momentum));
        _weightDecay = RequireSetting(weightDecay, double.PositiveInfinity, nameof(weightDecay));
        _nesterov = nesterov;
        ShapeError.Require(!nesterov || momentum > 0, nameof(momentum), "a momentum above 0 for Nesterov's rule", "0");
        Settings = [new("momentum", momentum), new("nesterov", nesterov ? 1 : 0), new("weightDecay", weightDecay)];
    }

    /// <inheritdoc/>
    public override string Name => "Sgd";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, double>> Settings { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<T> weights, ReadOnlySpan<T> gradients, double learningRate, long step)
    {
        var rate = T.CreateChecked(learningRate);
        if (_momentum == 0)
            Descend(weights, gradients, rate, T.CreateChecked(_weightDecay));
        else
            Roll(weights, gradients, StateAt(0), rate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(Span<T> weights, ReadOnlySpan<T> gradients, T rate, T decay)
    {
        var w = MemoryMarshal.Cast<T, Vector<T>>(weights);
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        for (var i = 0; i < w.Length; i++)
            w[i] -= (g[i] + w[i] * decay) * rate;
        for (var i = w.Length * Vector<T>.Count; i < weights.Length; i++)
            weights[i] -= (gradients[i] + weights[i] * decay) * rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Roll(Span<T> weights, ReadOnlySpan<T> gradients, Span<T> velocities, T rate)
    {
        var (momentum, decay) = (T.CreateChecked(_momentum), T.CreateChecked(_weightDecay));
        var w = MemoryMarshal.Cast<T, Vector<T>>(weights);
        var g = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        var v = MemoryMarshal.Cast<T, Vector<T>>(velocities);
        for (var i = 0; i < w.Length; i++)
        {
            var gradient = g[i] + w[i] * decay;
            v[i] = v[i] * momentum + gradient;
            w[i] -= (_nesterov ? gradient + v[i] * momentum : v[i]) * rate;
        }

        for (var i = w.Length * Vector<T>.Count; i < weights.Length; i++)
        {
            var gradient = gradients[i] + weights[i] * decay;
            velocities[i] = velocities[i] * momentum + gradient;
            weights[i] -= (_nesterov ? gradient + velocities[i] * momentum : velocities[i]) * rate;
        }
    }
}
