using System.Numerics;
using AutoDiffRnn.Cells;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>Results have the same bits for any number of threads; a call allocates nothing on any of them.</summary>
[Collection(nameof(SharedThreads))]
public sealed class ThreadTests : IDisposable
{
    private static readonly string[] SizesToRun =
        ["one of each", "small and odd", "small, one step", "odd", "whole lanes", "a lane more or less", "many and one"];

    private readonly SharedThreads.Setting _setting = SharedThreads.SplittingAnything();

    public static TheoryData<string> Cells => CellShapes.Cells;

    public void Dispose() => _setting.Dispose();

    [Theory]
    [MemberData(nameof(Cells))]
    public void ACellOnSeveralThreads_GivesTheSameBitsAsOnOne(string cell)
    {
        foreach (var sizes in SizesToRun)
        {
            var problem = CellShapes.Problem(cell, sizes);
            var (single, twice) = (BitsOn<float>(problem, 1, 1), BitsOn<double>(problem, 1, 1));
            foreach (var threads in new[] { 2, 3, 5 })
            {
                Same(single, BitsOn<float>(problem, threads, threads), $"{sizes}, float, {threads} threads");
                Same(twice, BitsOn<double>(problem, threads, threads), $"{sizes}, double, {threads} threads");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ARunOnSeveralThreads_GivesTheSameBitsAsOnOne(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var expected = RunBits(problem, 1);
        Same(expected, RunBits(problem, 2), "2 threads");
        Same(expected, RunBits(problem, 5), "5 threads");
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ABackwardPassOnOtherThreadsThanTheForwardPass_GivesTheSameBits(string cell)
    {
        var problem = CellShapes.Problem(cell, "many and one");
        Same(BitsOn<float>(problem, 1, 1), BitsOn<float>(problem, 3, 2), "3 forward, 2 back");
        Same(BitsOn<float>(problem, 1, 1), BitsOn<float>(problem, 1, 3), "1 forward, 3 back");
    }

    [Theory]
    [InlineData(nameof(RecurrentCells.Lstm))]
    [InlineData(nameof(CharacterModels.CharGru))]
    [InlineData(nameof(ContinuousTime.OdeRnn))]
    [InlineData(nameof(MatrixMemory.DeltaRule))]
    public void APassRepeated_GivesTheSameBitsEachTime(string cell)
    {
        var problem = CellShapes.Problem(cell, "many and one");
        var expected = BitsOn<float>(problem, 1, 1);
        Threads.Count = 4;
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        for (var run = 0; run < 100; run++)
            Same(expected, Bits(NetworkRun.Of(network, tape, problem)), $"run {run}");
    }

    [Fact]
    public void TwoCallersAtOnce_EachGetTheirResults()
    {
        Threads.Count = 3;
        var problems = new[] { nameof(RecurrentCells.Lstm), nameof(RecurrentCells.Gru) }.Select(cell => CellShapes.Problem(cell, "many and one")).ToList();
        var expected = problems.Select(problem => BitsOn<float>(problem, 1, 1)).ToList();
        Threads.Count = 3;
        Parallel.For(0, 4, caller =>
        {
            var problem = problems[caller % 2];
            var network = NetworkRun.Create<float>(problem);
            var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
            for (var run = 0; run < 50; run++)
                Same(expected[caller % 2], Bits(NetworkRun.Of(network, tape, problem)), $"caller {caller}, run {run}");
        });
    }

    [Fact]
    public void ATokenOutOfRange_IsTheSameErrorOnSeveralThreads_AndTheNextPassRuns()
    {
        var network = new CharElmanNetwork<float>(H: 4, V: 7, D: 3);
        var tape = network.CreateTape(steps: 4, batch: 3);
        foreach (var input in new[] { "token", "next" })
        {
            ((Tape<float>)tape).Index(input)[3, 2][0] = 8;
            var messages = new[] { 1, 2, 4 }.Select(threads =>
            {
                Threads.Count = threads;
                return Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(tape)).Message;
            });
            Assert.Contains("step 3, example 2", Assert.Single(messages.Distinct()), StringComparison.Ordinal);
            ((Tape<float>)tape).Index(input)[3, 2][0] = 0;
            network.Forward(tape);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ATrainingStepAndARunOnSeveralThreads_AllocateNothingOnAny(string cell)
    {
        Threads.Count = 3;
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(tape, problem);
        NetworkRun.WriteSeeds(tape, problem);
        NetworkRun.WriteInputs(runner.Window, problem);
        Assert.Equal(0, Allocated.AtLeastBy(() =>
        {
            network.Forward(tape);
            network.Backward(tape, NetworkRun.Everything);
            runner.Run();
        }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Threads.Most + 1)]
    public void ACountThatIsNoNumberOfThreads_IsRefused(int count)
    {
        var before = Threads.Count;
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Threads.Count = count);
        Assert.Equal(before, Threads.Count);
    }

    private static List<(string Name, long[] Bits)> BitsOn<T>(Problem problem, int forward, int back) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = NetworkRun.Create<T>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        NetworkRun.WriteSeeds(tape, problem);
        Threads.Count = forward;
        network.Forward(tape);
        Threads.Count = back;
        network.Backward(tape, NetworkRun.Everything);
        return Bits(NetworkRun.Read(network, tape, problem, NetworkRun.Everything));
    }

    private static List<(string Name, long[] Bits)> RunBits(Problem problem, int threads)
    {
        Threads.Count = threads;
        var network = NetworkRun.Create<float>(problem);
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(runner.Window, problem);
        runner.Run();
        runner.Run();
        var values = problem.Description.States.Select(state => (state.Name, runner.Window.State(state.Name).ToArray()))
            .Concat(problem.Description.Outputs.Select(output => (output.Name, runner.Window.Output(output.Name).ToArray())));
        return [.. values.Select(item => (item.Name, item.Item2.Select(value => (long)BitConverter.SingleToInt32Bits(value)).ToArray()))];
    }

    private static List<(string Name, long[] Bits)> Bits(Results results)
    {
        var values = results.Values.Select(item => (item.Key, item.Value))
            .Concat(results.Gradients.Select(item => (item.Name, item.Gradient)))
            .Concat(results.AdjointNorms.Select(item => ("norm of " + item.Key, item.Value)));
        return [.. values.Select(item => (item.Item1, item.Item2.Select(BitConverter.DoubleToInt64Bits).ToArray()))];
    }

    private static void Same(List<(string Name, long[] Bits)> expected, List<(string Name, long[] Bits)> actual, string where)
    {
        foreach (var ((name, bits), (_, others)) in expected.Zip(actual))
            Assert.True(bits.AsSpan().SequenceEqual(others), $"{where}: {name} has other bits.");
    }
}
