namespace AutoDiffRnn.Package.Tests;

/// <summary>A user's project outside the repository: the files of <c>Consumer</c>, the package, and a package folder that is empty at first.</summary>
public sealed class ConsumerProject
{
    private const string Sources = "Consumer";

    internal ConsumerProject(PackedLibrary library, string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, Sources)))
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file).Replace("$PACKAGE_VERSION$", library.Version));
        WriteConfiguration(library);
    }

    public string Folder { get; }

    /// <summary>Runs a <c>dotnet</c> command that builds the project.</summary>
    internal CommandResult Build(string verb, params string[] arguments) => Command.Build(Folder, verb, arguments);

    // What is needed beside our package (a runtime to publish with) may come from the folder where this machine keeps it. Our package cannot:
    // no other has its version.
    private void WriteConfiguration(PackedLibrary library)
    {
        var kept = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var fallback = Directory.Exists(kept) ? $"""<add key="kept" value="{kept}" />""" : "";
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
            <configuration>
              <packageSources>
                <add key="local" value="{library.Source}" />
              </packageSources>
              <fallbackPackageFolders>
                {fallback}
              </fallbackPackageFolders>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" />
              </config>
            </configuration>
            """);
    }
}
