namespace VerifyTests;

/// <summary>A target beside its file.</summary>
/// <param name="ReceivedPath">Where the target is written if it differs.</param>
/// <param name="VerifiedPath">Where the accepted text is.</param>
/// <param name="ReceivedText">The target's text.</param>
/// <param name="VerifiedText">The accepted text, or null if there is none.</param>
internal sealed record ComparedFile(string ReceivedPath, string VerifiedPath, string ReceivedText, string? VerifiedText)
{
    public bool IsEqual => string.Equals(ReceivedText, VerifiedText, StringComparison.Ordinal);
}

/// <summary>What a comparison found, by kind.</summary>
internal sealed class Findings(IReadOnlyList<ComparedFile> files, IReadOnlyList<string> verifiedFiles)
{
    public IReadOnlyList<ComparedFile> New { get; } = [.. files.Where(file => file.VerifiedText is null)];

    public IReadOnlyList<ComparedFile> NotEqual { get; } = [.. files.Where(file => file.VerifiedText is not null && !file.IsEqual)];

    public IReadOnlyList<ComparedFile> Equal { get; } = [.. files.Where(file => file.IsEqual)];

    /// <summary>Verified files that no target stands behind any more.</summary>
    public IReadOnlyList<string> Delete { get; } = [.. verifiedFiles.Except(files.Select(file => file.VerifiedPath), StringComparer.Ordinal)];

    public bool AllEqual => New.Count + NotEqual.Count + Delete.Count == 0;

    public VerifyResult Result => new([.. files.Select(file => file.VerifiedPath)]);

    /// <summary>Makes the received files the verified ones, and deletes those that have no target.</summary>
    public void Accept()
    {
        foreach (var file in New.Concat(NotEqual))
            File.Move(file.ReceivedPath, file.VerifiedPath, overwrite: true);
        foreach (var path in Delete)
            File.Delete(path);
    }
}
