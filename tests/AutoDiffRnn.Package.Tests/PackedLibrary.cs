namespace AutoDiffRnn.Package.Tests;

/// <summary>
/// The package as <c>dotnet pack</c> makes it, in a folder outside the repository that serves as the only source of it.
/// Its version is one that no package had before, so no cache can answer with another.
/// </summary>
public sealed class PackedLibrary : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("autodiffrnn-package-");

    /// <summary>Packs what is built.</summary>
    public PackedLibrary()
    {
        Version = $"0.0.0-test.{Guid.NewGuid():N}";
        Source = Path.Combine(_root.FullName, "source");
        Command.Build(
            Repository.Root, "pack", "src/AutoDiffRnn", "--no-build", "--configuration", Repository.Configuration,
            "--output", Source, $"-p:PackageVersion={Version}").Succeeded();
    }

    public string Version { get; }

    /// <summary>The folder with the package.</summary>
    public string Source { get; }

    public string PackageFile => Path.Combine(Source, $"AutoDiffRnn.{Version}.nupkg");

    public string SymbolsFile => Path.Combine(Source, $"AutoDiffRnn.{Version}.snupkg");

    /// <summary>Makes a fresh project that takes the package, in a folder of its own.</summary>
    public ConsumerProject CreateConsumer(string name) => new(this, Path.Combine(_root.FullName, name));

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);
}
