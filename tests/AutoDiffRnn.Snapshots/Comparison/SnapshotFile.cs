using System.Text;

namespace VerifyTests;

/// <summary>Reads and writes snapshot files: UTF-8 with a byte order mark, <c>\n</c> between lines, nothing added.</summary>
internal static class SnapshotFile
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, WithMark).ConfigureAwait(false);
    }

    /// <summary>
    /// The text of a verified file, or null if there is none; a file of no bytes counts as none, and goes. The byte order mark may be missing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file has a carriage return, or is not UTF-8.</exception>
    public static async Task<string?> ReadAsync(string path)
    {
        if (!File.Exists(path))
            return null;
        var bytes = await File.ReadAllBytesAsync(path).ConfigureAwait(false);
        if (bytes.Length == 0)
        {
            File.Delete(path);
            return null;
        }

        var text = Decode(bytes, path);
        if (text.Contains('\r'))
        {
            throw new InvalidOperationException(
                $"{path}: expected lines that end with \\n alone, but there is a carriage return. Check .gitattributes (eol=lf), "
                + "or delete the file and accept it anew.");
        }

        return text;
    }

    private static string Decode(byte[] bytes, string path)
    {
        try
        {
            return WithMark.GetString(bytes.AsSpan().StartsWith(WithMark.Preamble) ? bytes.AsSpan(WithMark.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidOperationException($"{path}: expected UTF-8, but the byte at {exception.Index} begins no character.", exception);
        }
    }
}
