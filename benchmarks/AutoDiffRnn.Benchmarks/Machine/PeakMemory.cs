using System.Diagnostics;
using System.Globalization;

namespace AutoDiffRnn.Benchmarks.Machine;

/// <summary>
/// The most physical memory that a process had at once, as Linux counts it (<c>VmHWM</c>). What a contender needs is measured in a process of
/// its own, because neither .NET nor libtorch gives memory back that another contender has used before.
/// </summary>
internal static class PeakMemory
{
    /// <summary>How many bytes the peak grows by while <paramref name="work"/> runs; null where it cannot be known.</summary>
    public static long? GrowthBy(Action work)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        GC.Collect();
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5"); // the peak starts again from what is used now
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var before = Read();
        work();
        return Read() - before;
    }

    /// <summary>Runs this program again with other arguments, and reads the number of bytes that it prints last; null where it prints none.</summary>
    public static long? OfAnotherProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Started as 'dotnet program.dll', the program is an argument itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 && lines.Length > 0 && long.TryParse(lines[^1], CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
    }

    private static long Read()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
