using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class IntervalsTests
{
    /// <summary>Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(29, 29, 0.8830, 1.0000)]
    public void Wilson_OfNewcombesExamples_IsAsPublished(int hits, int of, double low, double high)
    {
        var interval = Intervals.Wilson(new Count(hits, of));

        Assert.Equal((double)hits / of, interval.Value);
        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    [Fact]
    public void Wilson_OfNone_KnowsNothing() => Assert.Equal(new Estimate(double.NaN, 0, 1), Intervals.Wilson(new Count(0, 0)));

    /// <summary>Student's t with 11 degrees of freedom: 97.5 % lie below 2.201 (any table).</summary>
    [Fact]
    public void Mean_OfTwelve_HasTheTabulatedWidth()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

        var interval = Intervals.Mean(values);

        Assert.Equal(6.5, interval.Value);
        Assert.Equal(2.20099 * Math.Sqrt(13) / Math.Sqrt(12), interval.High - 6.5, 1e-4);
        Assert.Equal(6.5 - interval.Low, interval.High - 6.5, 1e-12);
    }

    [Fact]
    public void Mean_OfOneValue_IsUnbounded()
        => Assert.Equal(new Estimate(3, double.NegativeInfinity, double.PositiveInfinity), Intervals.Mean([3]));

    [Fact]
    public void Mean_OfNoValues_IsRefused() => Assert.Throws<ArgumentException>(() => Intervals.Mean([]));

    /// <summary>For the mean of many values the bootstrap agrees with the normal interval, x̄ ± 1.96·s/√n.</summary>
    [Fact]
    public void Bootstrap_OfTheMeanOfManyValues_IsTheNormalInterval()
    {
        var random = new RandomSource(5);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];

        var interval = Intervals.Bootstrap(values, Sample.Mean, seed: 1);

        var half = 1.96 * Sample.Deviation(values) / 20;
        Assert.Equal(Sample.Mean(values), interval.Value);
        Assert.Equal(interval.Value - half, interval.Low, 0.1 * half);
        Assert.Equal(interval.Value + half, interval.High, 0.1 * half);
    }

    [Fact]
    public void Bootstrap_WithTheSameSeed_IsTheSame()
    {
        double[] values = [1, 5, 2, 8, 3];
        Assert.Equal(Intervals.Bootstrap(values, Sample.Median, 7), Intervals.Bootstrap(values, Sample.Median, 7));
    }
}
