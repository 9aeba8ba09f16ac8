namespace VerifyTests;

/// <summary>
/// Finds directories of this machine in a text. The package replaces them by names such as <c>{TempPath}</c>; generated code should not have them at
/// all, so here they are an error.
/// </summary>
internal sealed class MachinePaths
{
    private readonly IReadOnlyList<string> directories;

    public MachinePaths(IEnumerable<string> directories)
        => this.directories = [.. directories.Select(Slashes).Select(path => path.TrimEnd('/')).Where(IsLong).Distinct(StringComparer.Ordinal)];

    /// <summary>The directories of the repository that a source file is in, of the running program, of the user, and for temporary files.</summary>
    public static MachinePaths Around(string sourceFile) => new(
    [
        RepositoryOf(SnapshotName.DirectoryOf(sourceFile)),
        Path.GetTempPath(),
        AppContext.BaseDirectory,
        Environment.CurrentDirectory,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
    ]);

    /// <exception cref="InvalidOperationException">The target has a directory of this machine in it.</exception>
    public void Refuse(SnapshotTarget target)
    {
        var text = Slashes(target.Text);
        if (directories.FirstOrDefault(directory => Contains(text, directory)) is { } found)
        {
            throw new InvalidOperationException(
                $"The target {target.Name ?? "without a name"} (.{target.Extension}) has the path '{found}' of this machine in it, so its snapshot "
                + "would fail on every other one. Give test sources a short path, emit no path, or leave the line out with ScrubLines.");
        }
    }

    private static bool Contains(string text, string directory)
    {
        var at = text.IndexOf(directory, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            var after = at + directory.Length;
            if (!IsWordAt(text, at - 1) && !IsWordAt(text, after))
                return true;
            at = text.IndexOf(directory, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    // Whole segments only: `/tmp` is not in `a/tmp`, nor in `/tmp17`.
    private static bool IsWordAt(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);

    // A root directory (`/`, `C:`) is in every text that has a division or a label.
    private static bool IsLong(string path) => path.Trim('/').Length > 0 && !path.EndsWith(':');

    private static string Slashes(string path) => path.Replace('\\', '/');

    private static string RepositoryOf(string directory)
    {
        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
        {
            if (Path.Exists(Path.Combine(current.FullName, ".git")) || current.EnumerateFiles("*.sln*").Any())
                return current.FullName;
        }

        return directory;
    }
}
