namespace AutoDiffRnn.Snapshots.Tests;

/// <summary>A directory that lives as long as a test, with the path of a source file in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("snapshots-").FullName;

    /// <summary>A source file for <c>Verify</c> to believe it was called from; it need not exist.</summary>
    public string SourceFile => At("Tests.cs");

    public IReadOnlyList<string> FileNames
        => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string At(string fileName) => System.IO.Path.Combine(Path, fileName);

    public string Read(string fileName) => File.ReadAllText(At(fileName));

    public void Write(string fileName, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(fileName))!);
        File.WriteAllText(At(fileName), text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
