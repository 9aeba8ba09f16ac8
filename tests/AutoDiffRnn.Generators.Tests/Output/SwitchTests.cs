using System.Diagnostics.CodeAnalysis;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>The switches of optimisations, as a user sets them.</summary>
public sealed class SwitchTests
{
    private const string Note = "// Generated without these optimisations:";

    [Fact]
    public void WithoutASwitch_TheFileSaysNothingOfThem() => Assert.DoesNotContain(Note, Generated(Zoo.Elman, null));

    [Fact]
    public void TheAttribute_SwitchesOffForItsCell()
        => Assert.Contains(Note + " Hoist, Pack.", Generated(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Disable = Optimizations.Hoist | Optimizations.Pack)]"), null));

    [Theory]
    [InlineData("Hoist+Pack")]
    [InlineData("pack, hoist")]
    [InlineData("Hoist;Pack")]
    public void TheProperty_DoesAsTheAttributeDoes(string list) => Assert.Equal(
        Generated(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Disable = Optimizations.Hoist | Optimizations.Pack)]"), null),
        Generated(Zoo.Elman, list));

    [Fact]
    public void BothTogether_AddUp()
        => Assert.Contains(Note + " Hoist, Fuse.", Generated(Zoo.Elman.Replace("[RnnCell]", "[RnnCell(Disable = Optimizations.Fuse)]"), "Hoist"));

    [Fact]
    public async Task ANameThatIsNone_IsAnErrorThatNamesThoseThatAre()
    {
        var compilation = CellCompilation.OfCells(Zoo.Elman)
            .WithAnalyzers([new CellAnalyzer()], new AnalyzerOptions([], new Project("Hoist+Hoisting")));
        var diagnostic = Assert.Single(await compilation.GetAnalyzerDiagnosticsAsync());
        Assert.Equal("ADR0045", diagnostic.Id);
        Assert.StartsWith("'Hoisting' in the property AutoDiffRnnDisable is no optimisation; write some of Hoist, Defer, ", diagnostic.GetMessage());
    }

    [Fact]
    public void EachSwitch_ChangesWhatIsGenerated()
    {
        var whole = SafeEmitter.Emit(Read.Cell(Zoo.GruResetBefore)).Source;
        foreach (var one in OptimizationSets.Single)
        {
            var without = SafeEmitter.Emit(Read.Cell(Zoo.GruResetBefore) with { Disabled = one });
            Assert.Null(without.Failure);
            Assert.NotEqual(whole, without.Source.Replace($"{Note} {one}.\n", ""));
        }
    }

    private static string Generated(string cell, string? disabled) => CSharpGeneratorDriver
        .Create([new CellGenerator().AsSourceGenerator()], parseOptions: CellCompilation.ParseOptions, optionsProvider: new Project(disabled))
        .RunGenerators(CellCompilation.OfCells(cell))
        .GetRunResult().Results.Single().GeneratedSources.First(source => !source.HintName.Contains(".program.", StringComparison.Ordinal)).SourceText.ToString();

    private sealed class Project(string? disabled) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(disabled);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(string? disabled) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.AutoDiffRnnDisable" ? disabled : null;
            return value is not null;
        }
    }
}
