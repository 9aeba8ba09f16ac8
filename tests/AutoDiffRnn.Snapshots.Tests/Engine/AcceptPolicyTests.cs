using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

public class AcceptPolicyTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("0", null, false)]
    [InlineData("1", null, true)]
    [InlineData("1", "", true)]
    [InlineData("1", "true", false)]
    [InlineData("1", "false", false)]
    public void Environment_AcceptsWhenAsked_ButNeverWhereCiIsSet(string? asked, string? ci, bool accepts)
        => Assert.Equal(accepts, Policy(asked, ci).Accepts(null));

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "true", true)]
    [InlineData(false, null, true)]
    [InlineData(false, "true", false)]
    public void AutoVerify_HoldsOnABuildServerOnlyIfItSaysSo(bool includeBuildServer, string? ci, bool accepts)
        => Assert.Equal(accepts, Policy(null, ci).Accepts(new AutoAcceptance(includeBuildServer, ThrowException: false)));

    [Fact]
    public void ValueThatMeansNothing_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Policy("yes", null));

        Assert.Equal("ACCEPT_SNAPSHOTS: expected 1 (accept) or 0, but got 'yes'.", error.Message);
    }

    private static AcceptPolicy Policy(string? asked, string? ci) => AcceptPolicy.From(name => name switch
    {
        "ACCEPT_SNAPSHOTS" => asked,
        "CI" => ci,
        _ => throw new ArgumentException(name),
    });
}
