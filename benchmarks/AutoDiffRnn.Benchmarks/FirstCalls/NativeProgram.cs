using System.Reflection;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.FirstCalls;

/// <summary>The measurement as a program that was compiled ahead of time, in a folder of its own outside the repository.</summary>
internal static class NativeProgram
{
    private const string Source = "FirstCallsMeasurement.cs";

    /// <summary>Publishes it; null, with a message on the error stream, where the machine lacks what that needs.</summary>
    /// <param name="instructions">The processor's instructions that the compiler may use, as <c>IlcInstructionSet</c>.</param>
    /// <returns>The path of the program.</returns>
    public static string? Publish(string instructions)
    {
        if (RepositoryFolder() is not { } repository)
            return Missing("the repository's sources are not around this program");
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return Missing("the instruction sets that it names are those of x64");
        var folder = Directory.CreateTempSubdirectory("autodiffrnn-first-calls-").FullName;
        using (var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Source)!)
        using (var file = File.Create(Path.Combine(folder, Source)))
            resource.CopyTo(file);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "AutoDiffRnn.Benchmarks.FirstCalls.FirstCallsMeasurement.Run(args[0], args[1]);\n");
        File.WriteAllText(Path.Combine(folder, "FirstCalls.csproj"), Project(repository, instructions));
        var output = Path.Combine(folder, "out");
        return ChildProcess.Run("dotnet", ["publish", folder, "-c", "Release", "-o", output]) is null
            ? Missing("it cannot be published here, as printed above")
            : Path.Combine(output, OperatingSystem.IsWindows() ? "FirstCalls.exe" : "FirstCalls");
    }

    private static string? Missing(string why)
    {
        Console.Error.WriteLine($"No Native AOT: {why}.");
        return null;
    }

    private static string? RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoDiffRnn.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }

    private static string Project(string repository, string instructions) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
            <PublishAot>true</PublishAot>
            <IlcInstructionSet>{instructions}</IlcInstructionSet>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="{repository}/src/AutoDiffRnn.Cells/AutoDiffRnn.Cells.csproj" />
          </ItemGroup>
        </Project>
        """;
}
