using System.Text.RegularExpressions;

namespace AutoDiffRnn.Package.Tests.Readme;

/// <summary>
/// A block of code in a page that stands in a file too: <c>&lt;!-- excerpt "file" from "text" to "text" --&gt;</c> on the line before the block.
/// It begins at the first line with the one text and ends at the next line with the other; without the other, at the brace that closes
/// what begins there. Without either it is the whole file.
/// </summary>
internal sealed partial record Excerpt(string File, string? From, string? To)
{
    /// <summary>Finds the marker in a line; null if there is none.</summary>
    public static Excerpt? In(string line)
    {
        var match = Marker().Match(line);
        return match.Success ? new Excerpt(match.Groups["file"].Value, Given(match, "from"), Given(match, "to")) : null;
    }

    /// <summary>The lines of the file, with the indentation of the first one taken away.</summary>
    public IReadOnlyList<string> Lines()
    {
        var path = Repository.PathOf(File);
        Assert.True(System.IO.File.Exists(path), $"The excerpt's file {File} does not exist.");
        var lines = System.IO.File.ReadAllText(path).TrimEnd('\n').Split('\n');
        if (From is null)
            return lines;
        var first = Array.FindIndex(lines, line => line.Contains(From, StringComparison.Ordinal));
        Assert.True(first >= 0, $"{File} has no line with '{From}'.");
        var indentation = lines[first][..(lines[first].Length - lines[first].TrimStart().Length)];
        var last = Array.FindIndex(lines, first, line => To is null ? line == indentation + "}" : line.Contains(To, StringComparison.Ordinal));
        Assert.True(last >= 0, $"{File} has no line with '{To ?? "}"}' after the one with '{From}'.");
        return [.. lines[first..(last + 1)].Select(line => line.StartsWith(indentation, StringComparison.Ordinal) ? line[indentation.Length..] : line.TrimStart())];
    }

    private static string? Given(Match match, string group) => match.Groups[group].Success ? match.Groups[group].Value : null;

    [GeneratedRegex("""^<!-- excerpt "(?<file>[^"]+)"( from "(?<from>[^"]+)")?( to "(?<to>[^"]+)")? -->$""")]
    private static partial Regex Marker();
}
