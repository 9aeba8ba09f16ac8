namespace VerifyTests;

/// <summary>What a verification that passed compared.</summary>
public sealed class VerifyResult
{
    private readonly IReadOnlyList<string> files;

    internal VerifyResult(IReadOnlyList<string> files) => this.files = files;

    /// <summary>The paths of the verified files.</summary>
    public IEnumerable<string> Files => files;

    /// <summary>The text of the only verified file.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one.</exception>
    public string Text => files.Count == 1
        ? File.ReadAllText(files[0])
        : throw new InvalidOperationException($"Text: expected exactly one verified file, but there are {files.Count}.");
}
