namespace VerifyTests;

/// <summary>Compares targets with files, and writes a received file for each that differs.</summary>
internal static class SnapshotComparison
{
    public static async Task<Findings> CompareAsync(SnapshotName name, IReadOnlyList<SnapshotTarget> targets)
    {
        var verifiedFiles = name.FindVerifiedFiles();
        var files = new List<ComparedFile>();
        foreach (var (target, index) in Numbered(targets))
        {
            var verified = name.VerifiedPath(target, index);
            var file = new ComparedFile(
                name.ReceivedPath(target, index), verified, target.Text, await SnapshotFile.ReadAsync(verified).ConfigureAwait(false));
            if (!file.IsEqual)
                await SnapshotFile.WriteAsync(file.ReceivedPath, file.ReceivedText).ConfigureAwait(false);
            files.Add(file);
        }

        return new Findings(files, verifiedFiles);
    }

    // Only targets that share name and extension are numbered: two generators may use the same hint.
    private static IEnumerable<(SnapshotTarget Target, int? Index)> Numbered(IReadOnlyList<SnapshotTarget> targets)
        => targets
            .GroupBy(target => (target.Name, target.Extension))
            .SelectMany(group => group.Select((target, index) => (target, group.Count() > 1 ? index : (int?)null)));
}
