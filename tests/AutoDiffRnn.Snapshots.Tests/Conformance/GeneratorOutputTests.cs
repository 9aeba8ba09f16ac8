using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Snapshots.Tests.Conformance;

/// <summary>Snapshots compared through the public surface alone: with the packages in our engine's place they must pass as well.</summary>
public class GeneratorOutputTests
{
    private static readonly DiagnosticDescriptor LoopBound = new(
        "ADR0007",
        "Loop bound is not fixed",
        "'while' cannot be differentiated in cell '{0}'",
        "AutoDiffRnn",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://example.org/ADR0007");

    [Fact]
    public Task WhileLoop() => Verify(TestGenerator.Run((output, tree) => output.ReportDiagnostic(
        Diagnostic.Create(LoopBound, Location.Create(tree, SpanOf("while (n > 0)\n        h = Step(h, n--);")), "Step"))));

    [Fact]
    public Task TwoSources_OneInAFolder() => Verify(TestGenerator.RunWithSources(
        ("Cells/Elman.Step.g.cs", "// forward\npartial class Elman;\n"), ("helper", "// no final newline")));

    [Fact]
    public Task DiagnosticAndSource() => Verify(TestGenerator.Run((output, _) =>
    {
        output.AddSource("Elman.g.cs", "class Elman;\r\n");
        output.ReportDiagnostic(Diagnostic.Create(
            new DiagnosticDescriptor(
                "ADR0900", "Remark", "Two lines:\n{0}", "AutoDiffRnn", DiagnosticSeverity.Info, true, "Why.", "", "Remark", "Speed"),
            Location.Create("dir/Cell.cs", new TextSpan(0, 3), new LinePositionSpan(new(1, 2), new(3, 4))),
            "`U * (r * h)` is not merged"));
    }).GetRunResult());

    [Theory]
    [InlineData("tanh", 1.5)]
    [InlineData("a/b", -2)]
    public Task Activation(string name, double slope)
        => Verify(TestGenerator.RunWithSources(("Elman.g.cs", $"// {name}\n"))).UseParameters(name, slope);

    [Fact]
    public Task PlainText() => Verify("h' = tanh(a)\n");

    [Fact]
    public Task TextWithAnExtension() => Verify("var h = 0;", "cs");

    [Fact]
    public Task NoOutputAtAll() => Verify(TestGenerator.Run((_, _) => { }));

    [Fact]
    public Task IgnoredAndScrubbed()
        => Verify(TestGenerator.RunWithSources(("Keep.g.cs", "// version 1.2.3\nclass Keep;\n"), ("Drop.g.cs", "class Drop;\n")))
            .IgnoreGeneratedResult(source => source.HintName.StartsWith("Drop", StringComparison.Ordinal))
            .ScrubLines(line => line.Contains("version", StringComparison.Ordinal));

    [Fact]
    public void EverySnapshot_BelongsToATest() => Assert.Empty(SnapshotOwnership.FindOrphans(typeof(GeneratorOutputTests).Assembly));

    private static TextSpan SpanOf(string part) => new(TestGenerator.Cell.IndexOf(part, StringComparison.Ordinal), part.Length);
}
