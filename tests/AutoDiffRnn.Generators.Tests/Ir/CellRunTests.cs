using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>
/// Whole cells, parsed, arranged and differentiated as the generator does it, with the verifier after every pass and the evaluator as the
/// judge: passes keep what a program means, and adjoints are gradients.
/// </summary>
public class CellRunTests
{
    private static readonly Dictionary<string, int> Sizes = new() { ["I"] = 3, ["H"] = 5, ["O"] = 2, ["V"] = 7, ["D"] = 4 };

    private readonly Random _random = new(11);

    public static TheoryData<string> Cells => [.. CellPrograms.Names];

    [Theory]
    [MemberData(nameof(Cells))]
    public void EveryPass_GivesAProgram_ThatVerifies_AndHasTheSameResults(string name)
    {
        var cell = CellPrograms.Get(name);
        var data = Data(cell, 3, 2);
        var programs = new List<StepProgram> { cell.Program! };
        foreach (var pass in new[] { PartsFirst.Run, ProductGathering.Run, (Func<StepProgram, StepProgram>)Naming.Run })
            programs.Add(pass(programs[^1]));
        var expected = Results(ForwardRun.Of(programs[0], Sizes, data));
        foreach (var program in programs.Skip(1))
            AssertSame(expected, Results(ForwardRun.Of(program, Sizes, data)));

        var arranged = ForwardRun.Of(programs[^1], Sizes, data);
        var seeds = Seeds(arranged);
        var adjoint = ReverseMode.Differentiate(programs[^1]);
        var plain = BackwardRun.Of(adjoint, arranged, seeds);
        adjoint = Simplification.Run(adjoint);
        AssertSame(Results(plain), Results(BackwardRun.Of(adjoint, arranged, seeds)));
        adjoint = ProductGathering.Run(adjoint);
        AssertSame(Results(plain), Results(BackwardRun.Of(adjoint, arranged, seeds)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheAdjoint_IsTheGradient_OfEveryWeightInputAndInitialState(string name)
    {
        var cell = CellPrograms.Get(name);
        var data = Data(cell, 3, 2);
        var forward = ForwardRun.Of(cell.Program!, Sizes, data);
        var seeds = Seeds(forward);
        var backward = BackwardRun.Of(ReverseMode.Differentiate(cell.Program!), forward, seeds);
        foreach (var parameter in cell.Parameters.Where(parameter => parameter.Role != Role.Constant && parameter.Shape.Element == Element.Real))
        {
            var direction = Direction(parameter, data);
            var numeric = Differences.Slope(e => Loss(Results(ForwardRun.Of(cell.Program!, Sizes, Moved(data, parameter, direction, e))), seeds));
            var analytic = Gradient(parameter, backward, direction);
            Assert.True(
                Math.Abs(analytic - numeric) <= 1e-8 * (1 + Math.Abs(numeric)),
                $"{name}, {parameter.Name}: the adjoint gives {analytic:R}, differences give {numeric:R}");
        }
    }

    // A direction for all rows of a parameter, [step][example]; weights have one row.
    private Tensor[][] Direction(CellParameter parameter, SequenceData data) => parameter.Role switch
    {
        Role.Input => Rows(parameter.Shape, data.Steps, data.Examples),
        Role.State => Rows(parameter.Shape, 1, data.Examples),
        _ => Rows(parameter.Shape, 1, 1),
    };

    private static SequenceData Moved(SequenceData data, CellParameter parameter, Tensor[][] direction, double e)
    {
        var name = parameter.Name;
        return parameter.Role switch
        {
            Role.Input => data with { Inputs = Replace(data.Inputs, name, Move(data.Inputs[name], direction)) },
            Role.State => data with { InitialStates = Replace(data.InitialStates, name, Move([data.InitialStates[name]], direction)[0]) },
            _ => data with { Weights = Replace(data.Weights, name, Move([[data.Weights[name]]], direction)[0][0]) },
        };

        Tensor[][] Move(Tensor[][] rows, Tensor[][] along)
            => [.. rows.Zip(along, (row, steps) => row.Zip(steps, (x, v) => x.Zip(v, (a, b) => a + e * b)).ToArray())];
    }

    private static Dictionary<string, TValue> Replace<TValue>(IReadOnlyDictionary<string, TValue> values, string name, TValue value)
        => new(values) { [name] = value };

    // ⟨v, gradient⟩; an input that the adjoint program does not mention has no influence.
    private static double Gradient(CellParameter parameter, BackwardRun backward, Tensor[][] direction) => parameter.Role switch
    {
        Role.Input => backward.Outputs.TryGetValue(parameter.Name, out var rows) ? Dot(rows, direction) : 0,
        Role.State => Dot([backward.InitialStates[parameter.Name]], direction),
        _ => Dot([[backward.Gradients[parameter.Name]]], direction),
    };

    private static double Loss(Dictionary<string, Tensor[][]> results, Dictionary<string, Tensor[][]> seeds)
        => seeds.Sum(seed => Dot(results[seed.Key], seed.Value));

    private static double Dot(Tensor[][] a, Tensor[][] b) => a.Zip(b, (x, y) => x.Zip(y, (u, v) => u.Zip(v, (p, q) => p * q).Data.Sum()).Sum()).Sum();

    private static Dictionary<string, Tensor[][]> Results(ForwardRun run)
        => run.States.Concat(run.Outputs).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static Dictionary<string, Tensor[][]> Results(BackwardRun run) => run.Outputs
        .Concat(run.InitialStates.Select(state => KeyValuePair.Create("initial " + state.Key, new[] { state.Value })))
        .Concat(run.Gradients.Select(gradient => KeyValuePair.Create("gradient " + gradient.Key, new[] { new[] { gradient.Value } })))
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static void AssertSame(Dictionary<string, Tensor[][]> expected, Dictionary<string, Tensor[][]> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, rows) in expected)
        {
            var values = rows.SelectMany(row => row).Zip(actual[name].SelectMany(row => row));
            var pairs = values.SelectMany(pair => pair.First.Data.Zip(pair.Second.Data));
            Assert.All(pairs, pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-12 * (1 + Math.Abs(pair.First)), $"{name}: {pair}"));
        }
    }

    // A gradient into every state and output at every step.
    private Dictionary<string, Tensor[][]> Seeds(ForwardRun run) => Results(run).ToDictionary(
        pair => pair.Key, pair => pair.Value.Select(row => row.Select(value => value.Map(_ => Number())).ToArray()).ToArray());

    private SequenceData Data(CellModel cell, int steps, int examples) => new()
    {
        Steps = steps,
        Examples = examples,
        Inputs = cell.Inputs.ToDictionary(input => input.Name, input => Rows(input.Shape, steps, examples)),
        InitialStates = cell.States.ToDictionary(state => state.Name, state => Rows(state.Shape, 1, examples)[0]),
        Weights = cell.Weights.ToDictionary(weight => weight.Name, weight => Rows(weight.Shape, 1, 1)[0][0]),
        Constants = cell.Constants.ToDictionary(constant => constant.Name, constant => Rows(constant.Shape, 1, 1)[0][0]),
    };

    private Tensor[][] Rows(Shape shape, int steps, int examples) => [.. Enumerable.Range(0, steps).Select(_ =>
        Enumerable.Range(0, examples).Select(_ => Value(shape)).ToArray())];

    // Tokens count up to the smallest table; numbers keep clear of 0, where a choice would be a kink.
    private Tensor Value(Shape shape) => new Tensor([.. shape.Sizes.Select(size => size.Evaluate(Sizes))])
        .Map(_ => shape.Element == Element.Index ? _random.Next(Sizes["V"]) : Number());

    private double Number() => (_random.Next(2) == 0 ? -1 : 1) * (0.1 + 0.9 * _random.NextDouble());
}
