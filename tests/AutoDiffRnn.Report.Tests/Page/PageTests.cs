using System.Text.RegularExpressions;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Report;
using Spectre.Console;

namespace AutoDiffRnn.Report.Tests.Page;

public partial class PageTests
{
    [Fact]
    public void TheSameEvidence_GivesTheSameBytes()
        => Assert.Equal(ReportWriter.Write(MadeUp.Full), ReportWriter.Write(EvidenceFile.FromJson(EvidenceFile.ToJson(MadeUp.Full))));

    [Fact]
    public void OtherTimes_ChangeNothingButTheirSection()
    {
        var other = MadeUp.Full with { Run = MadeUp.Run with { Times = [new("agreement", 1.5)] } };
        Assert.NotEqual(ReportWriter.Write(MadeUp.Full), ReportWriter.Write(other));
        Assert.Equal(Times().Replace(ReportWriter.Write(MadeUp.Full), ""), Times().Replace(ReportWriter.Write(other), ""));
    }

    [Fact]
    public void ThePage_ShowsEveryClaimWithItsVerdictCriterionAndRegime()
    {
        var page = ReportWriter.Write(MadeUp.Full);
        foreach (var claim in AllClaims.Judge(MadeUp.Full))
        {
            var section = Regex.Match(page, $"<section id=\"{claim.Id}\".*?</section>", RegexOptions.Singleline).Value;
            Assert.Contains(Html.Text(claim.Claim), section, StringComparison.Ordinal);
            Assert.Contains(ClaimSection.Badge(claim.Verdict), section, StringComparison.Ordinal);
            Assert.Contains(Html.Text(claim.Criterion), section, StringComparison.Ordinal);
            Assert.Contains(Html.Text(claim.Regime), section, StringComparison.Ordinal);
            Assert.All(claim.Explanation, text => Assert.Contains(Html.Text(text), section, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ThePage_SaysHowItWasMade()
    {
        var page = ReportWriter.Write(MadeUp.Full);
        foreach (var said in new[] { "lab answer --seed 7", "AVX-512", "3.1 × 10⁻⁹", "0.1.0", ">12<" })
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatCannotBeTrusted_IsMarkedAtTheTop()
    {
        var page = ReportWriter.Write(MadeUp.Full with { Run = MadeUp.Run with { IdenticalArmsDiffer = true } });
        Assert.InRange(page.IndexOf("class=\"warning\"", StringComparison.Ordinal), 0, page.IndexOf("id=\"claim-1\"", StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"warning\"", ReportWriter.Write(MadeUp.Full), StringComparison.Ordinal);
    }

    [Fact]
    public void TextOfTheEvidence_IsEscaped()
    {
        const string Bad = "<script>alert('&')</script>";
        var page = ReportWriter.Write(MadeUp.Full with { Run = MadeUp.Run with { Command = Bad, Version = Bad },
            Now = MadeUp.Full.Now! with { Regime = Bad, Cell = Bad } });
        Assert.DoesNotContain(Bad, page, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummary_NamesEveryClaimAndItsVerdict()
    {
        using var text = new StringWriter();
        Summary.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }), MadeUp.Full);
        foreach (var claim in AllClaims.Judge(MadeUp.Full))
            Assert.Contains(Verdicts.Name(claim.Verdict), text.ToString(), StringComparison.Ordinal);
        Assert.Contains("remark", text.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("<section id=\"times\" data-varies>.*?</section>", RegexOptions.Singleline)]
    private static partial Regex Times();
}
