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
    public void AFewMultiplyAdds_AreNotWorthAThread()
    {
        Threads.Count = 8;
        var splitting = new Splitting(LeastWork: 1000, LeastRows: 2, LeastUnitWork: 100);
        Assert.Equal(1, splitting.ThreadsFor(999));
        Assert.Equal(2, splitting.ThreadsFor(2000));
        Assert.Equal(8, splitting.ThreadsFor(long.MaxValue));
    }

    private sealed class Work(Action<Worker> run) : ISharedWork
    {
        public void Run(Worker worker) => run(worker);
    }
}
