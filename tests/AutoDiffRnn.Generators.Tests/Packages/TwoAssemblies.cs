using System.Reflection;
using System.Runtime.Loader;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Diagnostics;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Packages;

/// <summary>A library, built with the generator, and a project with a cell that calls it.</summary>
internal sealed class TwoAssemblies
{
    private const string Usings = "using System;\nusing AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\n";

    private readonly byte[] _library;
    private readonly string _cells;

    /// <param name="library">The members of the library's class <c>Library.Parts</c>.</param>
    /// <param name="cells">The members of the project's class <c>Zoo.Cells</c>, which see those of <c>Library.Parts</c>.</param>
    /// <param name="edit">What happens to the library's generated files before it is built.</param>
    public TwoAssemblies(string library, string cells, Func<string, string>? edit = null)
    {
        _cells = $"{Usings}using static Library.Parts;\nnamespace Zoo;\npublic static partial class Cells\n{{\n{cells}\n}}\n";
        var source = LibraryFile(library);
        var run = new Incremental.PipelineRun(source);
        var files = run.Files.Values.Concat(run.Programs.Values.Select(edit ?? (text => text))).Append(source);
        Library = CellCompilation.OfFiles([.. files]).WithAssemblyName("Library");
        using var stream = new MemoryStream();
        var result = Library.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        _library = stream.ToArray();
        Project = CellCompilation.OfFiles(_cells).WithAssemblyName("Project").AddReferences(MetadataReference.CreateFromImage(_library));
        InOneAssembly = CellCompilation.OfFiles(_cells, source);
    }

    public CSharpCompilation Library { get; }

    /// <summary>The project, with a reference to the library's file.</summary>
    public CSharpCompilation Project { get; }

    /// <summary>The project, with a reference to the library's project, as an editor has it.</summary>
    public CSharpCompilation BesideTheProject
        => CellCompilation.OfFiles(_cells).WithAssemblyName("Project").AddReferences(Library.ToMetadataReference());

    /// <summary>The same source as one project.</summary>
    public CSharpCompilation InOneAssembly { get; }

    /// <summary>The only cell of the class <c>Zoo.Cells</c>, without a diagnostic.</summary>
    public static CellModel CellOf(Compilation compilation)
    {
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var parsed = Assert.Single(Read.All(compilation), cell => cell.Model!.Namespace == "Zoo");
        Assert.Empty(parsed.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        Assert.Empty(Reported.By(compilation));
        return parsed.Model!;
    }

    /// <summary>The cell's method, of the two assemblies as they are built.</summary>
    public MethodInfo Method(string name)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        context.LoadFromStream(new MemoryStream(_library));
        using var stream = new MemoryStream();
        Assert.True(Project.Emit(stream).Success);
        stream.Position = 0;
        return context.LoadFromStream(stream).GetType("Zoo.Cells")!.GetMethod(name)!;
    }

    /// <summary>The source of the cells in a folder beside the tests, in the order of their names.</summary>
    public static string[] Texts(string folder)
        => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>A reference to what a compilation is built to.</summary>
    public static MetadataReference Image(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>What is reported in the project: <c>ADR0041: message</c>, with the source that it is reported at.</summary>
    public IReadOnlyList<(string Message, string At)> Reports() =>
    [
        .. Reported.By(Project).Select(diagnostic => ($"{diagnostic.Id}: {diagnostic.GetMessage()}",
            diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan))),
    ];

    private static string LibraryFile(string members) => $"{Usings}namespace Library;\npublic static partial class Parts\n{{\n{members}\n}}\n";
}
