using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class RankCorrelationTests
{
    /// <summary>The worked example of many textbooks, IQ against hours of television: ρ = −29/165, p = 0.627.</summary>
    [Fact]
    public void Of_IntelligenceAndTelevision_IsAsPublished()
    {
        double[] intelligence = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        double[] hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

        var correlation = RankCorrelation.Of(intelligence, hours);

        Assert.Equal(-29.0 / 165, correlation.Rho, 1e-12);
        Assert.Equal(0.627188, correlation.P, 1e-5);
    }

    [Fact]
    public void Of_ResponsesThatNeverCome_RanksThemLastAndTied()
        => Assert.Equal(-Math.Sqrt(0.8), RankCorrelation.Of([1, 2, 3, 4], [double.PositiveInfinity, double.PositiveInfinity, 7, 7]).Rho, 1e-12);

    [Fact]
    public void Of_AnyRisingCurve_IsOne() => Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 4], [1, 10, 1e6, 1e7]).Rho, 1e-12);

    [Fact]
    public void Of_AConstant_IsUndefined() => Assert.Equal(double.NaN, RankCorrelation.Of([1, 2, 3], [5, 5, 5]).Rho);
}
