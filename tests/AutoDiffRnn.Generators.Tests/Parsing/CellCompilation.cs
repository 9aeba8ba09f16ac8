using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>Compilations in memory of cells' source, with the runtime of this test run.</summary>
internal static class CellCompilation
{
    private const string Usings = "using System;\nusing AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\n";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(RnnCellAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    /// <summary>A compilation of whole files.</summary>
    public static CSharpCompilation OfFiles(params string[] files) => CSharpCompilation.Create(
        "Cells",
        files.Select((file, i) => CSharpSyntaxTree.ParseText(file, ParseOptions, path: $"File{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The file of a class that holds members: a cell, and what it needs.</summary>
    public static string File(string members) => $"{Usings}namespace Zoo;\npublic static partial class Cells\n{{\n{members}\n}}\n";

    public static CSharpCompilation OfCells(string members) => OfFiles(File(members));
}
