namespace VerifyTests;

/// <summary>The one line break of snapshots.</summary>
internal static class Newlines
{
    public static string Normalise(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
