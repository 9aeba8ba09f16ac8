namespace AutoDiffRnn.Package.Tests.Readme;

/// <summary>A page of text whose blocks of code are excerpts.</summary>
internal static class Page
{
    private const string Fence = "```";

    /// <summary>The page with each marked block replaced by what its file says now.</summary>
    public static string Renew(string text)
    {
        var lines = text.Split('\n');
        var renewed = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            renewed.Add(lines[i]);
            if (Excerpt.In(lines[i]) is not { } excerpt)
                continue;
            Assert.True(i + 1 < lines.Length && lines[i + 1].StartsWith(Fence, StringComparison.Ordinal), $"A block of code has to follow '{lines[i]}'.");
            var end = Array.IndexOf(lines, Fence, i + 2);
            Assert.True(end > 0, $"The block of code after '{lines[i]}' has no end.");
            renewed.Add(lines[i + 1]);
            renewed.AddRange(excerpt.Lines());
            renewed.Add(Fence);
            i = end;
        }

        return string.Join('\n', renewed);
    }

    /// <summary>The lines that begin a block of C# with no marker before it: code that nothing compiles.</summary>
    public static IEnumerable<int> UnmarkedBlocks(string text)
    {
        var lines = text.Split('\n');
        return Enumerable.Range(0, lines.Length).Where(i => lines[i] == Fence + "csharp" && (i == 0 || Excerpt.In(lines[i - 1]) is null)).Select(i => i + 1);
    }
}
