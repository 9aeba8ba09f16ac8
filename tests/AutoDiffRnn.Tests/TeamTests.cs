using AutoDiffRnn.Cells;
using AutoDiffRnn.Kernels;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>The threads themselves: who runs what, when they meet, and what becomes of an exception.</summary>
[Collection(nameof(SharedThreads))]
public sealed class TeamTests : IDisposable
{
    private readonly SharedThreads.Setting _setting = SharedThreads.SplittingAnything();

    public void Dispose() => _setting.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Shares_CoverAllRowsOnce(int workers)
    {
        foreach (var rows in new[] { 1, 2, 7, 100 })
        {
            var shares = new Share[workers];
            Team.Run(new Work(worker => shares[worker.Index] = worker.Share(rows)), workers);
            Assert.Equal(Enumerable.Range(0, rows), shares.SelectMany(share => Enumerable.Range(share.First, share.Count)));
        }
    }

    [Fact]
    public void Shares_AreOfAtLeastSoManyRows()
    {
        Splitting.Current = Splitting.Current with { LeastRows = 4 };
        var counts = new int[5];
        Team.Run(new Work(worker => counts[worker.Index] = worker.Share(9).Count), 5);
        Assert.Equal([4, 5, 0, 0, 0], counts);
    }

    [Fact]
    public void AMeeting_EndsWhenAllAreThere()
    {
        const int Rounds = 1000;
        var written = new int[4];
        var early = 0;
        Team.Run(
            new Work(worker =>
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    written[worker.Index] = round;
                    worker.Meet();
                    if (written.Any(number => number < round))
                        Interlocked.Increment(ref early);
                    worker.Meet();
                }
            }),
            4);
        Assert.Equal(0, early);
        Assert.All(written, number => Assert.Equal(Rounds, number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WhatAWorkerThrows_ReachesTheCaller_WhileTheOthersWaitForIt(int index)
    {
        var thrown = new InvalidOperationException("worker");
        var work = new Work(worker =>
        {
            worker.Meet();
            if (worker.Index == index)
                throw thrown;
            worker.Meet();
        });
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => Team.Run(work, 3)));
        var ran = 0;
        Team.Run(new Work(_ => Interlocked.Increment(ref ran)), 3);
        Assert.Equal(3, ran);
    }

    [Fact]
    public void OfSeveralExceptions_TheFirstWorkersIsThrown()
    {
        for (var run = 0; run < 100; run++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Team.Run(
                new Work(worker => throw new InvalidOperationException($"{worker.Index}")), 3));
            Assert.Equal("0", error.Message);
        }
    }

    [Fact]
    public void ASecondCaller_RunsAlone()
    {
        var workers = 0;
        Team.Run(
            new Work(worker =>
            {
                if (worker.IsFirst)
                    Team.Run(new Work(_ => workers++), 3);
            }),
            3);
        Assert.Equal(1, workers);
    }

    [Fact]
    public void ShortPasses_AreNotWorthAThread()
    {
        Threads.Count = 8;
        var splitting = new Splitting(LeastTime: 100, LeastRows: 2, LeastStepTime: 100);
        Assert.Equal((1, false), splitting.For(Rows(1), steps: 1, batch: 199, canShareUnits: true));
        Assert.Equal((2, false), splitting.For(Rows(1), steps: 1, batch: 200, canShareUnits: true));
        Assert.Equal((8, false), splitting.For(Rows(1), steps: 1_000_000, batch: 1000, canShareUnits: true));

        static PassTime Rows(double each) => new(each / 4, each / 4, each / 2, 0);
    }

    [Fact]
    public void ALoopWithFewExamples_HasThreadsForThese_OrForWhatRunsForAllRows()
    {
        Threads.Count = 8;
        var splitting = new Splitting(LeastTime: 100, LeastRows: 2, LeastStepTime: double.MaxValue);
        Assert.Equal((1, false), splitting.For(new PassTime(0, 1, 1, 0), steps: 1000, batch: 1, canShareUnits: true));
        Assert.Equal((3, false), splitting.For(new PassTime(0, 1, 1, 0), steps: 1000, batch: 6, canShareUnits: true));
        Assert.Equal((5, false), splitting.For(new PassTime(0.5, 1, 1, 0), steps: 1000, batch: 1, canShareUnits: true));
    }

    // Two multiplications with additions in a cycle: the estimate must be within a factor of two of what a processor of 3 to 5 GHz can do.
    [Fact]
    public void TheTimeOfAPass_IsItsProductsAtThePeakRate_AndItsFunctions()
    {
        var cost = new PassCost(ProductFlops: 6_400_000, ElementwiseOperations: 0, Functions: 0, WeightBytesEachStep: 0, BytesMoved: 0);
        var (none, time) = (default(PassCost), PassTime.Of<float>(default, cost, 512));
        Assert.InRange(time.Of(1, 1), 20, 40);
        Assert.Equal(2 * time.Of(1, 1), PassTime.Of<double>(none, cost, 512).Of(1, 1), 6);
        Assert.Equal(4 * time.Of(1, 1), PassTime.Of<float>(none, cost, 128).Of(1, 1), 6);
        Assert.Equal(time.Of(1, 1), time.OfAllRows(1, 1));
        var read = PassTime.Of<float>(none, cost with { WeightBytesEachStep = 12_800_000 }, 512);
        Assert.Equal(0, read.OfAllRows(1, 1));
        Assert.Equal(128, read.OfStep(1), 6);
        Assert.True(read.OfStep(8) > 200);
        Assert.True(PassTime.Of<float>(none, cost with { Functions = 1_000_000 }, 512).Of(1, 1) > 4 * time.Of(1, 1));
    }

    // Of a tape for training both passes count, since they are split alike; a runner has the forward pass only.
    [Fact]
    public void TheTimeOfBothPasses_IsThatOfEach()
    {
        var network = new LstmNetwork<float>(I: 8, H: 16);
        var (forward, both) = (network.TimeOfPasses(both: false), network.TimeOfPasses(both: true));
        var back = network.Cost(2, 1).Backward.ProductFlops - network.Cost(1, 1).Backward.ProductFlops;
        var front = network.Cost(2, 1).Forward.ProductFlops - network.Cost(1, 1).Forward.ProductFlops;
        var products = (double)(back + front) / front;
        Assert.Equal(products * (forward.AllRows + forward.Products), both.AllRows + both.Products, 6);
        Assert.Equal(2 * forward.Reading, both.Reading, 6);
        Assert.True(both.Elements > forward.Elements);
        Assert.Equal(10 * both.OfStep(4) + both.OfAllRows(10, 4), both.Of(10, 4), 6);
    }

    private sealed class Work(Action<Worker> run) : ISharedWork
    {
        public void Run(Worker worker) => run(worker);
    }
}
