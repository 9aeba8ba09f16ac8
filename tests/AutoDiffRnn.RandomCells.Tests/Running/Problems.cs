using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>The numbers that a random cell is run on.</summary>
internal static class Problems
{
    public static Problem Of(RandomCell cell, CellCase method, int seed)
    {
        var arguments = cell.Dimensions.ToDictionary(dimension => dimension.Key, dimension => (object)dimension.Value);
        foreach (var constant in cell.Parameters.Where(parameter => parameter.Role == Role.Constant))
            arguments[NameOf(constant)] = constant.IsWhole ? 3 : constant.Type.Sort == Sort.Bool ? true : (object)0.3;
        var problem = new Problem(method, new Sizes(cell.Steps, cell.Batch), arguments, seed);
        var random = new Random(seed);
        foreach (var token in cell.Parameters.Where(parameter => parameter.Type.Sort == Sort.Token))
        {
            var count = token.Type.Rows.Evaluate(cell.Dimensions);
            problem.Tokens[NameOf(token)] = [.. problem.Tokens[NameOf(token)].Select(_ => random.Next(count))];
        }

        return problem;
    }

    // Without what makes a keyword a name in C#.
    private static string NameOf(Parameter parameter) => parameter.Name.TrimStart('@');

    /// <summary>The arrays of a problem that its loss depends on, with the gradient that a run gives for each.</summary>
    public static IEnumerable<(string Name, double[] Values, double[] Gradient)> Pairs(Problem problem, Results results)
        => problem.Weights.Select(weight => ("weight " + weight.Key, weight.Value, results.WeightGradients[weight.Key]))
            .Concat(problem.Inputs.Select(input => ("input " + input.Key, input.Value, results.InputGradients[input.Key])))
            .Concat(problem.InitialStates.Select(state => ("initial " + state.Key, state.Value, results.InitialStateGradients[state.Key])));
}
