using System.Globalization;
using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// A rule that changes weights along their gradients, with the memory that it keeps of earlier steps. A step allocates nothing,
/// and goes over elements one by one with exactly rounded operations: its bits do not depend on the machine's vector width.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
/// <example>
/// <code>
/// var optimizer = new Adam&lt;float&gt;(network.Weights);
/// network.Gradients.Clear();
/// network.Forward(tape);
/// network.Backward(tape);
/// GradientClipping.ByGlobalNorm(network.Gradients, maximum: 1);
/// optimizer.Step(network.Weights, network.Gradients, schedule.At(optimizer.Steps));
/// </code>
/// </example>
public abstract class Optimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _state;

    /// <summary>Makes an optimiser with one number, zero at first, for each weight and each name in <paramref name="stateNames"/>.</summary>
    /// <param name="weights">The weights to be trained; only their number is taken from them.</param>
    /// <param name="stateNames">The names of what it remembers for each weight, each once.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    protected Optimizer(WeightSet<T> weights, params IReadOnlyList<string> stateNames)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(stateNames);
        ShapeError.Require(stateNames.Distinct().Count() == stateNames.Count, nameof(stateNames), "each name once", string.Join(", ", stateNames));
        Count = weights.Values.Length;
        StateNames = stateNames;
        _state = new T[stateNames.Count][];
        for (var i = 0; i < _state.Length; i++)
            _state[i] = new T[Count];
    }

    /// <summary>The name of the rule, by which a checkpoint knows whose state it holds.</summary>
    public abstract string Name { get; }

    /// <summary>The numbers that the rule was made with, by name. Training that goes on from a checkpoint needs the same.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, double>> Settings { get; }

    /// <summary>The names of what the rule remembers for each weight.</summary>
    public IReadOnlyList<string> StateNames { get; }

    /// <summary>The number of weights.</summary>
    public int Count { get; }

    /// <summary>How many steps were done; a checkpoint restores it.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// What the rule remembers under <paramref name="name"/>: one number for each weight, in the order of <see cref="WeightSet{T}.Values"/>.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public Span<T> State(string name)
    {
        for (var i = 0; i < _state.Length; i++)
        {
            if (StateNames[i] == name)
                return _state[i];
        }

        var known = string.Join(", ", StateNames.DefaultIfEmpty("none"));
        throw new ArgumentException($"name: optimiser {Name} has no state '{name}'; it has {known}.", nameof(name));
    }

    /// <summary>Changes <paramref name="weights"/> by one step along <paramref name="gradients"/>.</summary>
    /// <param name="weights">The weights; packed copies of them become stale.</param>
    /// <param name="gradients">
    /// Their gradients, which stay as they are. One that is not finite makes its weight so: see <see cref="GradientClipping"/>.
    /// </param>
    /// <param name="learningRate">The learning rate of this step, see <see cref="LearningRateSchedule"/>.</param>
    /// <exception cref="ArgumentException">
    /// The number of weights or gradients is not the optimiser's, or the rate is negative or not finite. Nothing was changed.
    /// </exception>
    public void Step(WeightSet<T> weights, WeightSet<T> gradients, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(gradients);
        if (weights.Values.Length != Count || gradients.Values.Length != Count || !double.IsFinite(learningRate) || learningRate < 0)
            ThrowForArguments(weights, gradients, learningRate);

        Update(weights.Span, gradients.Values, learningRate, ++Steps);
    }

    /// <summary>Does one step: all spans have <see cref="Count"/> elements.</summary>
    /// <param name="weights">The weights to be changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="learningRate">The learning rate, finite and not negative.</param>
    /// <param name="step">The number of this step, from 1.</param>
    protected abstract void Update(Span<T> weights, ReadOnlySpan<T> gradients, double learningRate, long step);

    /// <summary>What the rule remembers under the name at <paramref name="index"/> in <see cref="StateNames"/>.</summary>
    protected Span<T> StateAt(int index) => _state[index];

    /// <summary>Sets the number of steps that were done: for a checkpoint, with the state of that time.</summary>
    internal void RestoreSteps(long steps) => Steps = steps;

    /// <summary>Checks a setting: within [0, <paramref name="below"/>).</summary>
    private protected static double RequireSetting(double value, double below, string argument)
    {
        var range = double.IsInfinity(below) ? "a finite number, at least 0" : FormattableString.Invariant($"a number from 0 to below {below}");
        ShapeError.Require(value >= 0 && value < below, argument, range, value.ToString(CultureInfo.InvariantCulture));
        return value;
    }

    // Apart, so that a step formats no message that nobody reads: that would allocate.
    private void ThrowForArguments(WeightSet<T> weights, WeightSet<T> gradients, double learningRate)
    {
        ShapeError.RequireLength(Count, weights.Values.Length, nameof(weights), "as many as the optimiser was made for");
        ShapeError.RequireLength(Count, gradients.Values.Length, nameof(gradients), "as many as there are weights");
        RequireSetting(learningRate, double.PositiveInfinity, nameof(learningRate));
    }
}
