using AutoDiffRnn.Lab.Probing;

namespace AutoDiffRnn.Lab.Tests.Probing;

public sealed class LogisticProbeTests
{
    /// <summary>
    /// One feature that is +1 for yes and −1 for no, standardised by √(n/(n − 1)): the best w satisfies n·z·σ(−w·z) = penalty·w with z = √((n −
    /// 1)/n).
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Train_OnOneTellingFeature_FindsTheBestWeight(double penalty)
    {
        const int Count = 40;
        double[][] features = [.. Enumerable.Range(0, Count).Select(i => new[] { i % 2 == 0 ? 1.0 : -1.0 })];
        bool[] labels = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0)];

        var probe = LogisticProbe.Train(features, labels, penalty);

        var score = probe.Score([1]);
        var z = Math.Sqrt((Count - 1.0) / Count);
        Assert.Equal(-score, probe.Score([-1]), 1e-6);
        Assert.Equal(Count * z / (1 + Math.Exp(score)), penalty * score / z, 1e-6);
    }

    [Fact]
    public void Train_OnADirectionAmongMany_ReadsUnseenExamples()
    {
        var (features, labels) = Draw(400, new RandomSource(1));
        var (unseen, answers) = Draw(200, new RandomSource(2));

        var probe = LogisticProbe.Train(features, labels);

        Assert.True(probe.Test(unseen, answers).Share > 0.95);
    }

    [Fact]
    public void Train_OnShuffledLabels_GuessesOnUnseenExamples()
    {
        var (features, labels) = Draw(400, new RandomSource(1));
        new RandomSource(3).Shuffle<bool>(labels);
        var (unseen, answers) = Draw(400, new RandomSource(2));

        Assert.InRange(LogisticProbe.Train(features, labels).Test(unseen, answers).Share, 0.4, 0.6);
    }

    [Fact]
    public void Train_OnConstantFeatures_SaysWhatIsMoreFrequent()
    {
        var probe = LogisticProbe.Train([[1, 5], [1, 5], [1, 5]], [true, true, false]);

        Assert.Equal(Math.Log(2), probe.Score([1, 5]), 1e-6); // The odds are 2 to 1.
    }

    [Fact]
    public void Train_WithoutALabelForEach_IsRefused() => Assert.Throws<ArgumentException>(() => LogisticProbe.Train([[1], [2]], [true]));

    /// <summary>Twenty normal numbers; yes where the sum of the first three is positive.</summary>
    private static (double[][] Features, bool[] Labels) Draw(int count, RandomSource random)
    {
        double[][] features = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 20).Select(_ => random.NextNormal()).ToArray())];
        return (features, [.. features.Select(row => row[0] + row[1] + row[2] > 0)]);
    }
}
