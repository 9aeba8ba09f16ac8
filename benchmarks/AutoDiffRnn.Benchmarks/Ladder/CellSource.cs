using System.Reflection;
using System.Text;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>Where a cell's C# comes from: a file of the user's, or the sources of the cells that the library has.</summary>
/// <param name="Name">The name of the cell's method; null for the only one of the file.</param>
/// <param name="Text">The file's text.</param>
internal sealed record CellSource(string? Name, string Text)
{
    private const string Prefix = "Cells/";

    /// <summary>A cell of the library.</summary>
    /// <exception cref="ArgumentException">It has none of that name.</exception>
    public static CellSource OfLibrary(string name)
    {
        var files = typeof(CellSource).Assembly.GetManifestResourceNames().Where(file => file.StartsWith(Prefix, StringComparison.Ordinal)).Select(Read);
        return files.FirstOrDefault(text => text.Contains($" {name}(\n", StringComparison.Ordinal) || text.Contains($" {name}(\r", StringComparison.Ordinal)) is { } text
            ? new CellSource(name, text)
            : throw new ArgumentException($"--cell: the library has no cell '{name}'; docs/zoo.md lists those that it has.");
    }

    /// <summary>A cell of a file.</summary>
    public static CellSource OfFile(string path, string? name) => new(name, File.ReadAllText(path, Encoding.UTF8));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
