namespace AutoDiffRnn.Lab.Errors;

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>The command did what it was asked for.</summary>
    public const int Success = 0;

    /// <summary>The command could not do it: a file is missing or damaged, training diverged.</summary>
    public const int Failure = 1;

    /// <summary>The command line asks for something that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>What a shell reports of a process that a signal ended: 128 and the signal's number.</summary>
    public static int OfSignal(int number) => 128 + number;
}

/// <summary>An error that is told to the user in one line, which begins with an id that <c>docs/lab.md</c> explains.</summary>
internal sealed class LabException(string id, string message, int exitCode, Exception? inner = null) : Exception($"{id}: {message}", inner)
{
    /// <summary>The id, such as LAB010.</summary>
    public string Id { get; } = id;

    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
