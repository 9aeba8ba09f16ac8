using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>What becomes a file, under which name.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Text_IsItself_AndNothingHasAName()
    {
        Assert.Equal(new SnapshotTarget(null, "txt", "h\n"), SnapshotTargets.OfText("\uFEFFh\n"));
        Assert.Equal("emptyString", SnapshotTargets.OfText("").Text);
        Assert.Equal("null", SnapshotTargets.OfText(null).Text);
    }

    [Fact]
    public void Sources_AreOrderedByHint_AndFoldersStayInTheHeaderOnly()
    {
        var targets = Of(TestGenerator.RunWithSources(("b.g.cs", "2"), ("B.g.cs_", "1"), ("sub/a.g.cs", "3\n")));

        Assert.Equal(
            [
                new SnapshotTarget("B.g.cs_", "cs", "//HintName: B.g.cs_.cs\n1"),
                new SnapshotTarget("b.g", "cs", "//HintName: b.g.cs\n2"),
                new SnapshotTarget("a.g", "cs", "//HintName: sub/a.g.cs\n3\n"),
            ],
            targets);
    }

    [Fact]
    public async Task SourcesThatShareAName_AreNumbered()
    {
        var driver = TestGenerator.Run(
            (output, _) => output.AddSource("Same.g.cs", "first"),
            (output, _) =>
            {
                output.AddSource("Same.g.cs", "second");
                output.AddSource("Other.g.cs", "other");
            });

        await bench.RunAsync(driver, settings => settings.AutoVerify());

        Assert.Equal(
            ["Samples.Cell#Other.g.verified.cs", "Samples.Cell#Same.g.00.verified.cs", "Samples.Cell#Same.g.01.verified.cs"], bench.Folder.FileNames);
        Assert.Equal("//HintName: Same.g.cs\nsecond", bench.Folder.Read("Samples.Cell#Same.g.01.verified.cs"));
    }

    [Fact]
    public async Task SourceWithCarriageReturns_IsWrittenWithoutThem()
    {
        await bench.RunAsync(TestGenerator.RunWithSources(("A.g.cs", "a\r\nb\rc\r\n")), settings => settings.AutoVerify());

        Assert.Equal("//HintName: A.g.cs\na\nb\nc\n", bench.Folder.Read("Samples.Cell#A.g.verified.cs"));
    }

    [Fact]
    public async Task GeneratorThatThrows_FailsWithItsOwnException_AndNothingIsWritten()
    {
        var driver = TestGenerator.Run((_, _) => throw new NotFiniteNumberException("h"), (output, _) => output.AddSource("A.g.cs", "a"));

        Assert.Equal("h", (await Assert.ThrowsAsync<NotFiniteNumberException>(() => bench.RunAsync(driver))).Message);
        Assert.Empty(bench.Folder.FileNames);
    }

    [Fact]
    public async Task GeneratorsThatThrow_FailTogether()
    {
        var driver = TestGenerator.Run((_, _) => throw new NotFiniteNumberException("h"), (_, _) => throw new InvalidCastException("c"));

        var error = await Assert.ThrowsAsync<AggregateException>(() => bench.RunAsync(driver));

        Assert.Equal([typeof(NotFiniteNumberException), typeof(InvalidCastException)], error.InnerExceptions.Select(inner => inner.GetType()));
    }

    [Fact]
    public void DriverThatHasNotRun_HasNoTargets()
        => Assert.Empty(Of(CSharpGeneratorDriver.Create(new TestGenerator((output, _) => output.AddSource("A.g.cs", "a")).AsSourceGenerator())));

    [Fact]
    public async Task SingleGeneratorsResult_IsRefused()
    {
        var result = TestGenerator.RunWithSources().GetRunResult().Results.Single();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => bench.RunAsync(result));

        Assert.StartsWith("target: a GeneratorRunResult would become one text of everything;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherObjects_AreRefusedByName()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => bench.RunAsync(new Version(1, 2)));

        Assert.StartsWith(
            "target: expected a text, a generator driver, its run result, diagnostics or a location, but got a System.Version.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GeneratorsWithoutInitialize_AreRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RunAsync(TestGenerator.RunWithSources(), new ModuleSettings()));

        Assert.Equal("Call VerifySourceGenerators.Initialize() in a module initializer before a CSharpGeneratorDriver is verified.", error.Message);
    }

    [Fact]
    public async Task ScrubbedLines_GoFromSourcesAndFromValues()
    {
        var driver = TestGenerator.Run((output, tree) =>
        {
            output.AddSource("A.g.cs", "keep\n  version 1\nkeep");
            output.ReportDiagnostic(Diagnostic.Create("ADR0902", "version 2", "m", DiagnosticSeverity.Error, DiagnosticSeverity.Error, true, 0));
        });

        await bench.RunAsync(driver, settings =>
        {
            settings.AutoVerify();
            settings.ScrubLines(line => line.TrimStart().StartsWith("version", StringComparison.Ordinal));
        });

        Assert.Equal("//HintName: A.g.cs\nkeep\nkeep", bench.Folder.Read("Samples.Cell#A.g.verified.cs"));
        Assert.Contains("        Category: ,\n", bench.Folder.Read("Samples.Cell.verified.txt"), StringComparison.Ordinal);
    }

    private static IReadOnlyList<SnapshotTarget> Of(GeneratorDriver driver)
    {
        var module = new ModuleSettings();
        module.AddSourceGenerators();
        return SnapshotTargets.Of(driver, new VerifySettings(), module);
    }
}
