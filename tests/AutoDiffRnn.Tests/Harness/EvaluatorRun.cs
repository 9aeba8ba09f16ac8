using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The cell's program and its adjoint in the evaluator: the same derivative rules, with nothing hoisted, fused or saved.</summary>
internal static partial class EvaluatorRun
{
    public static Results Of(Problem problem, CellModel model)
    {
        var program = CellPlan.Arrange(model.Program!);
        var sizes = problem.Arguments.Where(argument => argument.Value is int)
            .ToDictionary(argument => IsConstant(problem, argument.Key) ? ReservedNames.OfConstant(argument.Key) : argument.Key,
                argument => (int)argument.Value);
        var forward = ForwardRun.Of(program, sizes, DataOf(problem));
        var seeds = problem.Seeds.ToDictionary(seed => seed.Key, seed => Rows(problem, seed.Key, seed.Value));
        return Read(problem, forward, BackwardRun.Of(CellPlan.Differentiate(program), forward, seeds));
    }

    private static bool IsConstant(Problem problem, string name) => problem.Description.Constants.Any(constant => constant.Key == name);

    private static SequenceData DataOf(Problem problem) => new()
    {
        Steps = problem.Sizes.Steps,
        Examples = problem.Sizes.Batch,
        Inputs = problem.Inputs.ToDictionary(input => input.Key, input => Rows(problem, input.Key, input.Value))
            .Concat(problem.Tokens.ToDictionary(token => token.Key, token => Rows(problem, token.Key, [.. token.Value.Select(Convert.ToDouble)])))
            .ToDictionary(),
        InitialStates = problem.InitialStates.ToDictionary(state => state.Key, state => Examples(problem, state.Key, state.Value, 0)),
        Weights = problem.Weights.ToDictionary(weight => weight.Key, weight => new Tensor(SizesOf(problem, weight.Key), weight.Value)),
        Constants = problem.Description.Constants.ToDictionary(constant => constant.Key, constant => Tensor.Scalar(constant.Value)),
    };

    private static Results Read(Problem problem, ForwardRun forward, BackwardRun backward)
    {
        var results = new Results();
        foreach (var (name, values) in forward.States.Concat(forward.Outputs))
            results.Values[name] = Dense(values);
        foreach (var (name, gradient) in backward.Gradients)
            results.WeightGradients[name] = gradient.Data;
        foreach (var (name, values) in problem.Inputs)
            results.InputGradients[name] = backward.Outputs.TryGetValue(name, out var gradient) ? Dense(gradient) : new double[values.Length];
        foreach (var (name, gradient) in backward.InitialStates)
            results.InitialStateGradients[name] = Dense([gradient]);
        foreach (var state in problem.Description.States)
        {
            if (backward.Outputs.TryGetValue(ReverseMode.NormOf(state.Name), out var squares))
                results.AdjointNorms[state.Name] = [.. squares.Select(examples => Math.Sqrt(examples.Sum(square => square.Number)))];
        }

        return results;
    }

    private static double[] Dense(Tensor[][] values) => [.. values.SelectMany(examples => examples.SelectMany(value => value.Data))];

    private static Tensor[][] Rows(Problem problem, string name, double[] values)
        => [.. Enumerable.Range(0, problem.Sizes.Steps).Select(step => Examples(problem, name, values, step))];

    private static Tensor[] Examples(Problem problem, string name, double[] values, int step)
    {
        var sizes = SizesOf(problem, name);
        var length = sizes.Aggregate(1, (product, size) => product * size);
        return [.. Enumerable.Range(step * problem.Sizes.Batch, problem.Sizes.Batch)
            .Select(row => new Tensor(sizes, values.AsSpan(row * length, length).ToArray()))];
    }

    private static int[] SizesOf(Problem problem, string name) => [.. problem.Description.Values.Single(value => value.Name == name).Sizes];
}
