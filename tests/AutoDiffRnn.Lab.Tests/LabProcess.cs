using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AutoDiffRnn.Lab.Tests;

/// <summary>The built program as a process of its own, with a folder to work in.</summary>
internal sealed class LabProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    private LabProcess(string folder, string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs the program to its end.</summary>
    public static LabResult Run(TempFolder folder, params string[] arguments)
    {
        using var lab = Start(folder, arguments);
        return lab.Finish();
    }

    /// <summary>Runs a command line as a user's shell does.</summary>
    public static LabResult RunInShell(TempFolder folder, string commandLine)
    {
        using var shell = new LabProcess(folder.Path, "/bin/sh", ["-c", commandLine]);
        return shell.Finish();
    }

    /// <summary>Starts the program.</summary>
    public static LabProcess Start(TempFolder folder, params string[] arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new LabProcess(folder.Path, host, [Path.Combine(AppContext.BaseDirectory, "lab.dll"), .. arguments]);
    }

    /// <summary>Waits for a line of output that <paramref name="isIt"/> accepts.</summary>
    public void WaitForLine(Func<string, bool> isIt)
    {
        while (ReadLine() is { } line)
        {
            if (isIt(line))
                return;
        }

        Assert.Fail($"The program ended before the line came:\n{_output}{_error.Result}");
    }

    /// <summary>Sends a signal: TERM or INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public LabResult Finish()
    {
        while (ReadLine() is not null)
        {
        }

        Assert.True(_process.WaitForExit(_patience), "The program does not end.");
        return new LabResult(_process.ExitCode, _output.ToString(), _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private string? ReadLine()
    {
        var reading = _process.StandardOutput.ReadLineAsync();
        Assert.True(reading.Wait(_patience), $"The program says nothing more after:\n{_output}");
        if (reading.Result is { } line)
            _output.Append(line).Append('\n');
        return reading.Result;
    }
}

/// <summary>What a process left.</summary>
internal sealed record LabResult(int ExitCode, string Output, string Error)
{
    public IEnumerable<string> Lines => Output.Split('\n');

    /// <summary>Asserts an error of one line with an id, that names things, and is no stack trace.</summary>
    public void AssertError(int exitCode, string id, params string[] named)
    {
        Assert.StartsWith(id + ": ", Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, ExitCode);
        foreach (var name in named)
            Assert.Contains(name, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
    }

    public void AssertSuccess() => Assert.True(ExitCode == 0, $"exit code {ExitCode}:\n{Output}{Error}");
}
