using AutoDiffRnn.Lab.Sampling;

namespace AutoDiffRnn.Lab.Tests.Sampling;

public sealed class TokenChooserTests
{
    private static readonly float[] _logits = [0.5f, 2, -1, 1];

    [Theory]
    [InlineData(1, 4)]
    [InlineData(0.5, 4)]
    [InlineData(2, 4)]
    [InlineData(1, 2)]
    public void Tokens_AreChosenAsOftenAsTheSoftmaxSays(double temperature, int topK)
    {
        const int Draws = 20_000;
        var chooser = new TokenChooser(temperature, topK, new RandomSource(3));
        var counts = new double[_logits.Length];
        for (var i = 0; i < Draws; i++)
            counts[chooser.Choose(_logits)]++;

        var least = _logits.OrderDescending().ElementAt(topK - 1);
        var weights = _logits.Select(logit => logit >= least ? Math.Exp(logit / temperature) : 0).ToArray();
        for (var token = 0; token < weights.Length; token++)
            Assert.Equal(weights[token] / weights.Sum(), counts[token] / Draws, tolerance: 0.015);
    }

    [Fact]
    public void TokensBelowTheTop_AreNeverChosen()
    {
        var chooser = new TokenChooser(100, 2, new RandomSource(1));

        Assert.Equal([1, 3], Enumerable.Range(0, 200).Select(_ => chooser.Choose(_logits)).Distinct().Order());
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5, 1)]
    public void AtTemperatureZeroOrTopOne_TheLikeliestIsChosen(double temperature, int topK)
    {
        var chooser = new TokenChooser(temperature, topK, new RandomSource(1));

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(1, chooser.Choose(_logits)));
    }

    [Fact]
    public void LogitsThatWouldOverflow_StillGiveTheirShares()
    {
        var chooser = new TokenChooser(0.01, 3, new RandomSource(1));

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(2, chooser.Choose([-3e38f, 1e30f, 3e38f])));
    }
}
