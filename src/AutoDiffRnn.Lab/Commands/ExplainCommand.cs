using System.CommandLine;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Explain;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab explain</c>: a cell beside its generated backward pass.</summary>
internal sealed class ExplainCommand : Command, IHasExamples
{
    private const int WidthOfFile = 120;

    private readonly Argument<string> _what = new("cell")
    {
        Description = "The name of a built-in cell, or a C# file. The file is read; nothing in it is run.",
    };

    private readonly Option<string?> _cell = new("--cell")
    {
        Description = "The cell to explain of a file with several. Default: the only one.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _with = new("--with")
    {
        Description = "Other files of the same project that the cell needs: the other part of a partial class, helpers, global usings.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _html = CheckedOption.File("--html", "Write one HTML file instead of text; it needs nothing else.");

    private readonly Option<long?> _width = CheckedOption.Whole(
        "--width", $"The columns to write for. Default: the terminal's; {WidthOfFile} when the output is no terminal.", 40, 1000);

    /// <summary>Makes the command.</summary>
    public ExplainCommand()
        : base("explain", "Shows a cell beside its generated backward pass: formulas, code, what runs where and why, and what it costs.")
    {
        Arguments.Add(_what);
        foreach (var option in (IEnumerable<Option>)[_cell, _with, _html, _width])
            Options.Add(option);
        SetAction(Explain);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab explain Elman", "a built-in cell, statement by statement"),
        ("lab explain Lstm --html lstm.html", "the same as a page for a browser"),
        ("lab explain MyCells.cs --cell Step", "one of the cells in a file of your own"),
    ];

    private int Explain(ParseResult given)
    {
        var told = CellReader.Read(given.GetValue(_what)!, given.GetValue(_cell), given.GetValue(_with) ?? []);
        if (given.GetValue(_html) is { } page)
            WriteFile(page, HtmlPage.Write(told));
        else
            WriteText(told, (int?)given.GetValue(_width));
        return ExitCode.Success;
    }

    private static void WriteFile(string path, string page)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(path, page);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw LabErrors.PageUnwritable(path, error);
        }

        Console.Out.WriteLine($"wrote {path}");
    }

    private static void WriteText(CellToTell told, int? width)
    {
        if (!Console.IsOutputRedirected)
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings());
            terminal.Profile.Width = width ?? terminal.Profile.Width;
            TextPage.Write(terminal, told);
            return;
        }

        Console.Out.Write(TextPage.Plain(told, width ?? WidthOfFile));
    }
}
