using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>What a user's file is compiled against: the libraries that this program itself runs with.</summary>
internal static class References
{
    private const string Runtime = "AutoDiffRnn.dll";
    private const string Cells = "AutoDiffRnn.Cells.dll";

    private static readonly Lazy<IReadOnlyList<PortableExecutableReference>> _all = new(() =>
        [.. Paths().Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The system's libraries, the runtime of generated networks, and the built-in cells.</summary>
    public static IEnumerable<MetadataReference> All => _all.Value;

    /// <summary>The same without the library that the built-in cells are in: for their own source.</summary>
    public static IEnumerable<MetadataReference> WithoutCells => _all.Value.Where(reference => Path.GetFileName(reference.FilePath) != Cells);

    private static IEnumerable<string> Paths()
    {
        var known = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        return known.Where(path => Path.GetFileName(path) is var name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or Runtime or Cells));
    }
}
