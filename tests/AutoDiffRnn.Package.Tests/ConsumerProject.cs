namespace AutoDiffRnn.Package.Tests;

/// <summary>A user's project outside the repository: the files of <c>Consumer</c>, the package, and a package folder that is empty at first.</summary>
public sealed class ConsumerProject
{
    private const string Sources = "Consumer";

    // The project file carries another name in the repository, lest someone builds it there.
    private const string Template = ".template";

    internal ConsumerProject(PackedLibrary library, string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, Sources)))
        {
            var text = File.ReadAllText(file).Replace("$PACKAGE_VERSION$", library.Version, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, NameOf(file)), text);
        }

        WriteConfiguration(library);
    }

    public string Folder { get; }

    /// <summary>Runs a <c>dotnet</c> command that builds the project.</summary>
    internal CommandResult Build(string verb, params string[] arguments) => Command.Build(Folder, verb, arguments);

    private static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        return name.EndsWith(Template, StringComparison.Ordinal) ? name[..^Template.Length] : name;
    }

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
