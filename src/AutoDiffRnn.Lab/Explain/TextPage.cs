using System.Globalization;
using AutoDiffRnn.Generators.Explanation;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>An explanation for a terminal: on a wide one each statement stands beside its adjoint, on a narrow one above it.</summary>
internal static class TextPage
{
    // Two columns of what a narrow terminal has.
    private const int WideEnough = 150;

    private static readonly Style _strong = new(decoration: Decoration.Bold);
    private static readonly Style _quiet = new(decoration: Decoration.Dim);
    private static readonly Style _code = new(Color.Teal);
    private static readonly Style _head = new(Color.Blue, decoration: Decoration.Bold);

    /// <summary>Writes an explanation.</summary>
    public static void Write(IAnsiConsole console, CellToTell told)
    {
        foreach (var cell in PageWords.Networks(told.Cell))
            WriteNetwork(console, cell, cell == told.Cell ? told.File : "");
    }

    /// <summary>An explanation as plain text, for a file or another program.</summary>
    public static string Plain(CellToTell told, int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        Write(console, told);
        // Columns are filled up with spaces, which a file does not need.
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static void WriteNetwork(IAnsiConsole console, ExplainedCell cell, string file)
    {
        console.Write(new Paragraph(PageWords.Title(cell, file), _head));
        console.WriteLine();
        if (cell.Summary.Length > 0)
            console.Write(new Paragraph(cell.Summary + "\n"));
        console.WriteLine();
        console.Write(Facts(cell.Parameters.Concat(cell.Results).Select(parameter => ($"{parameter.Role} {parameter.Name}", parameter.Shape))));
        console.WriteLine();
        console.Write(new Paragraph(PageWords.Notation + "\n", _quiet));
        foreach (var statement in cell.Statements)
            WriteStatement(console, statement);
        console.WriteLine();
        console.Write(new Paragraph(PageWords.CostHeading + "\n", _head));
        console.WriteLine();
        console.Write(Facts(PageWords.Costs(cell)));
        console.WriteLine();
    }

    private static void WriteStatement(IAnsiConsole console, ExplainedStatement statement)
    {
        console.WriteLine();
        console.Write(new Paragraph($"{PageWords.Number(statement)}  {statement.Text}\n", _head));
        if (statement.Note.Length > 0)
            console.Write(new Padder(new Paragraph(statement.Note), Indent));
        if (console.Profile.Width >= WideEnough && statement is { Forward.Count: > 0, Backward.Count: > 0 })
        {
            var columns = new Grid { Expand = true };
            columns.AddColumn(new GridColumn { Width = console.Profile.Width / 2 - 2, Padding = new Padding(0, 0, 2, 0) });
            columns.AddColumn(new GridColumn { Width = console.Profile.Width / 2 - 2, Padding = new Padding(0) });
            columns.AddRow(Side(PageWords.Forward, statement.Forward), Side(PageWords.Backward, statement.Backward));
            console.Write(columns);
            return;
        }

        foreach (var (title, works) in new[] { (PageWords.Forward, statement.Forward), (PageWords.Backward, statement.Backward) })
        {
            if (works.Count > 0)
                console.Write(Side(title, works));
        }
    }

    private static Padding Indent => new(2, 0, 0, 0);

    private static Padder Side(string title, IReadOnlyList<ExplainedWork> works)
        => new(new Rows([new Paragraph(title, _quiet), .. works.Select(work => new Padder(Block(work), Indent))]), Indent);

    private static Rows Block(ExplainedWork work) => new(
        new Paragraph(work.Formula, _strong),
        new Padder(Facts(PageWords.Facts(work), PageWords.Code(work)), Indent));

    private static Grid Facts(IEnumerable<(string Name, string Text)> facts, string code = "")
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var (name, text) in facts)
            grid.AddRow(new Paragraph(name, _quiet), new Paragraph(text));
        if (code.Length > 0)
            grid.AddRow(new Paragraph(PageWords.CodeLabel, _quiet), new Paragraph(code, _code));
        return grid;
    }
}
