using System.Diagnostics;

namespace AutoDiffRnn.Benchmarks.FirstCalls;

/// <summary>Runs a program and waits for it.</summary>
internal static class ChildProcess
{
    /// <summary>What the program printed; null, and what it said on both streams on the error stream of this one, where it failed.</summary>
    public static string? Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
            return output.Trim();
        Console.Error.WriteLine($"{program} {string.Join(' ', arguments)} failed:\n{output}\n{errors.Result}");
        return null;
    }
}
