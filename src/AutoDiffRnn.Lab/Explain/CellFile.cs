using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>A file of C# that is read and never run.</summary>
/// <param name="Path">Its name, as messages give it.</param>
/// <param name="Text">What is in it.</param>
internal sealed record CellFile(string Path, string Text)
{
    private const string Prefix = "cells/";

    /// <summary>The files of the built-in cells, in the order of their names.</summary>
    public static IReadOnlyList<CellFile> BuiltIn { get; } =
    [
        .. typeof(CellFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new CellFile(name[Prefix.Length..], ReadResource(name))),
    ];

    /// <summary>Whether an argument means a file and not a built-in cell.</summary>
    public static bool IsPath(string argument)
        => argument.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || argument.AsSpan().ContainsAny('/', '\\') || File.Exists(argument);

    /// <summary>Reads a user's file.</summary>
    /// <exception cref="LabException">It cannot be read.</exception>
    public static CellFile Read(string path)
    {
        try
        {
            return new CellFile(path, File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LabErrors.CellFileUnreadable(path, error);
        }
    }

    private static string ReadResource(string name)
    {
        using var stream = typeof(CellFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
