using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>What a user's file is compiled against: the libraries that this program itself runs with.</summary>
internal static class References
{
    private static readonly string[] _own = ["AutoDiffRnn.dll", "AutoDiffRnn.Cells.dll"];

    private static readonly Lazy<IReadOnlyList<MetadataReference>> _all = new(() => [.. Paths().Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>The system's libraries, the runtime of generated networks, and the built-in cells.</summary>
    public static IReadOnlyList<MetadataReference> All => _all.Value;

    private static IEnumerable<string> Paths()
    {
        var known = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        return known.Where(path => Path.GetFileName(path) is var name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll" || _own.Contains(name)));
    }
}
