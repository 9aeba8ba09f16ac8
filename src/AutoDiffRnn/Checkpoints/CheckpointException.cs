namespace AutoDiffRnn;

/// <summary>
/// A checkpoint cannot be used: it is damaged, cut off, no safetensors file, or belongs to something else. The message names the
/// file, what was expected and what was found. Nothing was changed by the call that threw it.
/// </summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Makes the error for the file <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What was found instead.</param>
    /// <param name="inner">What led to it.</param>
    public CheckpointException(string path, string expected, string found, Exception? inner = null)
        : base($"{path}: expected {Printable(expected)}, but found {Printable(found)}.", inner) => FilePath = path;

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>A damaged file's text can hold anything: control characters and endless names do not belong on a terminal.</summary>
    private static string Printable(string text)
    {
        const int Longest = 600;
        var clean = string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));
        return clean.Length <= Longest ? clean : string.Concat(clean.AsSpan(0, Longest), "…");
    }
}
