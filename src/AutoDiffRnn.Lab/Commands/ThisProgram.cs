namespace AutoDiffRnn.Lab.Commands;

/// <summary>How this program was started, for command lines that a user can copy.</summary>
internal static class ThisProgram
{
    /// <summary>A command line that starts this program again from the current folder, whichever way it was started.</summary>
    public static string CommandLine
    {
        get
        {
            var started = Environment.ProcessPath ?? "lab";
            var isHost = Path.GetFileNameWithoutExtension(started) == "dotnet";
            return isHost
                ? $"{Quote(Shorter(started))} {Quote(Shorter(Path.Combine(AppContext.BaseDirectory, "lab.dll")))}"
                : Quote(Shorter(started));
        }
    }

    /// <summary>A word as a shell reads it.</summary>
    public static string Quote(string word)
        => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=+,@".Contains(character, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A path from the current folder if that is below it, with a folder so that a shell does not look elsewhere.</summary>
    private static string Shorter(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        if (relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
            return path;
        return relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? relative : Path.Combine(".", relative);
    }
}
