using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>
/// The gradients of the generated backward pass, for seeds into every state and output at every step: against differences of the
/// user's own method, against the evaluator, and float against double.
/// </summary>
public sealed class GradientTests
{
    public static TheoryData<string, string> SmallCases => CellShapes.Small;

    public static TheoryData<string, string> LargeCases => CellShapes.LargeAndSmooth;

    public static TheoryData<string, string> Cases => CellShapes.All;

    [Theory]
    [MemberData(nameof(SmallCases))]
    public void EveryCoordinate_IsTheDifferenceQuotientOfThePlainMethod(string cell, string sizes)
    {
        var problem = CellShapes.Problem(cell, sizes);
        var run = new PlainRun(problem);
        var results = NetworkRun.Of<double>(problem);
        var (coordinates, kinks) = (0, 0);
        foreach (var (name, values, gradient) in Pairs(problem, results))
        {
            var differences = Differences.Of(run, values);
            var smooth = Enumerable.Range(0, differences.Length).Where(i => !double.IsNaN(differences[i])).ToList();
            coordinates += differences.Length;
            kinks += differences.Length - smooth.Count;
            Close.InNorm([.. smooth.Select(i => differences[i])], [.. smooth.Select(i => gradient[i])], 1e-8, 1, name);
        }

        Assert.True(kinks <= 2 + 0.1 * coordinates, $"{kinks} of {coordinates} coordinates lie beside a kink: too few are checked.");
    }

    [Theory]
    [MemberData(nameof(LargeCases))]
    public void AlongRandomDirections_IsTheDifferenceQuotientOfThePlainMethod(string cell, string sizes)
    {
        var problem = CellShapes.Problem(cell, sizes);
        var run = new PlainRun(problem);
        var results = NetworkRun.Of<double>(problem);
        var random = new Random(5);
        var (directions, kinks) = (0, 0);
        foreach (var (name, values, gradient) in Pairs(problem, results))
        {
            var direction = values.Select(_ => random.NextDouble() - 0.5).ToArray();
            var norm = Close.Norm(direction);
            for (var i = 0; i < direction.Length; i++)
                direction[i] /= norm;
            var difference = Differences.Along(run, values, direction);
            directions++;
            if (double.IsNaN(difference))
                kinks++;
            else
                Close.InNorm([difference], [direction.Zip(gradient, (v, g) => v * g).Sum()], 1e-8, Math.Max(1, Close.Norm(gradient)), name);
        }

        Assert.True(kinks <= 0.5 * directions, $"{kinks} of {directions} directions lead across a kink: too few are checked.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void InDouble_AreThoseOfTheEvaluatorToRounding(string cell, string sizes)
    {
        var problem = CellShapes.Problem(cell, sizes);
        Close.InAll(EvaluatorRun.Of(problem), NetworkRun.Of<double>(problem), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void InFloat_AreThoseInDoubleToItsPrecision(string cell, string sizes)
    {
        var problem = CellShapes.Problem(cell, sizes);
        Close.InGradients(NetworkRun.Of<double>(problem), NetworkRun.Of<float>(problem), 1e-4);
    }

    private static IEnumerable<(string Name, double[] Values, double[] Gradient)> Pairs(Problem problem, Results results)
        => problem.Weights.Select(weight => ("weight " + weight.Key, weight.Value, results.WeightGradients[weight.Key]))
            .Concat(problem.Inputs.Select(input => ("input " + input.Key, input.Value, results.InputGradients[input.Key])))
            .Concat(problem.InitialStates.Select(state => ("initial " + state.Key, state.Value, results.InitialStateGradients[state.Key])));
}
