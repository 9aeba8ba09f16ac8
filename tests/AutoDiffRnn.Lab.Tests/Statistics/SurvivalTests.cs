using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class SurvivalTests
{
    /// <summary>
    /// Freireich and others (1963), weeks of remission with 6-mercaptopurine, in every textbook of survival analysis; a plus is a censored time.
    /// Values as R's <c>survfit(…, conf.type = "log-log")</c> gives them.
    /// </summary>
    [Fact]
    public void Of_FreireichsPatients_IsAsPublished()
    {
        double[] relapses = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        double[] censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

        var survival = Survival.Of([.. relapses.Select(time => new Duration(time, true)), .. censored.Select(time => new Duration(time, false))]);

        Assert.Equal([6, 7, 10, 13, 16, 22, 23], survival.Points.Select(point => point.Time));
        Assert.Equal([21, 17, 15, 12, 11, 7, 6], survival.Points.Select(point => point.AtRisk));
        Assert.Equal([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], survival.Points.Select(point => Math.Round(point.Left.Value, 3)));
        Assert.Equal(0.620, survival.Points[0].Left.Low, 1e-3);
        Assert.Equal(0.952, survival.Points[0].Left.High, 1e-3);
        Assert.Equal(23, survival.Median);
    }

    [Fact]
    public void Median_WhereMostNeverLearn_IsNone()
        => Assert.Null(Survival.Of([new(10, true), new(50, false), new(50, false)]).Median);

    [Fact]
    public void Of_RunsThatAllLearn_EndsAtZero()
        => Assert.Equal(0, Survival.Of([new(10, true), new(20, true)]).Points[^1].Left.Value);
}
