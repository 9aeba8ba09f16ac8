using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>What a reference reads and writes at one step of one example: weights, inputs and states as they come in, results by name.</summary>
internal sealed class Step(Problem problem, IReadOnlyDictionary<string, double[]> values)
{
    public Dictionary<string, double[]> Results { get; } = [];

    /// <summary>A vector as it comes into the step.</summary>
    public double[] this[string name]
    {
        get => values[name];
        set => Results[name] = value;
    }

    public double Number(string name) => values.TryGetValue(name, out var value) ? value.Single() : (double)problem.Arguments[name];

    public double[][] Matrix(string name)
    {
        var (all, columns) = (values[name], problem.Description.Values.Single(value => value.Name == name).Sizes[1]);
        return [.. Enumerable.Range(0, all.Length / columns).Select(row => all[(row * columns)..((row + 1) * columns)])];
    }

    /// <summary>M·v + N·u + …: the products of a sum, by the names of the matrices.</summary>
    public double[] Products(params (string Matrix, double[] Vector)[] terms)
        => Plain.Add([.. terms.Select(term => Plain.Product(Matrix(term.Matrix), term.Vector))]);

    /// <summary>All states and outputs at all steps, time-major, of a reference run over a problem.</summary>
    public static Dictionary<string, double[]> Run(Problem problem, Action<Step> reference)
    {
        var (steps, batch) = (problem.Sizes.Steps, problem.Sizes.Batch);
        var all = problem.Seeds.Keys.ToDictionary(name => name, name => new double[problem.Seeds[name].Length]);
        for (var example = 0; example < batch; example++)
        {
            var values = new Dictionary<string, double[]>(problem.Weights);
            foreach (var (name, initial) in problem.InitialStates)
                values[name] = Row(initial, example, batch);
            for (var t = 0; t < steps; t++)
            {
                foreach (var (name, inputs) in problem.Inputs)
                    values[name] = Row(inputs, t * batch + example, steps * batch);
                var step = new Step(problem, values);
                reference(step);
                foreach (var (name, result) in step.Results)
                {
                    result.CopyTo(all[name], (t * batch + example) * result.Length);
                    values[name] = result;
                }
            }
        }

        return all;
    }

    private static double[] Row(double[] all, int row, int rows) => all[(row * all.Length / rows)..((row + 1) * all.Length / rows)];
}
