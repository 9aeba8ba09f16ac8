using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Remarks;

public class RemarkTests
{
    private const string Elman = """
        [RnnCell]
        public static Vector Step([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U)
            => Tanh(W * x + U * h);
        """;

    [Fact]
    public void ACellWithAnError_GetsNoRemark()
        => Assert.Empty(Remarked.On("[RnnCell] public static double Step([Input] double x, [State] double h) => Math.Tanh(x + h);"));

    [Fact]
    public void ARemark_IsInfo_AndFailsNoBuild()
    {
        var remarks = Remarked.By(CellCompilation.OfCells(Elman));
        Assert.NotEmpty(remarks);
        Assert.All(remarks, remark => Assert.Equal(DiagnosticSeverity.Info, remark.Severity));
        var compilation = CellCompilation.OfCells(Elman);
        var strict = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        Assert.All(Remarked.By(strict), remark => Assert.Equal(DiagnosticSeverity.Info, remark.Severity));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public void AnEditorconfig_SilencesOrRaisesARemark(string severity, DiagnosticSeverity? expected)
    {
        var compilation = CellCompilation.OfCells(Elman);
        var options = compilation.Options.WithSyntaxTreeOptionsProvider(new Editorconfig($"dotnet_diagnostic.ADR0100.severity = {severity}"));
        var remarks = Remarked.By(compilation.WithOptions(options));
        Assert.Equal(expected, remarks.FirstOrDefault(remark => remark.Id == "ADR0100")?.Severity);
        Assert.Contains(remarks, remark => remark is { Id: "ADR0105", Severity: DiagnosticSeverity.Info });
    }

    [Fact]
    public void AHelperOfTwoCells_GetsTheSameRemarkOnce()
    {
        var remarks = Remarked.On("""
            [RnnCell] public static double A([Input] double x, [State] double h) => Gate(x) * h;
            [RnnCell] public static double B([Input] double x, [State] double h) => Gate(x) + h;
            [Differentiable] private static double Gate(double v) => Sigmoid(v);
            """).ToList();
        Assert.Equal(remarks.Distinct(), remarks);
        Assert.Contains(remarks, remark => remark.StartsWith("ADR0107 at Sigmoid(v):", StringComparison.Ordinal));
    }

    [Fact]
    public void ARoundOfALoop_GetsNoRemarkOfItsOwn()
    {
        var remarks = Remarked.On("""
            [RnnCell]
            public static Vector Step([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W)
            {
                for (var k = 0; k < 3; k++)
                    h = Tanh(h + W * x);
                return h;
            }
            """).ToList();
        Assert.Single(remarks, remark => remark.StartsWith("ADR0100", StringComparison.Ordinal));
        Assert.Equal(remarks.Distinct(), remarks);
    }

    // Whatever is switched off, no remark says that it was done, and none complains that it was not.
    [Theory]
    [InlineData("Hoist", new[] { "ADR0100", "ADR0106" }, "with everything in it, because Hoist is switched off")]
    [InlineData("Merge", new[] { "ADR0102", "ADR0103" }, null)]
    [InlineData("Pack", new[] { "ADR0102", "ADR0103" }, "because Pack is switched off")]
    [InlineData("Recompute", new[] { "ADR0109" }, "because Recompute is switched off")]
    [InlineData("Defer", new string[0], "because Defer is switched off")]
    public void WhatIsSwitchedOff_IsSaidByNoRemark(string pass, string[] silent, string? said)
    {
        const string cell = """
            [RnnCell]
            public static (Vector h, Vector last) Step(
                [Input("I")] Vector x, [State("H")] Vector h, [State("I")] Vector last, [Weight("H", "I")] Matrix W, [Weight("H", "I")] Matrix V,
                [Weight("H", "H")] Matrix U, [Weight("H", "H")] Matrix R)
            {
                var r = Sigmoid(R * h + W * x);
                var d = h - V * x;
                return (Tanh(U * (r * h) + V * x) * d * d, x);
            }
            """;
        var all = Remarked.On(cell).ToList();
        var less = Remarked.On(cell.Replace("[RnnCell]", $"[RnnCell(Disable = Optimizations.{pass})]", StringComparison.Ordinal)).ToList();
        foreach (var id in silent)
        {
            Assert.Contains(all, remark => remark.StartsWith(id, StringComparison.Ordinal));
            Assert.DoesNotContain(less, remark => remark.StartsWith(id, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(all, remark => remark.Contains("switched off", StringComparison.Ordinal));
        Assert.Equal(said is not null, less.Exists(remark => said is not null && remark.Contains(said, StringComparison.Ordinal)));
        if (pass == "Pack")
            Assert.DoesNotContain(less, remark => remark.Contains("as one product", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=> Tanh(w * h + x);", "at Step: Step by step, 'Step' is shared out to threads by examples only, so that one example has one thread: no product")]
    [InlineData("""
        {
            for (var k = 0; k < rounds; k++)
                h = Tanh(W * h + x);
            return h;
        }
        """, "for (var k = 0; k < rounds; k++)")]
    [InlineData("=> Tanh(W * h + w * x);", null)]
    [InlineData("=> Tanh(W * x);", null)]
    public void ALoopWhoseUnitsThreadsCannotShare_IsNamed_WhereTheReasonIs(string body, string? expected)
    {
        var remarks = Remarked.On($$"""
            [RnnCell]
            public static Vector Step([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H")] Vector w, [Constant] int rounds)
                {{body}}
            """).Where(remark => remark.StartsWith("ADR0110", StringComparison.Ordinal)).ToList();
        if (expected is null)
            Assert.Empty(remarks);
        else
            Assert.Contains(expected, Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ARemark_HasItsPage_AndTheExampleRaisesIt(string id)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "DiagnosticPages", id + ".md"));
        var descriptor = new RemarkAnalyzer().SupportedDiagnostics.Single(descriptor => descriptor.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.Equal(DiagnosticSeverity.Info, descriptor.DefaultSeverity);
        var example = CellCompilation.OfCells(Regex.Match(page, "\n## Example\n\n```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        Assert.Empty(example.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(Reported.By(example));
        var messages = Remarked.By(example).Where(remark => remark.Id == id).Select(remark => remark.GetMessage()).ToList();
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Contains($"> {message}\n", page));
    }

    public static TheoryData<string> Ids() => [.. new RemarkAnalyzer().SupportedDiagnostics.AsEnumerable().Select(descriptor => descriptor.Id)];

    private sealed class Editorconfig(string line) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigSet _set = AnalyzerConfigSet.Create(
            new[] { AnalyzerConfig.Parse($"root = true\n[*.cs]\n{line}\n", "/.editorconfig") });

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
            => _set.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
