using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>The evaluator over sequences, on programs written by hand, against plain loops.</summary>
public class SequenceRunTests
{
    private const int T = 4;
    private const int B = 3;

    private readonly Random _random = new(7);

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(1, 2)]
    public void ForwardAndBackward_AgreeWithPlainLoops_InEveryResult(int steps, int examples)
    {
        var data = Data(steps, examples);
        var (dy, seed) = (Rows(PlainElman.O, steps, examples), Rows(PlainElman.H, steps, examples));
        var plain = new PlainElman(data);
        plain.Backward(dy, seed);

        var step = ElmanPrograms.Step();
        var forward = ForwardRun.Of(step, PlainElman.Sizes, data);
        var backward = BackwardRun.Of(ElmanPrograms.Adjoint(step), forward, new Dictionary<string, Tensor[][]> { ["y"] = dy, ["h"] = seed });

        AssertRows(plain.h, forward.States["h"]);
        AssertRows(plain.y, forward.Outputs["y"]);
        AssertRows(plain.dx, backward.Outputs["x"]);
        var norms = plain.dh.Select(rows => rows.Select(row => new[] { row.Sum(d => d * d) }).ToArray()).ToArray();
        AssertRows(norms, backward.Outputs["‖dh‖²"]);
        AssertRows([plain.dInitial], [backward.InitialStates["h"]]);
        Assert.Equal(plain.Gradients.Keys.Order(), backward.Gradients.Keys.Order());
        foreach (var (name, gradient) in plain.Gradients)
            AssertClose(gradient, backward.Gradients[name].Data);
    }

    [Fact]
    public void ASeedThatIsNotGiven_IsZero_AndTheRestIsAsIfItWere()
    {
        var data = Data(T, B);
        var step = ElmanPrograms.Step();
        var forward = ForwardRun.Of(step, PlainElman.Sizes, data);
        var dy = Rows(PlainElman.O, T, B);
        var zero = dy.Select(row => row.Select(_ => new Tensor(PlainElman.H)).ToArray()).ToArray();

        var without = BackwardRun.Of(ElmanPrograms.Adjoint(step), forward, new Dictionary<string, Tensor[][]> { ["y"] = dy });
        var with = BackwardRun.Of(ElmanPrograms.Adjoint(step), forward, new Dictionary<string, Tensor[][]> { ["y"] = dy, ["h"] = zero });
        Assert.Equal(with.Gradients["Wh"].Data, without.Gradients["Wh"].Data);
        Assert.NotEqual(0, without.Gradients["Wh"].Data[0]);
    }

    [Fact]
    public void WhatFollowsASumOverAllRows_IsComputedOnce_FromSharedValues()
    {
        // y = k² ⊙ x: the weight k is squared before any row meets it, so its gradient is 2k ⊙ Σ (dy ⊙ x).
        var N = Dim.Named("N");
        var steps = new ProgramBuilder();
        var square = steps.Apply(Operators.Square, steps.Leaf(Operators.Weight, "k", Shape.Vector(N)));
        steps.Outputs.Add(new Binding("y", (square * steps.Leaf(Operators.Input, "x", Shape.Vector(N))).Number));
        var step = steps.Build();
        var builder = new ProgramBuilder { IsAdjoint = true };
        var rows = builder.Leaf(Operators.Seed, "y", Shape.Vector(N)) * builder.Leaf(Operators.Input, "x", Shape.Vector(N));
        var k = builder.Leaf(Operators.Weight, "k", Shape.Vector(N));
        builder.Gradients.Add(new Binding("k", (2 * (Make.SumRows(rows) * k)).Number));

        var data = new SequenceData
        {
            Steps = 2,
            Examples = 2,
            Inputs = new Dictionary<string, Tensor[][]> { ["x"] = [[Numbers(1, 2), Numbers(3, 4)], [Numbers(5, 6), Numbers(7, 8)]] },
            Weights = new Dictionary<string, Tensor> { ["k"] = Numbers(10, 100), ["idle"] = Numbers(1, 2, 3) },
        };
        var forward = ForwardRun.Of(step, new Dictionary<string, int> { ["N"] = 2 }, data);
        var seed = new Dictionary<string, Tensor[][]> { ["y"] = [[Numbers(1, 1), Numbers(1, 1)], [Numbers(1, 1), Numbers(1, 2)]] };
        var backward = BackwardRun.Of(builder.Build(), forward, seed);

        Assert.Equal([7 * 100, 8 * 10000], forward.Outputs["y"][1][1].Data);
        Assert.Equal([2 * 10 * 16, 2 * 100 * 28], backward.Gradients["k"].Data);
        Assert.Equal([0, 0, 0], backward.Gradients["idle"].Data);
    }

    [Fact]
    public void OneStep_IsEvaluated_FromADictionaryOfLeaves()
    {
        var builder = new ProgramBuilder();
        var x = builder.Leaf(Operators.Input, "x", Shape.Vector(Dim.Named("N")));
        var y = Make.Sum(x) / builder.Size(Dim.Named("N"));
        builder.Outputs.Add(new Binding("y", y.Number));
        var evaluator = new IrEvaluator(builder.Build(), new Dictionary<string, int> { ["N"] = 4 });

        var values = evaluator.Step(new Dictionary<LeafKey, Tensor> { [new LeafKey(Operators.Input, "x")] = Numbers(1, 2, 3, 6) });
        Assert.Equal(3, values[y.Number].Number);
        var missing = Assert.Throws<ArgumentException>(() => evaluator.Step(new Dictionary<LeafKey, Tensor>()));
        Assert.Contains("%0: vector [N] = Input(x): the leaf has no value", missing.Message, StringComparison.Ordinal);
        var wrong = Assert.Throws<ArgumentException>(
            () => evaluator.Step(new Dictionary<LeafKey, Tensor> { [new LeafKey(Operators.Input, "x")] = Numbers(1, 2) }));
        Assert.Contains("%0: vector [N] = Input(x): the shape is [4], but the value has [2]", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADimensionWithoutASize_OrASizeBelowZero_IsRefused()
    {
        var missing = Assert.Throws<ArgumentException>(() => new IrEvaluator(ElmanPrograms.Step(), new Dictionary<string, int> { ["I"] = 1 }));
        Assert.Contains("the dimension H has no size", missing.Message, StringComparison.Ordinal);

        var builder = new ProgramBuilder();
        builder.Leaf(Operators.Input, "x", Shape.Vector(Dim.Named("N") - Dim.Constant(5)));
        var negative = Assert.Throws<ArgumentException>(() => new IrEvaluator(builder.Build(), new Dictionary<string, int> { ["N"] = 4 }));
        Assert.Contains("the shape is [-1], but no size may be negative", negative.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataThatDoNotFit_AreRefused_ByName()
    {
        var good = Data(T, B);
        var fewer = new Dictionary<string, Tensor[]> { ["h"] = [.. good.InitialStates["h"].Skip(1)] };
        var wrong = new Dictionary<string, SequenceData>
        {
            ["no value for Input(x)"] = good with { Inputs = new Dictionary<string, Tensor[][]>() },
            ["no value for Weight(Wx)"] = good with { Weights = new Dictionary<string, Tensor>() },
            ["3 values for Input(x) where 4"] = good with { Inputs = new Dictionary<string, Tensor[][]> { ["x"] = [.. good.Inputs["x"].Skip(1)] } },
            ["2 values for Previous(h) where 3"] = good with { InitialStates = fewer },
            ["0 steps of 3 examples"] = good with { Steps = 0 },
        };
        foreach (var (message, data) in wrong)
        {
            var error = Assert.Throws<ArgumentException>(() => ForwardRun.Of(ElmanPrograms.Step(), PlainElman.Sizes, data));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ASeedThatDoesNotFit_IsRefused_ByName()
    {
        var step = ElmanPrograms.Step();
        var forward = ForwardRun.Of(step, PlainElman.Sizes, Data(T, B));
        var seeds = new Dictionary<string, Tensor[][]>
        {
            ["z"] = Rows(PlainElman.O, T, B),
            ["y"] = Rows(PlainElman.O, T, B + 1),
            ["h"] = Rows(PlainElman.O, T, B),
        };
        var messages = new Dictionary<string, string>
        {
            ["z"] = "The seed 'z' is for none of h, y",
            ["y"] = "The seed 'y' does not have 4 steps of 3 examples",
            ["h"] = "Seed(h): the shape is [5], but the value has [2]",
        };
        foreach (var (name, seed) in seeds)
        {
            var error = Assert.Throws<ArgumentException>(
                () => BackwardRun.Of(ElmanPrograms.Adjoint(step), forward, new Dictionary<string, Tensor[][]> { [name] = seed }));
            Assert.Contains(messages[name], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ATokenOutOfRange_IsRefused_WithItsStepAndExample()
    {
        var builder = new ProgramBuilder();
        var E = builder.Leaf(Operators.Weight, "E", Shape.Matrix(Dim.Named("V"), Dim.Named("D")));
        builder.Outputs.Add(new Binding("y", Make.Gather(E, builder.Leaf(Operators.Input, "token", Shape.Index)).Number));
        var data = new SequenceData
        {
            Steps = 2,
            Examples = 2,
            Inputs = new Dictionary<string, Tensor[][]> { ["token"] = [[Tensor.Scalar(0), Tensor.Scalar(1)], [Tensor.Scalar(2), Tensor.Scalar(3)]] },
            Weights = new Dictionary<string, Tensor> { ["E"] = new Tensor(3, 2) },
        };
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => ForwardRun.Of(builder.Build(), new Dictionary<string, int> { ["V"] = 3, ["D"] = 2 }, data));
        Assert.Contains("At step 1 of example 1: The index 3 is not one of 0 to 2", error.Message, StringComparison.Ordinal);
    }

    private SequenceData Data(int steps, int examples) => new()
    {
        Steps = steps,
        Examples = examples,
        Inputs = new Dictionary<string, Tensor[][]> { ["x"] = Rows(PlainElman.I, steps, examples) },
        InitialStates = new Dictionary<string, Tensor[]> { ["h"] = Rows(PlainElman.H, 1, examples)[0] },
        Weights = new Dictionary<string, Tensor>
        {
            ["Wx"] = Random(PlainElman.H, PlainElman.I),
            ["Wh"] = Random(PlainElman.H, PlainElman.H),
            ["b"] = Random(PlainElman.H),
            ["Wy"] = Random(PlainElman.O, PlainElman.H),
            ["c"] = Random(PlainElman.O),
        },
    };

    private Tensor[][] Rows(int width, int steps, int examples)
        => [.. Enumerable.Range(0, steps).Select(_ => Enumerable.Range(0, examples).Select(_ => Random(width)).ToArray())];

    private Tensor Random(params int[] sizes) => new Tensor(sizes).Map(_ => 2 * _random.NextDouble() - 1);

    private static Tensor Numbers(params double[] values) => Tensor.Vector(values);

    private static void AssertRows(double[][][] expected, Tensor[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (step, values) in expected.Zip(actual))
        {
            Assert.Equal(step.Length, values.Length);
            foreach (var (row, value) in step.Zip(values))
                AssertClose(row, value.Data);
        }
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1e-13 * (1 + expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, scale));
    }
}
