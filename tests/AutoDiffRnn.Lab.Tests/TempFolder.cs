namespace AutoDiffRnn.Lab.Tests;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lab-tests-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return name;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
