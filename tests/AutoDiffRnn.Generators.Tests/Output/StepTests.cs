using System.Diagnostics.CodeAnalysis;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Measuring;
using AutoDiffRnn.Generators.Tests.Incremental;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>The steps of cells apart, from which measurements are made.</summary>
public class StepTests
{
    private const string BothTimes =
        """
        /// <summary>Its outputs read what the state was and what it is.</summary>
        [RnnCell]
        public static (Vector h, Vector late, Vector y) BothTimes(
            [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector late,
            [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("O", "H")] Matrix V)
        {
            var before = h;
            var a = Tanh(W * x + U * h);
            h = a * late;
            return (h, before, V * (h * before + a));
        }
        """;

    private static readonly Lazy<GeneratorDriver> Shipped = new(() => Driver("true")
        .RunGenerators(CellCompilation.OfFiles([.. Files("Cells"), CellCompilation.File(BothTimes)])));

    [Fact]
    public Task Elman() => VerifyStep("RecurrentCells.Elman");

    [Fact]
    public Task Lstm() => VerifyStep("RecurrentCells.Lstm");

    [Fact]
    public Task LstmApart() => VerifyStep("RecurrentCells.LstmApart");

    [Fact]
    public Task AnOutputThatReadsBothTimes() => VerifyStep("Cells.BothTimes");

    [Fact]
    public void WithoutASwitch_ThereIsNoStep_AndTheNetworkSaysNothingOfIt()
    {
        var plain = Sources(Zoo.Elman, null);
        Assert.DoesNotContain(plain.Keys, name => name.Contains(".step.", StringComparison.Ordinal));
        Assert.DoesNotContain("CreateStep", plain["Zoo.Cells.Elman.g.cs"], StringComparison.Ordinal);
        Assert.Equal(plain, Sources(Zoo.Elman, "false"));
    }

    [Fact]
    public void TheProperty_DoesAsTheAttributeDoes()
    {
        var marked = Sources(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Measure = true)]", StringComparison.Ordinal), null);
        Assert.Contains("Zoo.Cells.Elman.step.g.cs", marked.Keys);
        Assert.Equal(marked, Sources(Zoo.Elman, "True"));
        Assert.Equal(marked, Sources(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Measure = true)]", StringComparison.Ordinal), "false"));
    }

    [Fact]
    public async Task AnAnswerThatIsNeither_IsAnError()
    {
        var compilation = CellCompilation.OfCells(Zoo.Elman).WithAnalyzers([new CellAnalyzer()], new AnalyzerOptions([], new Project("yes")));
        var diagnostic = Assert.Single(await compilation.GetAnalyzerDiagnosticsAsync());
        Assert.Equal("ADR0046", diagnostic.Id);
        Assert.Equal("'yes' in the property AutoDiffRnnMeasure is neither true nor false", diagnostic.GetMessage());
    }

    [Fact]
    public void EveryCell_HasAStepThatCompiles()
    {
        const string usings = "global using System.Collections.Generic;\nglobal using AutoDiffRnn;\n";
        var compilation = CellCompilation.OfFiles([usings, .. Files("Cells"), .. Files("TestCells")]);
        var driver = Driver("true").RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        var generated = driver.GetRunResult().Results.Single().GeneratedSources;
        var steps = generated.Where(source => source.HintName.EndsWith(".step.g.cs", StringComparison.Ordinal)).ToList();
        Assert.InRange(steps.Count, 100, 1000);
        Assert.All(steps, step => Assert.DoesNotContain("has errors: this is its API", step.SourceText.ToString(), StringComparison.Ordinal));
        Assert.Empty(whole.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5));
    }

    [Fact]
    public void TheStepOfACellWithErrors_KeepsItsName()
    {
        var broken = Sources(Zoo.Elman.Replace("Tanh(", "Math.Tanh(1) * Tanh(", StringComparison.Ordinal), "true");
        Assert.Contains("class ElmanStep<T> : global::AutoDiffRnn.StepNetwork<T>", broken["Zoo.Cells.Elman.step.g.cs"], StringComparison.Ordinal);
        Assert.Contains("has errors: this is its API", broken["Zoo.Cells.Elman.step.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void AComment_LeavesTheStepCached_AndAnEditDoesNot()
    {
        var run = new PipelineRun(CellCompilation.File(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Measure = true)]", StringComparison.Ordinal)));
        run.Edit(0, "var y =", "// The output.\n        var y = /* here */");
        Assert.Equal("Cached", run.ReasonsOf(StepNames.EmitStep));
        run.Edit(0, "Tanh(", "Sigmoid(");
        Assert.Equal("Modified", run.ReasonsOf(StepNames.EmitStep));
        run.Edit(0, "Measure = true", "Measure = false");
        Assert.DoesNotContain(run.Files.Keys, name => name.Contains(".step.", StringComparison.Ordinal));
    }

    [Fact]
    public void AStep_IsASoundProgramWithoutStates()
    {
        foreach (var model in new[] { Zoo.Elman, Zoo.LstmOfSlices, Zoo.CharModel, Zoo.GruResetBefore, BothTimes }.Select(Read.Cell))
        {
            var step = StepCell.Of(model);
            IrVerifier.VerifyStep(step.Program!);
            Assert.Empty(step.States);
            Assert.Empty(step.Program!.NextStates);
            Assert.DoesNotContain(step.Program.Instructions, instruction => instruction.Op == Operators.Previous);
            Assert.Equal(
                model.States.Select(state => state.Name).Concat(model.Outputs.Select(output => output.Name)),
                step.Program.Outputs.Select(output => output.Name));
        }
    }

    private static SettingsTask VerifyStep(string cell)
        => Verify(Shipped.Value).IgnoreGeneratedResult(result => !result.HintName.EndsWith($".{cell}.step.g.cs", StringComparison.Ordinal));

    private static Dictionary<string, string> Sources(string cell, string? measure) => Driver(measure)
        .RunGenerators(CellCompilation.OfCells(cell))
        .GetRunResult().Results.Single().GeneratedSources
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    private static CSharpGeneratorDriver Driver(string? measure) => CSharpGeneratorDriver.Create(
        [new CellGenerator().AsSourceGenerator()], parseOptions: CellCompilation.ParseOptions, optionsProvider: new Project(measure));

    private static string[] Files(string folder)
        => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private sealed class Project(string? measure) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(measure);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(string? measure) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.AutoDiffRnnMeasure" ? measure : null;
            return value is not null;
        }
    }
}
