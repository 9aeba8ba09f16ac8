namespace AutoDiffRnn.Tests.Harness;

/// <summary>What a run gives, by name: dense, time-major arrays in double precision.</summary>
internal sealed class Results
{
    /// <summary>The states and outputs at all steps.</summary>
    public Dictionary<string, double[]> Values { get; } = [];

    public Dictionary<string, double[]> WeightGradients { get; } = [];

    public Dictionary<string, double[]> InputGradients { get; } = [];

    public Dictionary<string, double[]> InitialStateGradients { get; } = [];

    /// <summary>The norm of each state's adjoint at each step.</summary>
    public Dictionary<string, double[]> AdjointNorms { get; } = [];

    /// <summary>All gradients, by what they are of and name.</summary>
    public IEnumerable<(string Name, double[] Gradient)> Gradients
        => WeightGradients.Select(item => ("weight " + item.Key, item.Value))
            .Concat(InputGradients.Select(item => ("input " + item.Key, item.Value)))
            .Concat(InitialStateGradients.Select(item => ("initial " + item.Key, item.Value)));
}
