using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Report.Tests.Claims;

public partial class VerdictTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public void MadeUpNumbers_LeadToTheirVerdict(string claim, string name, string verdict)
        => Assert.Equal(verdict, Judge(claim, _cases.Single(made => made.Claim == claim && made.Name == name).Evidence).Verdict.ToString());

    [Fact]
    public void EveryClaim_IsDrivenToEachOfTheFourVerdicts()
    {
        foreach (var claim in AllClaims.Judge(MadeUp.Empty))
            Assert.Equal(Enum.GetValues<Verdict>(), _cases.Where(made => made.Claim == claim.Id).Select(made => made.Verdict).Distinct().Order());
    }

    [Fact]
    public void EveryVerdictOfAClaim_HasAnExplanationOfItsOwn()
    {
        foreach (var claim in _cases.GroupBy(made => made.Claim))
        {
            var texts = claim.GroupBy(made => made.Verdict).Select(group => Judge(claim.Key, group.First().Evidence).Explanation[0]).ToList();
            Assert.Equal(texts.Count, texts.Distinct().Count());
            Assert.DoesNotContain(texts, text => text.Contains("NaN", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void AnExplanation_HasTheNumbersInIt()
    {
        var result = Judge("claim-3", MadeUp.Full);
        Assert.Contains("60 steps", result.Explanation[0], StringComparison.Ordinal);
        Assert.Contains("1830", result.Explanation[0], StringComparison.Ordinal);
        Assert.Contains("60.0 points", Judge("claim-2", MadeUp.Empty with { RoleCuts = [.. MadeUp.Cuts("Elman", 0.59)] }).Explanation[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWhoseIdenticalArmsDiffer_DecidesNothing()
        => AssertNothingIsDecided(MadeUp.Full with { Run = MadeUp.Run with { IdenticalArmsDiffer = true } });

    [Fact]
    public void ARunWhoseGradientsAreWrong_DecidesNothing()
        => AssertNothingIsDecided(MadeUp.Full with { Run = MadeUp.Run with { DifferenceError = 2 * Criteria.DifferenceError } });

    [Fact]
    public void ADifferenceErrorThatWasNotMeasured_IsNoReasonForDistrust()
        => Assert.Null(AllClaims.Distrust(MadeUp.Run with { DifferenceError = double.NaN }));

    [Fact]
    public void TheDifferenceOfTwoShares_HasNewcombesInterval()
    {
        // Newcombe (1998), Statistics in Medicine 17, table II, method 10: 56/70 − 48/80.
        var difference = Judging.ShareDifference(new Count(56, 70), new Count(48, 80));
        Assert.Equal(0.2, difference.Value, 12);
        Assert.Equal(0.0524, difference.Low, 4);
        Assert.Equal(0.3339, difference.High, 4);
    }

    private static void AssertNothingIsDecided(Evidence evidence)
        => Assert.All(AllClaims.Judge(evidence), claim => Assert.Equal(Verdict.NotDecided, claim.Verdict));

    private static ClaimResult Judge(string claim, Evidence evidence) => AllClaims.Judge(evidence).Single(result => result.Id == claim);
}
