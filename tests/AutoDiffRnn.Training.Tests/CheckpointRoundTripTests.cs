using System.Numerics;

namespace AutoDiffRnn.Training.Tests;

public class CheckpointRoundTripTests
{
    private static readonly double[] _targets = [.. Enumerable.Range(0, 28).Select(i => Math.Sin(i))];

    public static TheoryData<string> Rules => OptimizerTests.Rules;

    [Theory]
    [MemberData(nameof(Rules))]
    public void InterruptedTraining_GoesOnBitForBitInFloat(string rule) => AssertResumes<float>(rule);

    [Theory]
    [MemberData(nameof(Rules))]
    public void InterruptedTraining_GoesOnBitForBitInDouble(string rule) => AssertResumes<double>(rule);

    [Fact]
    public void SpecialNumbers_KeepTheirBits()
    {
        using var folder = new Folder();
        var cell = new CellDescription("Vector", [], [], [new("v", CellRole.Weight, [6])]);
        var (saved, loaded) = (new ToyNetwork<double>(cell), new ToyNetwork<double>(cell));
        var markedNaN = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_BEEF);
        double[] odd = [double.NaN, markedNaN, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue];
        saved.Weights["v"].CopyFrom(odd);
        Checkpoint.Save(folder["a.safetensors"], saved);
        Checkpoint.Load(folder["a.safetensors"], loaded);
        Assert.Equal(Toys.Bits<double>(odd), Toys.Bits(loaded.Weights.Values));
    }

    [Fact]
    public void WhatAProgramAddsOfItsOwn_ComesBack()
    {
        using var folder = new Folder();
        var network = Toys.Network<float>();
        var entries = new Dictionary<string, string>
        {
            ["vocabulary"] = "\0\n\"\\ äß€ 日本語 \U0001F600",
            [""] = "",
            ["format"] = "pt",
        };
        var carried = new Dictionary<string, float[]> { ["carried.h"] = [1, float.NaN, 3], ["none"] = [] };
        Checkpoint.Save(folder["a"], network, metadata: entries, tensors: carried);

        var restored = new Dictionary<string, float[]> { ["carried.h"] = new float[3], ["none"] = [] };
        var info = Checkpoint.Load(folder["a"], network, tensors: restored);
        Assert.Equal(entries, info.Metadata);
        Assert.Equal(carried["carried.h"], restored["carried.h"]);
    }

    [Fact]
    public void AFile_SaysEnoughToMakeItsNetwork()
    {
        using var folder = new Folder();
        var network = Toys.Network<float>(cell: Toys.Cell(h: 4, i: 7, name: "Läufer", leak: 1.0 / 3));
        Checkpoint.Save(folder["a"], network, new AdamW<float>(network.Weights, beta2: 0.95));
        var info = Checkpoint.Read(folder["a"]);
        Assert.Equal("Läufer", info.Cell);
        Assert.Equal([new("H", 4), new("I", 7)], info.Dimensions.OrderBy(pair => pair.Key));
        Assert.Equal([new("leak", 1.0 / 3)], info.Constants);
        Assert.Equal("AdamW", info.Optimizer);
        Assert.Contains(new("beta2", 0.95), info.OptimizerSettings);
        Assert.Equal("F32", info.ElementType);
        Assert.Equal([4, 7], info.Tensors.Single(tensor => tensor.Name == "W").Shape);
        Assert.Empty(info.Metadata);
    }

    [Fact]
    public void AProgramThatOnlyRunsTheNetwork_LoadsTheWeightsAlone()
    {
        using var folder = new Folder();
        var (trained, loaded) = (Toys.Network<float>(1), Toys.Network<float>(2));
        Checkpoint.Save(folder["a"], trained, new Adam<float>(trained.Weights), new RandomSource(1));
        var version = loaded.Weights.Version;
        Checkpoint.Load(folder["a"], loaded);
        Assert.Equal(trained.Weights.Values.ToArray(), loaded.Weights.Values.ToArray());
        Assert.True(loaded.Weights.Version > version, "packed weights are stale");
    }

    [Fact]
    public void ACellWhoseWeightsWereReordered_FindsItsOldOnesAndTheirOptimiserState()
    {
        using var folder = new Folder();
        var cell = Toys.Cell();
        var trained = Toys.Network<float>(cell: cell);
        var rule = Trained(trained);
        Checkpoint.Save(folder["a"], trained, rule);

        var reordered = Toys.Network<float>(9, cell with { Values = [.. cell.Values.Reverse()] });
        var loaded = new Adam<float>(reordered.Weights);
        Checkpoint.Load(folder["a"], reordered, loaded);
        foreach (var name in new[] { "W", "U", "b", "s" })
        {
            var (from, to) = (trained.Weights[name], reordered.Weights[name]);
            Assert.Equal(from.Values.ToArray(), to.Values.ToArray());
            var (before, after) = (rule.State("v").ToArray(), loaded.State("v").ToArray());
            Assert.Equal(before.AsSpan(from.Offset, from.Info.Length), after.AsSpan(to.Offset, to.Info.Length));
        }
    }

    [Fact]
    public void Saving_IsDeterministic()
    {
        using var folder = new Folder();
        var network = Toys.Network<float>();
        Checkpoint.Save(folder["a"], network, Trained(network), new RandomSource(1));
        var again = Toys.Network<float>();
        Checkpoint.Save(folder["b"], again, Trained(again), new RandomSource(1));
        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
    }

    private static Adam<float> Trained(ToyNetwork<float> network)
    {
        var rule = new Adam<float>(network.Weights);
        Toys.FillNormal(network.Gradients, new RandomSource(3));
        rule.Step(network.Weights, network.Gradients, 0.1);
        return rule;
    }

    private static void AssertResumes<T>(string rule) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var folder = new Folder();
        var straight = new Run<T>(rule, seed: 1);
        straight.Train(31);

        var first = new Run<T>(rule, seed: 1);
        first.Train(14);
        Checkpoint.Save(folder["run"], first.Network, first.Optimizer, first.Random);
        var second = new Run<T>(rule, seed: 77);
        second.Train(3); // What is there before must not matter.
        Checkpoint.Load(folder["run"], second.Network, second.Optimizer, second.Random);
        Assert.Equal(14, second.Optimizer.Steps);
        second.Train(17);

        Assert.Equal(Toys.Bits(straight.Network.Weights.Values), Toys.Bits(second.Network.Weights.Values));
        foreach (var name in straight.Optimizer.StateNames)
            Assert.Equal(Toys.Bits<T>(straight.Optimizer.State(name)), Toys.Bits<T>(second.Optimizer.State(name)));
        Assert.Equal(straight.Optimizer.Steps, second.Optimizer.Steps);
        Assert.Equal(straight.Random.State, second.Random.State);
    }

    /// <summary>Draws weights to their targets, with noise in the gradients.</summary>
    private sealed class Run<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly LearningRateSchedule _schedule = LearningRateSchedule.WarmUp(0.1, 5).Then(5, LearningRateSchedule.Cosine(0.1, 0.01, 30));

        public Run(string rule, ulong seed)
        {
            Random = new RandomSource(seed);
            Network = new ToyNetwork<T>(Toys.Cell());
            Network.Weights.Initialize(Random);
            Optimizer = OptimizerTests.Make(rule, Network.Weights);
        }

        public ToyNetwork<T> Network { get; }

        public Optimizer<T> Optimizer { get; }

        public RandomSource Random { get; }

        public void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                var weights = Network.Weights.Values;
                var gradients = Network.Gradients.Span;
                for (var i = 0; i < weights.Length; i++)
                    gradients[i] = weights[i] - T.CreateChecked(_targets[i] + 0.1 * Random.NextNormal());
                GradientClipping.ByGlobalNorm(Network.Gradients, 2);
                Optimizer.Step(Network.Weights, Network.Gradients, _schedule.At(Optimizer.Steps));
            }
        }
    }
}
