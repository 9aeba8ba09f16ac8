using System.Text.RegularExpressions;

namespace AutoDiffRnn.Generators.Tests.Manual;

/// <summary>One row of a table of the page: forms that share a derivative, and that derivative.</summary>
/// <param name="Line">The number of the row's line, from 1.</param>
/// <param name="Forms">Expressions over the page's letters.</param>
/// <param name="Locals">What the derivatives name for themselves, in order.</param>
/// <param name="Derivatives">The adjoint of an operand, by the operand's letter.</param>
internal sealed record PageRow(
    int Line,
    IReadOnlyList<string> Forms,
    IReadOnlyList<(string Name, string Text)> Locals,
    IReadOnlyList<(string Letter, string Text)> Derivatives);

/// <summary>The page of the cell language, as its tests read it: tables whose first column is <c>form</c>, and <c>csharp</c> examples.</summary>
internal static class LanguagePage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", "language.md"));

    public static IReadOnlyList<PageRow> Rows { get; } = [.. ReadRows()];

    public static IReadOnlyList<string> Examples { get; }
        = [.. Regex.Matches(Text, "\n```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    /// <summary>The code in the page's sentences and tables, outside of the examples.</summary>
    public static IReadOnlyList<string> Spans { get; }
        = [.. CodeIn(Regex.Replace(Text, "\n```.*?\n```", "", RegexOptions.Singleline))];

    private static IEnumerable<PageRow> ReadRows()
    {
        var lines = Text.Split('\n');
        var isTable = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("| form |", StringComparison.Ordinal))
                isTable = true;
            else if (!lines[i].StartsWith('|'))
                isTable = false;
            else if (isTable && !lines[i].StartsWith("|-", StringComparison.Ordinal))
                yield return ReadRow(i + 1, lines[i].Trim('|', ' ').Split('|'));
        }
    }

    // form | value | derivative | at a kink
    private static PageRow ReadRow(int line, string[] columns)
    {
        var equations = CodeIn(columns[2]).Select(code => code.Split(" = ", 2)).Where(sides => sides.Length == 2).ToList();
        return new PageRow(
            line,
            [.. CodeIn(columns[0])],
            [.. equations.Where(sides => !IsDerivative(sides[0])).Select(sides => (sides[0], sides[1]))],
            [.. equations.Where(sides => IsDerivative(sides[0])).Select(sides => (sides[0][1..], sides[1]))]);
    }

    private static bool IsDerivative(string name) => name.Length > 1 && name[0] == 'd' && PageLetters.Has(name[1..]);

    private static IEnumerable<string> CodeIn(string text) => Regex.Matches(text, "`([^`\n]+)`").Select(match => match.Groups[1].Value);
}
