using System.Diagnostics;

namespace AutoDiffRnn.Package.Tests;

/// <summary>What a program printed, and how it ended.</summary>
internal sealed record CommandResult(string Line, int ExitCode, string Output)
{
    /// <summary>The output of a program that must have ended well.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Line} ended with {ExitCode}:\n{Output}");
        return Output;
    }
}

/// <summary>Runs programs as a user would, from a folder and without what this test run has set for itself.</summary>
internal static class Command
{
    // Nodes and compilers that outlive a build would keep files of the temporary folder open.
    private static readonly string[] NoServers = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>Runs a <c>dotnet</c> command that builds.</summary>
    public static CommandResult Build(string folder, string verb, params string[] arguments) => Run("dotnet", folder, [verb, .. arguments, .. NoServers]);

    public static CommandResult Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new CommandResult($"{program} {string.Join(' ', arguments)}", process.ExitCode, output);
    }

    // The test host hands down which MSBuild it came from; a fresh project finds its own.
    private static bool IsOfThisRun(string name) => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH" or "VSTEST_CONNECTION_TIMEOUT";
}
