using System.Text.RegularExpressions;

namespace AutoDiffRnn.Package.Tests.Readme;

/// <summary>The files of the repository that a page names: the targets of its links, and paths that are set as code.</summary>
internal static partial class PagePaths
{
    /// <summary>Finds them, as paths from the root of the repository.</summary>
    public static IEnumerable<string> In(string page, string text)
    {
        var folder = Path.GetDirectoryName(page)!;
        var linked = Link().Matches(text)
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.Combine(folder, target));
        return linked.Concat(Code().Matches(text).Select(match => match.Groups["path"].Value));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    // Without those that stand for many: `docs/diagnostics/ADRnnnn.md`, `tests/…`.
    [GeneratedRegex(@"`(?<path>(src|generators|tests|docs|benchmarks)/(?![^`]*(nnnn|…))[^`]*)`")]
    private static partial Regex Code();
}
