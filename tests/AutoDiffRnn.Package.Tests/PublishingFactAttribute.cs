namespace AutoDiffRnn.Package.Tests;

/// <summary>
/// A test that publishes a program without the shared runtime. It is skipped, with the reason, where that cannot work for want of what is not
/// part of the SDK: the runtime's packages (found by restoring an empty project) and, for native code, a C compiler that links.
/// </summary>
public sealed class PublishingFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> MissingPackages = new(() => FindMissingPackages("PublishTrimmed"));
    private static readonly Lazy<string?> MissingNativeTools = new(() => HasLinker() ? FindMissingPackages("PublishAot") : "Native AOT needs clang or gcc.");

    /// <summary>Marks a test.</summary>
    public PublishingFactAttribute(bool native = false)
    {
        IsNative = native;
        Skip = (native ? MissingNativeTools : MissingPackages).Value;
    }

    /// <summary>Whether the test makes native code.</summary>
    public bool IsNative { get; }

    private static bool HasLinker()
    {
        if (OperatingSystem.IsWindows())
            return true;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
    }

    private static string? FindMissingPackages(string property)
    {
        var folder = Directory.CreateTempSubdirectory("autodiffrnn-restore-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Empty.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                    <{property}>true</{property}>
                  </PropertyGroup>
                </Project>
                """);
            var restore = Command.Build(folder.FullName, "restore");
            return restore.ExitCode == 0 ? null : $"The packages that {property} needs cannot be restored: {FirstError(restore.Output)}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string FirstError(string output)
        => output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim() ?? output.Trim();
}
