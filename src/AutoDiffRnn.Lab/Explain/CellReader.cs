using AutoDiffRnn.Generators.Explanation;
using AutoDiffRnn.Lab.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>A cell that was found, and the file that it was found in.</summary>
internal sealed record CellToTell(ExplainedCell Cell, string File);

/// <summary>
/// Finds a cell by its name or in a user's file, and explains it. Files are compiled in memory, as far as reading them needs; nothing is run.
/// </summary>
internal static class CellReader
{
    // What the SDK puts into every project that asks for implicit usings.
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    // A project may have these in another file.
    private const string OurUsings = "global using AutoDiffRnn; global using static AutoDiffRnn.CellMath;";

    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.Latest);

    /// <summary>The names of the built-in cells, in the order of their files.</summary>
    public static IReadOnlyList<string> BuiltInNames => [.. BuiltIn().Cells.Select(cell => cell.Cell.Name)];

    /// <summary>Reads and explains a cell.</summary>
    /// <param name="argument">The name of a built-in cell, or a file.</param>
    /// <param name="name">The cell to take of a file with several; null for the only one.</param>
    /// <param name="with">Other files of the same project, for what the file needs of them.</param>
    /// <exception cref="LabException">There is no such cell, or it has errors.</exception>
    public static CellToTell Read(string argument, string? name, IReadOnlyList<string> with)
    {
        if (!CellFile.IsPath(argument))
            return ReadBuiltIn(argument);
        var file = CellFile.Read(argument);
        var others = with.Select(CellFile.Read).ToList();
        // The file as it stands; if it cannot be read so, with the usings that its project may have elsewhere.
        Attempt? best = null;
        foreach (var usings in new[] { ImplicitUsings, ImplicitUsings + OurUsings })
        {
            var attempt = Attempt.Make(file, others, usings, name);
            if (attempt.Cell is { } cell)
                return new CellToTell(cell, file.Path);
            best = best is null || attempt.Found.Count > best.Found.Count ? attempt : best;
        }

        throw best!.Problem!;
    }

    private static CellToTell ReadBuiltIn(string name)
    {
        var (compilation, cells) = BuiltIn();
        var found = cells.Where(cell => cell.Cell.Name == name)
            .Concat(cells.Where(cell => string.Equals(cell.Cell.Name, name, StringComparison.OrdinalIgnoreCase)))
            .Cast<(CellInSource Cell, string File)?>()
            .FirstOrDefault() ?? throw LabErrors.NoSuchCell(name, BuiltInNames);
        return new CellToTell(CellExplainer.Explain(compilation, found.Cell).Cell!, found.File);
    }

    private static (Compilation Compilation, IReadOnlyList<(CellInSource Cell, string File)> Cells) BuiltIn()
    {
        // The files themselves, not the library that was made of them.
        var compilation = Compile(CellFile.BuiltIn, ImplicitUsings, References.WithoutCells);
        var cells = compilation.SyntaxTrees.SelectMany(tree => CellExplainer.Find(compilation, tree).Select(cell => (cell, tree.FilePath)));
        return (compilation, [.. cells]);
    }

    private static CSharpCompilation Compile(IEnumerable<CellFile> files, string usings, IEnumerable<MetadataReference> references)
        => CSharpCompilation.Create(
        "Explained",
        files.Append(new CellFile("GlobalUsings.cs", usings)).Select(file => CSharpSyntaxTree.ParseText(file.Text, _parsing, file.Path)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A file read with certain usings: the cell, or what is wrong.</summary>
    private sealed record Attempt(IReadOnlyList<CellInSource> Found, ExplainedCell? Cell, LabException? Problem)
    {
        public static Attempt Make(CellFile file, IReadOnlyList<CellFile> others, string usings, string? name)
        {
            var compilation = Compile([file, .. others], usings, References.All);
            var tree = compilation.SyntaxTrees[0];
            if (Errors(tree.GetDiagnostics()) is { Count: > 0 } mistyped)
                return new Attempt([], null, LabErrors.CellHasErrors(file.Path, mistyped));
            var found = CellExplainer.Find(compilation, tree);
            var chosen = found.Where(cell => name is null || cell.Name == name || $"{cell.Type}.{cell.Name}" == name).ToList();
            if (chosen.Count != 1)
                return new Attempt(found, null, LabErrors.WhichCell(file.Path, name, [.. found.Select(cell => cell.Name)]));
            var (explained, problems) = CellExplainer.Explain(compilation, chosen[0]);
            var compiler = Errors(compilation.GetSemanticModel(tree).GetDiagnostics());
            var inCell = compiler.Where(error => chosen[0].Contains(error.Location)).ToList();
            if (explained is not null && inCell.Count == 0)
                return new Attempt(found, explained, null);
            var errors = Errors(problems).Concat(inCell).ToList();
            return new Attempt(found, null, LabErrors.CellHasErrors(file.Path, errors.Count > 0 ? errors : compiler));
        }

        private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
            [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(error => error.Location.SourceSpan.Start)];
    }
}
