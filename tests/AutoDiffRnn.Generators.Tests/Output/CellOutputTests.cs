using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>The generated file of every cell that the project ships: our product, pinned whole.</summary>
public partial class CellOutputTests
{
    // All cells in one run of the generator, which every test looks at one file of.
    private static readonly Lazy<GeneratorDriver> Shipped = new(() => Driver(ShippedFiles()));

    /// <summary>The generated file of each shipped cell, by the cell's name.</summary>
    internal static IReadOnlyDictionary<string, string> ShippedTexts { get; } = Shipped.Value.GetRunResult().GeneratedTrees
        .Where(tree => !tree.FilePath.EndsWith(".program.g.cs", StringComparison.Ordinal))
        .ToDictionary(tree => Path.GetFileName(tree.FilePath).Split('.')[^3], tree => tree.ToString());

    [Fact]
    public Task Elman() => VerifyCell("RecurrentCells.Elman");

    [Fact]
    public Task Lstm() => VerifyCell("RecurrentCells.Lstm");

    [Fact]
    public Task LstmApart() => VerifyCell("RecurrentCells.LstmApart");

    [Fact]
    public Task Gru() => VerifyCell("RecurrentCells.Gru");

    [Fact]
    public Task GruResetBefore() => VerifyCell("RecurrentCells.GruResetBefore");

    [Fact]
    public Task CharElman() => VerifyCell("CharacterModels.CharElman");

    [Fact]
    public Task CharGru() => VerifyCell("CharacterModels.CharGru");

    [Fact]
    public Task CharLstm() => VerifyCell("CharacterModels.CharLstm");

    [Fact]
    public Task TheProgramOfACell_ForOtherAssemblies()
        => Verify(Shipped.Value).IgnoreGeneratedResult(result => !result.HintName.EndsWith("RecurrentCells.Gru.program.g.cs", StringComparison.Ordinal));

    [Fact]
    public Task ACellWithErrors_KeepsItsApi() => Verify(Driver(CellCompilation.File(
        """
        [RnnCell]
        public static (Vector h, double y) Broken([Input("I")] Vector x, [Input] int token, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Constant] double leak)
        {
            while (true)
                h = W * x;
        }
        """)));

    [Fact]
    public void EveryShippedCell_HasASnapshot()
    {
        var tested = typeof(CellOutputTests).GetMethods().Select(method => method.Name).ToHashSet();
        var shipped = Shipped.Value.GetRunResult().GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath).Split('.'))
            .Where(parts => parts[^3] != "program").Select(parts => parts[^3]).ToList();
        Assert.NotEmpty(shipped);
        Assert.All(shipped, cell => Assert.Contains(cell, tested));
    }

    private static SettingsTask VerifyCell(string cell)
        => Verify(Shipped.Value).IgnoreGeneratedResult(result => !result.HintName.EndsWith($".{cell}.g.cs", StringComparison.Ordinal));

    private static GeneratorDriver Driver(params string[] files)
        => CSharpGeneratorDriver.Create(new CellGenerator()).RunGenerators(CellCompilation.OfFiles(files));

    private static string[] ShippedFiles()
        => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cells"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
