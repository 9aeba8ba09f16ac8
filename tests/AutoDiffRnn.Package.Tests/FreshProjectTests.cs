namespace AutoDiffRnn.Package.Tests;

/// <summary>A project outside the repository takes the package, builds a cell of its own under the strictest settings, and trains it.</summary>
[Trait("Category", "Slow")]
public sealed class FreshProjectTests(PackedLibrary library) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void FreshProject_BuildsWithoutAWarning_AndTrains()
    {
        var project = library.CreateConsumer("plain");

        var build = project.Build("build", "--configuration", "Release", $"-p:RestoreSources={library.Source}").Succeeded();
        Assert.Contains(" 0 Warning(s)", build, StringComparison.Ordinal);
        Assert.DoesNotContain("warning ", build, StringComparison.Ordinal);
        var report = Run(project, "bin/Release/net10.0/Harbour.dll");
        report.AssertIsOfATrainedCell();
        report.AssertIsOfAMeasuredCell();
    }

    [Fact]
    public void WrongCell_IsRefusedAtItsOwnLine_AndNowhereElse()
    {
        var project = library.CreateConsumer("wrong");
        var file = Path.Combine(project.Folder, "Currents.cs");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("Tanh(Push * wind", "Tanh(Gauge * wind", StringComparison.Ordinal));
        var line = 1 + Array.FindIndex(text.Split('\n'), candidate => candidate.Contains("Tanh(Push * wind", StringComparison.Ordinal));

        var build = project.Build("build", "--configuration", "Release", $"-p:RestoreSources={library.Source}");

        Assert.NotEqual(0, build.ExitCode);
        var errors = build.Output.Split('\n').Where(candidate => candidate.Contains(": error ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains($"Currents.cs({line},", error, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains(": error ADR0018: ", error, StringComparison.Ordinal));
    }

    [PublishingFact]
    public void TrimmedProgram_TrainsToTheSameNumbers() => AssertPublishesToTheSameNumbers("trimmed", "PublishTrimmed");

    [PublishingFact(native: true)]
    public void NativeProgram_TrainsToTheSameNumbers() => AssertPublishesToTheSameNumbers("native", "PublishAot");

    // Trimmed code and native code may add up in another order (their vectors may have another width), so the numbers are the same to rounding.
    private void AssertPublishesToTheSameNumbers(string name, string property)
    {
        var project = library.CreateConsumer(name);

        var output = project.Build("publish", "--configuration", "Release", "--use-current-runtime", $"-p:{property}=true", "--output", "published").Succeeded();
        Assert.DoesNotContain("warning ", output, StringComparison.Ordinal);
        var published = Run(Path.Combine(project.Folder, "published", OperatingSystem.IsWindows() ? "Harbour.exe" : "Harbour"), project.Folder);
        var expected = BuiltTwin(project);

        expected.AssertIsOfATrainedCell();
        published.AssertIsOfATrainedCell();
        AssertClose(expected.FirstLoss, published.FirstLoss, 1e-13);
        AssertClose(expected.LastLoss, published.LastLoss, 1e-9);
    }

    // The same program as the shared runtime runs it: a publish compiles it on its way.
    private static TrainingReport BuiltTwin(ConsumerProject project)
    {
        var built = Directory.GetFiles(Path.Combine(project.Folder, "bin"), "Harbour.dll", SearchOption.AllDirectories).Single();
        return Run(project, built);
    }

    private static TrainingReport Run(ConsumerProject project, string assembly)
        => new(Command.Run("dotnet", project.Folder, "exec", assembly).Succeeded());

    private static TrainingReport Run(string program, string folder) => new(Command.Run(program, folder).Succeeded());

    private static void AssertClose(double expected, double actual, double relative)
        => Assert.InRange(actual, expected - relative * Math.Abs(expected), expected + relative * Math.Abs(expected));
}
