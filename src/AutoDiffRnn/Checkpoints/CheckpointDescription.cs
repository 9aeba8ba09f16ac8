using System.Globalization;

namespace AutoDiffRnn;

/// <summary>Reads what the metadata of a checkpoint say about it.</summary>
internal static class CheckpointDescription
{
    /// <exception cref="CheckpointException">An entry of this library's is missing or malformed.</exception>
    public static CheckpointInfo Of(string path, SafetensorsHeader header)
    {
        RequireFormat(path, header.Metadata);
        return new CheckpointInfo(
            header.Metadata.GetValueOrDefault(CheckpointNames.Cell),
            Under(CheckpointNames.DimensionPrefix, header, (key, text) => ParseSize(path, key, text)),
            Under(CheckpointNames.ConstantPrefix, header, (key, text) => ParseNumber(path, key, text)),
            header.Metadata.GetValueOrDefault(CheckpointNames.Optimizer),
            Under(CheckpointNames.SettingPrefix, header, (key, text) => ParseNumber(path, key, text)),
            [.. header.Tensors.Select(tensor => tensor.Info)],
            header.Metadata.Where(entry => !entry.Key.StartsWith(CheckpointNames.Reserved, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));
    }

    /// <summary>A number in the shortest form that reads back as the same one.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// A file of this library has a format and a sum, a file of another program neither. One without the other has lost it:
    /// a damaged name of the sum must not pass for a file that never had one.
    /// </summary>
    private static void RequireFormat(string path, IReadOnlyDictionary<string, string> metadata)
    {
        var hasFormat = metadata.TryGetValue(CheckpointNames.Format, out var format);
        var hasDigest = metadata.ContainsKey(CheckpointNames.Digest);
        if (hasFormat != hasDigest)
            throw new CheckpointException(path, $"both {CheckpointNames.Format} and {CheckpointNames.Digest} in the metadata", "only one of them");
        if (hasFormat && format != CheckpointNames.FormatVersion)
        {
            throw new CheckpointException(
                path, $"{CheckpointNames.Format} {CheckpointNames.FormatVersion}", $"{format}, of another version of AutoDiffRnn");
        }
    }

    private static List<KeyValuePair<string, TValue>> Under<TValue>(string prefix, SafetensorsHeader header, Func<string, string, TValue> parse)
        => [.. header.Metadata
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], parse(entry.Key, entry.Value)))];

    private static int ParseSize(string path, string key, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : throw new CheckpointException(path, $"a size of at least 1 as {key}", $"'{text}'");

    private static double ParseNumber(string path, string key, string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CheckpointException(path, $"a number as {key}", $"'{text}'");
}
