using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Tests.Packages;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>A cell made of one of another assembly and one beside it: two loops, and between them one product for all steps.</summary>
public class StackedOutputTests
{
    private const string File = "AutoDiffRnn.TestCells.StackedCells.LstmBelowElman.g.cs";

    [Fact]
    public Task LstmBelowElman() => Verify(Driver()).IgnoreGeneratedResult(result => result.HintName != File);

    [Theory]
    [InlineData("LstmBelowElman")]
    [InlineData("LstmBelowLstm")]
    public void TwoLayers_AreTwoLoops_WithOneProductBetweenThem(string cell)
    {
        var result = Driver().GetRunResult().Results.Single();
        var code = result.GeneratedSources.Single(source => source.HintName == File.Replace("LstmBelowElman", cell, StringComparison.Ordinal));
        var lines = code.SourceText.ToString().Split('\n').Select(line => line.Trim());
        const string work = "(Multiply|MultiplyStep|AddOuterProducts)(?:<TLanes>)?\\((?:tape\\.\\w+\\.Rows\\(|\\w+Steps\\[)(0, rows|t)";
        var plan = lines.Select(line => Regex.Match(line, "^// (Before|Loop|Between|After)[^.]*?:|^" + work))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value + match.Groups[2].Value + " " + match.Groups[3].Value)
            .TakeWhile((step, i) => i < 7);
        Assert.Equal(["Before ", "Multiply 0, rows", "Loop ", "MultiplyStep t", "Between ", "Multiply 0, rows", "Loop "], plan);
    }

    private static GeneratorDriver Driver()
    {
        var library = new Incremental.PipelineRun(TwoAssemblies.Texts("Cells"));
        var compilation = CellCompilation.OfFiles([.. TwoAssemblies.Texts("Cells"), .. library.Files.Values, .. library.Programs.Values])
            .WithAssemblyName("AutoDiffRnn.Cells");
        var cells = TwoAssemblies.Texts("TestCells").Where(text => text.Contains("class StackedCells", StringComparison.Ordinal)).ToArray();
        var project = CellCompilation.OfFiles(cells).AddReferences(TwoAssemblies.Image(compilation));
        return CSharpGeneratorDriver.Create(new CellGenerator()).RunGenerators(project);
    }
}
