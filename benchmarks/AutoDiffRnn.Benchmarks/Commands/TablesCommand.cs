using System.CommandLine;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>
/// Writes the tables of a folder into the page that shows them, between <c>&lt;!-- table NAME.md --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// </summary>
internal sealed class TablesCommand : Command
{
    private const string Begin = "<!-- table ";
    private const string End = "<!-- end -->";

    private readonly Option<string> _from = new("--from") { Description = "The folder with the results.", DefaultValueFactory = _ => "results" };
    private readonly Option<string> _page = new("--page") { Description = "The page.", DefaultValueFactory = _ => "docs/performance.md" };

    /// <summary>Makes the command.</summary>
    public TablesCommand()
        : base("tables", "Writes the tables of a folder into docs/performance.md." + BenchmarksCommand.Example("tables --from results"))
    {
        Options.Add(_from);
        Options.Add(_page);
        SetAction(Write);
    }

    private int Write(ParseResult given)
    {
        var (page, folder) = (given.GetValue(_page)!, given.GetValue(_from)!);
        if (!File.Exists(page))
        {
            Console.Error.WriteLine($"{page} does not exist: run this at the root of the repository.");
            return 1;
        }

        var lines = new List<string>();
        var isReplaced = false;
        foreach (var line in File.ReadLines(page))
        {
            isReplaced &= line != End;
            if (isReplaced)
                continue;
            lines.Add(line);
            if (!line.StartsWith(Begin, StringComparison.Ordinal))
                continue;
            var file = Path.Combine(folder, line.Split(' ')[2]);
            isReplaced = File.Exists(file);
            Console.WriteLine(isReplaced ? $"{file}: written into {page}" : $"{file} does not exist: the table that is there stays");
            if (isReplaced)
                lines.AddRange(["", .. File.ReadAllText(file).TrimEnd('\n').Split('\n'), ""]);
        }

        File.WriteAllText(page, string.Join('\n', lines) + '\n');
        return 0;
    }
}
