using AutoDiffRnn.Lab.Experiments;

namespace AutoDiffRnn.Lab.Tests.Experiments;

public class RunQueueTests
{
    private static readonly int[] _runs = [.. Enumerable.Range(0, 20)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Results_AreInTheOrderOfTheRuns_WhicheverEndsFirst(int workers)
    {
        var results = new RunQueue(null, workers).Run(_runs, run => $"{run}", Slow, NoProgress.Instance, CancellationToken.None);

        Assert.Equal(_runs.Select(run => $"result {run}"), results);

        static string Slow(int run, CancellationToken cancellation)
        {
            Thread.Sleep(run % 3 * 2);
            return $"result {run}";
        }
    }

    [Fact]
    public void EachRunHasOneThread_AndTheSettingComesBack()
    {
        var before = Threads.Count;

        var counts = new RunQueue().Run([1, 2], run => "", (_, _) => $"{Threads.Count}", NoProgress.Instance, CancellationToken.None);

        Assert.Equal(["1", "1"], counts);
        Assert.Equal(before, Threads.Count);
    }

    [Fact]
    public void AnInterruptedQueue_GoesOnWithWhatItHas()
    {
        using var folder = new TempFolder();
        using var interrupted = new CancellationTokenSource();
        var first = new List<int>();
        Assert.Throws<OperationCanceledException>(() => Queue().Run(_runs, run => $"{run}", Interrupting, NoProgress.Instance, interrupted.Token));
        var again = new List<int>();

        var results = Queue().Run(_runs, run => $"{run}", (run, _) => Do(run, again), NoProgress.Instance, CancellationToken.None);

        Assert.Equal([0, 1, 2, 3, 4], first);
        Assert.Equal(_runs.Skip(5), again);
        Assert.Equal(_runs.Select(run => $"result {run}"), results);

        RunQueue Queue() => new(new RunStore(folder.File("runs")), workers: 1);

        string Interrupting(int run, CancellationToken cancellation)
        {
            if (run == 4)
                interrupted.Cancel();
            return Do(run, first);
        }

        static string Do(int run, List<int> done)
        {
            done.Add(run);
            return $"result {run}";
        }
    }

    [Fact]
    public void ADamagedResult_IsDoneAgain()
    {
        using var folder = new TempFolder();
        var store = new RunStore(folder.Path);
        store.Save("settings", "result");
        Assert.Equal("result", store.Find<string, string>("settings"));
        Assert.Null(store.Find<string, string>("other settings"));

        File.WriteAllText(Directory.GetFiles(folder.Path).Single(), "{ \"Settings\": ");

        Assert.Null(store.Find<string, string>("settings"));
    }

    [Fact]
    public void WhatARunThrows_IsThrownToTheCaller()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new RunQueue(null, 2).Run(
            _runs, run => "", (run, _) => run == 3 ? throw new InvalidOperationException("three") : "", NoProgress.Instance, CancellationToken.None));

        Assert.Equal("three", error.Message);
    }
}
