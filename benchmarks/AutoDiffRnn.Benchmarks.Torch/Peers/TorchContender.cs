using AutoDiffRnn.Benchmarks.Harness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AutoDiffRnn.Benchmarks.Torch.Peers;

/// <summary>A cell run by libtorch, its weights under the names of ours.</summary>
internal abstract class TorchContender : Contender
{
    private readonly Tensor _x;
    private readonly Tensor _seed;
    private readonly Dictionary<string, Parameter> _weights = [];
    private Tensor? _states;

    /// <summary>Copies the problem's inputs and seeds.</summary>
    protected TorchContender(Problem problem)
    {
        var (steps, batch, inputs, width) = problem.Shape;
        _x = tensor(problem.Inputs, [steps, batch, inputs]);
        _seed = tensor(problem.Seeds, [steps, batch, width]);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        Keep(Run(_x));
    }

    /// <inheritdoc/>
    public override void ForwardAndBackward()
    {
        using var scope = NewDisposeScope();
        // As optimisers do it by default: no gradient at all is less work than one of zeros.
        foreach (var weight in _weights.Values)
            weight.grad = null;
        var states = Run(_x);
        states.backward([_seed]);
        Keep(states);
    }

    /// <inheritdoc/>
    public override float[] States() => _states!.data<float>().ToArray();

    /// <inheritdoc/>
    public override float[] Gradient(string weight)
    {
        using var gradient = _weights[weight].grad!.contiguous();
        return gradient.data<float>().ToArray();
    }

    /// <summary>The states after each step, <c>[T, B, H]</c>, from initial states that are zero.</summary>
    protected abstract Tensor Run(Tensor x);

    /// <summary>A weight by its name.</summary>
    protected Parameter this[string name] => _weights[name];

    /// <summary>Makes a parameter of a weight.</summary>
    protected void Weight(Problem problem, string name)
    {
        long[] sizes = problem.Columns(name) == 0 ? [problem.Rows(name)] : [problem.Rows(name), problem.Columns(name)];
        Use(name, new Parameter(tensor(problem.Weight(name).ToArray(), sizes)));
    }

    /// <summary>Says which of our weights a parameter stands for.</summary>
    protected void Use(string name, Parameter parameter) => _weights[name] = parameter;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _states?.Dispose();
        _x.Dispose();
        _seed.Dispose();
        foreach (var weight in _weights.Values)
            weight.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(Tensor states)
    {
        _states?.Dispose();
        _states = states.detach().DetachFromDisposeScope();
    }
}
