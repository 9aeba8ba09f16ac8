using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Incremental;

/// <summary>Why a step of the pipeline gave what it gave, one reason for each cell.</summary>
internal sealed record Reasons(string Parse, string Emit);

/// <summary>The generator run on a file, then on what an edit makes of it.</summary>
internal sealed class PipelineRun
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new CellGenerator().AsSourceGenerator()],
        parseOptions: CellCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private Compilation _compilation;

    public PipelineRun(params string[] files)
        : this([], files)
    {
    }

    /// <summary>Runs on files of a project that refers to other assemblies.</summary>
    public PipelineRun(MetadataReference[] references, params string[] files)
    {
        _compilation = CellCompilation.OfFiles(files).AddReferences(references);
        _driver = _driver.RunGenerators(_compilation);
    }

    public GeneratorRunResult Result
    {
        get
        {
            var result = Assert.Single(_driver.GetRunResult().Results);
            Assert.Null(result.Exception);
            Assert.Empty(result.Diagnostics);
            return result;
        }
    }

    /// <summary>The files of the networks by name.</summary>
    public IReadOnlyDictionary<string, string> Files => FilesWhere(name => !IsProgram(name));

    /// <summary>The files of the programs for other assemblies by name.</summary>
    public IReadOnlyDictionary<string, string> Programs => FilesWhere(IsProgram);

    /// <summary>Replaces a text of a file and runs again.</summary>
    public Reasons Edit(int file, string old, string edited)
    {
        var tree = _compilation.SyntaxTrees.ElementAt(file);
        var text = tree.ToString();
        Assert.Contains(old, text);
        var after = CSharpSyntaxTree.ParseText(text.Replace(old, edited), CellCompilation.ParseOptions, tree.FilePath);
        _compilation = _compilation.ReplaceSyntaxTree(tree, after);
        return RunAgain();
    }

    public Reasons AddFile(string text)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, CellCompilation.ParseOptions, "Added.cs"));
        return RunAgain();
    }

    /// <summary>Why a step gave what it gave in the last run, one reason for each of its results.</summary>
    public string ReasonsOf(string step) => Result.TrackedSteps.TryGetValue(step, out var runs)
        ? string.Join(" ", runs.SelectMany(run => run.Outputs).Select(output => output.Reason))
        : "";

    private static bool IsProgram(string file) => file.EndsWith(".program.g.cs", StringComparison.Ordinal);

    private Dictionary<string, string> FilesWhere(Func<string, bool> isWanted) => Result.GeneratedSources
        .Where(source => isWanted(source.HintName))
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    private Reasons RunAgain()
    {
        _driver = _driver.RunGenerators(_compilation);
        return new Reasons(ReasonsOf(StepNames.Parse), ReasonsOf(StepNames.Emit));
    }
}
