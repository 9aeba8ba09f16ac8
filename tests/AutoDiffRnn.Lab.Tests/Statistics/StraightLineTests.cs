using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class StraightLineTests
{
    /// <summary>The first of Anscombe's data (1973): y = 3.0001 + 0.5001·x, standard error of the slope 0.1179.</summary>
    [Fact]
    public void Fit_OfAnscombesData_IsAsPublished()
    {
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        double[] y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

        var line = StraightLine.Fit(x, y);

        Assert.Equal(0.5001, line.Slope, 5e-5);
        Assert.Equal(3.0001, line.Intercept, 5e-5);
        Assert.Equal(0.1179, line.SlopeError, 5e-5);
        Assert.Equal(2.26216 * 0.117906, line.SlopeInterval().High - line.Slope, 1e-4); // t, 9 degrees of freedom
    }

    [Fact]
    public void Fit_WithInfiniteValues_LeavesThemOut()
    {
        var line = StraightLine.Fit([0, -1, double.NegativeInfinity, -3]);

        Assert.Equal(-1, line.Slope, 1e-12);
        Assert.Equal(3, line.Points);
    }

    [Fact]
    public void Fit_OfPointsAboveEachOther_IsRefused() => Assert.Throws<ArgumentException>(() => StraightLine.Fit([1, 1], [2, 3]));
}
