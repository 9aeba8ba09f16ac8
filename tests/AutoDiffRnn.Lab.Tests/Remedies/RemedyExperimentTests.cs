using AutoDiffRnn.Lab.Remedies;

namespace AutoDiffRnn.Lab.Tests.Remedies;

public sealed class RemedyExperimentTests
{
    [Fact]
    public void Run_OfAllRemedies_MeasuresEachBeforeAndAfter()
    {
        var settings = new RemedySettings { Seeds = 1, Updates = 50, Distance = 12, Hidden = 8 };

        var result = new RemedyExperiment(settings).Run();

        Assert.Equal(Remedy.All.Count, result.Records.Count);
        Assert.All(result.Records, record => Assert.True(double.IsFinite(record.Start.Reach), $"{record.Remedy}: {record.Start}"));
        Assert.All(result.Records, record => Assert.True(record.Start.Gap >= 0, $"{record.Remedy}: {record.Start}"));
        Assert.True(Start(result, "leaky units") > Start(result, "none"));
        Assert.True(Start(result, "forget bias 4") > Start(result, "gating: LSTM") + 1);
        Assert.NotEqual(result.Records[0].Start, result.Records[0].End);
        Assert.Equal(Remedy.All.Count, result.DoseAndResponse.Points);
    }

    [Fact]
    public void Run_OfOneThatNeverLearns_IsCensored()
    {
        var settings = new RemedySettings { Remedies = [.. Remedy.All.Take(1)], Seeds = 2, Updates = 50, Distance = 12, Hidden = 4 };

        var result = new RemedyExperiment(settings).Run();

        Assert.Null(result.SurvivalOf(Remedy.All[0]).Median);
        var arm = Assert.Single(result.ToEvidence());
        Assert.Equal([1, 2], arm.Seeds.Select(seed => seed.Seed));
        Assert.Contains("distance 12 only", arm.Regime, StringComparison.Ordinal);
    }

    [Fact]
    public void Regime_OfMixedLengths_HasAllShorterDistances()
    {
        var settings = new RemedySettings { Distance = 5 };
        Assert.Equal([2, 3, 4, 5], settings.RegimeOf(Remedy.All.Single(remedy => remedy.MixesLengths)).Distances);
    }

    private static double Start(RemedyResult result, string remedy) => result.Records.Single(record => record.Remedy == remedy).Start.Reach;
}
