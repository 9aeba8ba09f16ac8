namespace AutoDiffRnn.Measurements;

/// <summary>Weights are the same where names and sizes are: records compare lists of sizes by reference.</summary>
internal static class SameSizes
{
    public static IEqualityComparer<CellValue> Comparer { get; } = EqualityComparer<CellValue>.Create(
        (a, b) => a!.Name == b!.Name && a.Sizes.SequenceEqual(b.Sizes), value => value.Name.GetHashCode(StringComparison.Ordinal));
}
