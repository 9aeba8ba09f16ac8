using System.Buffers;

namespace VerifyTests;

/// <summary>What may stand in the name of a snapshot, on every operating system.</summary>
internal static class FileNameRules
{
    private const string Replacement = "-";
    private const string Punctuation = "\"\\<>|:*?/";

    // Windows refuses these in a file name; a repository that is checked out there may not have them anywhere.
    private static readonly string Forbidden = Punctuation + string.Concat(Enumerable.Range(0, 32).Select(code => (char)code));
    private static readonly SearchValues<char> ForbiddenInNames = SearchValues.Create(Forbidden);
    private static readonly SearchValues<char> ForbiddenInPaths = SearchValues.Create(Forbidden.Replace("\\", "").Replace("/", ""));

    /// <summary>A value as a part of a file name: each forbidden character becomes <c>-</c>.</summary>
    public static string CleanName(string value) => Clean(value, ForbiddenInNames);

    /// <summary>As <see cref="CleanName"/>, but separators stay: they are a matter of the path that the name came from.</summary>
    public static string CleanPath(string value) => Clean(value, ForbiddenInPaths);

    /// <exception cref="ArgumentException">The name is empty, or has a character that no file name or no part before the target may have.</exception>
    public static void RequireName(string value, string argument)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, argument);
        var position = value.AsSpan().IndexOfAny(ForbiddenInNames);
        if (position < 0)
            position = value.IndexOf('#');
        if (position >= 0)
        {
            throw new ArgumentException(
                $"{argument}: expected a part of a file name, but '{value}' has the character '{value[position]}' (U+{(int)value[position]:X4}).",
                argument);
        }
    }

    /// <exception cref="ArgumentException">The directory is empty.</exception>
    public static void RequireDirectory(string value, string argument)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, argument);
        if (value.Contains('\0'))
            throw new ArgumentException($"{argument}: expected a directory, but got a text with the character U+0000.", argument);
    }

    /// <exception cref="ArgumentException">The extension is empty, begins with a dot or cannot be part of a file name.</exception>
    public static void RequireExtension(string value, string argument)
    {
        RequireName(value, argument);
        if (value.StartsWith('.'))
            throw new ArgumentException($"{argument}: expected an extension without its dot, such as 'cs', but got '{value}'.", argument);
    }

    private static string Clean(string value, SearchValues<char> forbidden)
        => value.AsSpan().ContainsAny(forbidden)
            ? string.Concat(value.Select(character => forbidden.Contains(character) ? Replacement : character.ToString()))
            : value;
}
