using System.Security.Cryptography;
using System.Text;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Text;

/// <summary>A text as tokens, in two parts: the first 90 % to train on, the last 10 % held out to measure on.</summary>
internal sealed class Corpus
{
    /// <summary>The name by which messages call the text that comes with the program.</summary>
    public const string DefaultName = "tinyshakespeare";

    private const double TrainingShare = 0.9;

    private readonly int[] _tokens;
    private readonly int _cut;

    private Corpus(string name, string text, string fingerprint)
    {
        Name = name;
        Fingerprint = fingerprint;
        Vocabulary = Vocabulary.Of(text);
        _tokens = Vocabulary.Encode(text);
        _cut = (int)(_tokens.Length * TrainingShare);
    }

    /// <summary>The file, or <see cref="DefaultName"/>.</summary>
    public string Name { get; }

    /// <summary>The SHA-256 of the file's bytes, by which a run that is resumed knows its text again.</summary>
    public string Fingerprint { get; }

    /// <summary>The characters of the whole text, so that none of the held-out part is unknown.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The tokens to train on.</summary>
    public ReadOnlyMemory<int> Training => _tokens.AsMemory(0, _cut);

    /// <summary>The tokens to measure on.</summary>
    public ReadOnlyMemory<int> HeldOut => _tokens.AsMemory(_cut);

    /// <summary>Reads a text file in UTF-8, or the text that comes with the program.</summary>
    /// <param name="path">The file; null for the text that comes with the program.</param>
    /// <exception cref="LabException">The file cannot be read, is not UTF-8, or has fewer than two different characters.</exception>
    public static Corpus Load(string? path)
    {
        var name = path ?? DefaultName;
        return Parse(name, path is null ? ReadDefault() : ReadFile(path));
    }

    /// <summary>Makes a corpus of the bytes of a text file.</summary>
    /// <exception cref="LabException">The text is not UTF-8, or has fewer than two different characters.</exception>
    public static Corpus Parse(string name, byte[] bytes)
    {
        var corpus = new Corpus(name, Decode(name, bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return corpus.Vocabulary.Count >= 2 ? corpus : throw LabErrors.TextWithoutVariety(name, corpus.Vocabulary.Count);
    }

    private static string Decode(string name, byte[] bytes)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var mark = Encoding.UTF8.Preamble;
        var start = bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        try
        {
            return strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException error)
        {
            throw LabErrors.TextNotUtf8(name, start + error.Index);
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.TextUnreadable(path, error);
        }
    }

    private static byte[] ReadDefault()
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream("tinyshakespeare.txt")
            ?? throw new InvalidOperationException("The program was built without the text that belongs to it.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
