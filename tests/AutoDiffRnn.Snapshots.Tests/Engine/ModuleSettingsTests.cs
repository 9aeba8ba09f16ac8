using VerifyTests;
using VerifyXunit;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

public sealed class ModuleSettingsTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly ModuleSettings module = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void InitializingTwice_IsRefused()
    {
        Assert.True(VerifySourceGenerators.Initialized);

        module.AddSourceGenerators();
        var error = Assert.Throws<InvalidOperationException>(module.AddSourceGenerators);

        Assert.Equal("VerifySourceGenerators.Initialize: call it once, in a module initializer; it has been called.", error.Message);
    }

    [Fact]
    public async Task SettingsAfterAVerification_AreRefused()
    {
        await bench.RunAsync("h", module, settings => settings.AutoVerify());

        Refused("VerifySourceGenerators.Initialize", module.AddSourceGenerators);
        Refused("DerivePathInfo", () => module.UsePaths((_, _, _, _) => default));
        Refused("VerifierSettings.ScrubLines", () => module.RemoveLines(_ => true));
        Refused("VerifierSettings.AutoVerify", () => module.AcceptAll(new AutoAcceptance(true, false)));

        static void Refused(string setting, Action change) => Assert.Equal(
            $"{setting}: call it in a module initializer, before any verification; Samples.Cell has run already.",
            Assert.Throws<InvalidOperationException>(change).Message);
    }

    [Fact]
    public async Task SamePrefixTwice_IsRefused()
    {
        await bench.RunAsync("h", module, settings => settings.AutoVerify());

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RunAsync("h", module));

        Assert.StartsWith($"The prefix has already been used: Samples.Cell in {bench.Folder.Path}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssemblysSettings_HoldForEveryVerification()
    {
        module.RemoveLines(line => line == "x");
        module.AcceptAll(new AutoAcceptance(IncludeBuildServer: true, ThrowException: false));
        module.UsePaths((_, _, _, _) => new PathInfo("_snapshots"));

        await bench.RunAsync("a\nx", module);

        Assert.Equal("a", bench.Folder.Read(Path.Combine("_snapshots", "Samples.Cell.verified.txt")));
    }

    [Fact]
    public void SettingsOfTheProcess_AreSealedByItsOwnVerifications()
    {
        ModuleSettings.Shared.Seal("another test");

        Assert.Throws<InvalidOperationException>(() => Verifier.UseSourceFileRelativeDirectory("elsewhere"));
        Assert.Throws<InvalidOperationException>(() => Verifier.DerivePathInfo((_, _, _, _) => default));
        Assert.Throws<InvalidOperationException>(() => VerifierSettings.ScrubLines(_ => true));
        Assert.Throws<InvalidOperationException>(() => VerifierSettings.AutoVerify());
        Assert.Throws<InvalidOperationException>(VerifySourceGenerators.Initialize);
    }
}
