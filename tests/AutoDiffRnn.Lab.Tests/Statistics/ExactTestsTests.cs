using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class ExactTestsTests
{
    /// <summary>R's <c>binom.test(682, 925, 3/4)</c>, Mendel's peas of Conover (1971).</summary>
    [Fact]
    public void Binomial_OfMendelsPeas_IsAsPublished() => Assert.Equal(0.3825, ExactTests.Binomial(new Count(682, 925), 0.75), 5e-5);

    [Fact]
    public void Binomial_OfTwelveHeads_IsTwoOf4096() => Assert.Equal(2.0 / 4096, ExactTests.Binomial(new Count(12, 12), 0.5), 1e-12);

    [Fact]
    public void Binomial_OfNoTrials_IsOne() => Assert.Equal(1, ExactTests.Binomial(new Count(0, 0), 0.5));

    /// <summary>2·(1 + 10 + 45)/1024.</summary>
    [Fact]
    public void McNemar_OfTwoAgainstEight_CountsBothTails() => Assert.Equal(112.0 / 1024, ExactTests.McNemar(2, 8), 1e-12);

    [Fact]
    public void McNemar_OfAnswersThatNeverDiffer_IsOne() => Assert.Equal(1, ExactTests.McNemar(0, 0));

    /// <summary>Fisher's lady tasting tea (1935): three of four cups found, (16 + 1)/70 on each side.</summary>
    [Fact]
    public void Fisher_OfTheLadyTastingTea_IsAsPublished() => Assert.Equal(0.4857, ExactTests.Fisher(new Count(3, 4), new Count(1, 4)), 5e-5);

    /// <summary>R's <c>fisher.test</c> on Fisher's convictions of twins: 10 of 13 against 2 of 17, p = 0.0005367.</summary>
    [Fact]
    public void Fisher_OfConvictedTwins_IsAsPublished() => Assert.Equal(0.0005367, ExactTests.Fisher(new Count(10, 13), new Count(2, 17)), 5e-8);
}
