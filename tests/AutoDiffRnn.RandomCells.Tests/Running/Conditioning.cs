using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>
/// How much a tensor of the network in double changes, in proportion, when all that it is computed from changes by a little: rounding
/// cannot be held to less than that many units of it. Measured only where it is asked for.
/// </summary>
internal sealed class Conditioning(Problem problem)
{
    public const string NormsOf = "norms of d";

    private const double Change = 1e-9;

    private readonly Lazy<Dictionary<string, double>> _factors = new(() => Measure(problem));

    public double Of(string name) => _factors.Value[name];

    private static Dictionary<string, double> Measure(Problem problem)
    {
        var expected = Tensors(NetworkRun.Of<double>(problem));
        var factors = expected.Keys.ToDictionary(name => name, _ => 0.0);
        var random = new Random(11);
        for (var i = 0; i < 4; i++)
        {
            foreach (var (name, values) in Tensors(Perturbed(problem, random)))
            {
                var difference = Close.Norm([.. values.Zip(expected[name], (a, b) => a - b)]);
                factors[name] = Math.Max(factors[name], difference / Math.Max(1, Close.Norm(expected[name])) / Change);
            }
        }

        return factors;
    }

    private static Results Perturbed(Problem problem, Random random)
    {
        var arrays = new[] { problem.Weights, problem.Inputs, problem.InitialStates }.SelectMany(group => group.Values).ToList();
        var originals = arrays.Select(values => values.ToArray()).ToList();
        foreach (var values in arrays)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] *= 1 + Change * (random.Next(2) == 0 ? 1 : -1);
        }

        var results = NetworkRun.Of<double>(problem);
        for (var i = 0; i < arrays.Count; i++)
            originals[i].CopyTo(arrays[i], 0);
        return results;
    }

    private static Dictionary<string, double[]> Tensors(Results results)
        => results.Values.Select(item => (Name: item.Key, Values: item.Value))
            .Concat(results.Gradients.Select(item => (item.Name, Values: item.Gradient)))
            .Concat(results.AdjointNorms.Select(item => (Name: NormsOf + item.Key, Values: item.Value)))
            .ToDictionary(item => item.Name, item => item.Values);
}
