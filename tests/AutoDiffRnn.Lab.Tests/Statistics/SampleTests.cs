using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class SampleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2.75)]
    [InlineData(0.5, 4.5)]
    [InlineData(0.75, 6.25)]
    [InlineData(1, 8)]
    public void Quantile_OfEight_LiesOnTheLineBetweenNeighbours(double share, double expected)
        => Assert.Equal(expected, Sample.Quantile([8, 1, 7, 2, 6, 3, 5, 4], share), 1e-12);

    [Fact]
    public void Quantile_OfAShareAboveOne_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Quantile([1, 2], 1.5));

    [Fact]
    public void Deviation_OfASample_IsDividedByOneLess() => Assert.Equal(Math.Sqrt(32 / 7.0), Sample.Deviation([2, 4, 4, 4, 5, 5, 7, 9]), 1e-12);
}
