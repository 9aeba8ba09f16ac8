using System.Numerics;
using AutoDiffRnn.Kernels;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>Where there are too few examples, threads share out the units of each step: results have the same bits.</summary>
[Collection(nameof(SharedThreads))]
public sealed class UnitSharingTests : IDisposable
{
    private const GradientsOf Gradients = GradientsOf.Inputs | GradientsOf.InitialStates;

    // Several cache lines in a row, the last one not full, in double and in float.
    private static readonly string[] SizesToRun = ["one of each", "odd", "a lane more or less", "many and one"];

    private readonly SharedThreads.Setting _setting = SharedThreads.SplittingUnits();

    public static TheoryData<string> Cells => CellShapes.Cells;

    public void Dispose() => _setting.Dispose();

    [Theory]
    [MemberData(nameof(Cells))]
    public void ACellWhoseUnitsAreSharedOut_GivesTheSameBitsAsOnOneThread(string cell)
    {
        foreach (var sizes in SizesToRun)
        {
            var problem = CellShapes.Problem(cell, sizes);
            Same(BitsOn<float>(problem, 1), BitsOn<float>(problem, problem.Sizes.Batch / 2 + 2), $"{sizes}, float");
            Same(BitsOn<double>(problem, 1), BitsOn<double>(problem, problem.Sizes.Batch / 2 + 3), $"{sizes}, double");
        }
    }

    [Fact]
    public void AStepThatIsLargeEnough_IsSharedOutByUnits_OnlyWhereThereAreTooFewExamples()
    {
        Threads.Count = 2;
        var splitting = new Splitting(LeastTime: 1, LeastRows: 2, LeastStepTime: 1000);
        Assert.Equal((2, true), splitting.For(InLoop(1000), 10, batch: 1, canShareUnits: true));
        Assert.Equal((2, true), splitting.For(InLoop(400), 10, batch: 3, canShareUnits: true));
        Assert.Equal((2, false), splitting.For(InLoop(1000), 10, batch: 4, canShareUnits: true));
        Assert.Equal((1, false), splitting.For(InLoop(999), 10, batch: 1, canShareUnits: true));
        Assert.Equal((1, false), splitting.For(InLoop(1000), 10, batch: 1, canShareUnits: false));
        Threads.Count = 1;
        Assert.Equal((1, false), splitting.For(InLoop(1000), 10, batch: 1, canShareUnits: true));

        static PassTime InLoop(double eachRow) => new(AllRows: 0, Products: eachRow, Elements: 0, Reading: 0);
    }

    [Fact]
    public void TheUnitsOfAllWorkers_AreEachOfThemOnce_InWholeCacheLines()
    {
        foreach (var width in new[] { 1, 15, 16, 17, 40, 64, 100 })
        {
            foreach (var workers in new[] { 1, 2, 3, 7 })
            {
                var shares = new SortedDictionary<int, Share>();
                Team.Run(new Collector(worker =>
                {
                    lock (shares)
                        shares[worker.Index] = UnitsOf.Float(width, worker);
                }), workers, byUnits: true);
                Assert.Equal(workers, shares.Count);
                var end = 0;
                foreach (var share in shares.Values)
                {
                    Assert.Equal(end, share.First);
                    Assert.True(share.End == width || share.End % 16 == 0, $"{share} of {width}");
                    end = share.End;
                }

                Assert.Equal(width, end);
            }
        }
    }

    [Theory]
    [InlineData("Lstm")]
    [InlineData("GruResetBefore")]
    [InlineData("LayerNormLstm")]
    public void ATrainingStepAndARun_AllocateNothingOnAnyThread(string cell)
    {
        Threads.Count = 3;
        var problem = CellShapes.Problem(cell, "a lane more or less");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(tape, problem);
        NetworkRun.WriteSeeds(tape, problem);
        NetworkRun.WriteInputs(runner.Window, problem);
        Assert.Equal(0, Allocated.AtLeastBy(() =>
        {
            network.Forward(tape);
            network.Backward(tape, Gradients);
            runner.Run();
        }));
    }

    private static List<(string Name, long[] Bits)> BitsOn<T>(Problem problem, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Threads.Count = threads;
        var network = NetworkRun.Create<T>(problem);
        var results = NetworkRun.Of(network, network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch), problem, Gradients);
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(runner.Window, problem);
        runner.Run();
        runner.Run();
        var states = problem.Description.States
            .Select(state => ("run " + state.Name, runner.Window.State(state.Name).ToArray().Select(double.CreateChecked).ToArray()));
        var values = results.Values.Select(item => (item.Key, item.Value))
            .Concat(results.Gradients.Select(item => (item.Name, item.Gradient)))
            .Concat(states);
        return [.. values.Select(item => (item.Item1, item.Item2.Select(BitConverter.DoubleToInt64Bits).ToArray()))];
    }

    private static void Same(List<(string Name, long[] Bits)> expected, List<(string Name, long[] Bits)> actual, string where)
    {
        foreach (var ((name, bits), (_, others)) in expected.Zip(actual))
            Assert.True(bits.AsSpan().SequenceEqual(others), $"{where}: {name} has other bits.");
    }

    private sealed class Collector(Action<Worker> run) : ISharedWork
    {
        public void Run(Worker worker) => run(worker);
    }

    private abstract class UnitsOf : Network<float>
    {
        private UnitsOf()
            : base(null!, SurfaceVersion)
        {
        }

        public static Share Float(int width, Worker worker) => Units(width, worker);
    }
}
