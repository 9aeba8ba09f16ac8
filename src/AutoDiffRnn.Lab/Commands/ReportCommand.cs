using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Report;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab report</c>: writes the page once more from saved evidence.</summary>
internal sealed class ReportCommand : Command, IHasExamples
{
    private const string DefaultOut = "report.html";

    private readonly Option<string?> _from = CheckedOption.File("--from", "The evidence, as 'lab answer' saved it.");

    private readonly Option<string?> _out = CheckedOption.File("--out", $"The page to write; one that is there is replaced. Default: {DefaultOut}.");

    /// <summary>Makes the command.</summary>
    public ReportCommand()
        : base("report", "Writes the page of 'lab answer' once more from saved evidence. Nothing is measured.")
    {
        _from.Required = true;
        Options.Add(_from);
        Options.Add(_out);
        SetAction(Write);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab report --from evidence.json", $"write the page to {DefaultOut}, and print the verdicts"),
        ("lab report --from runs/seed7/evidence.json --out runs/seed7/report.html", "somewhere else"),
    ];

    private int Write(ParseResult given)
    {
        var evidence = EvidenceFile.Load(_from.Name, given.GetValue(_from)!);
        var path = given.GetValue(_out) ?? DefaultOut;
        ReportWriter.Save(_out.Name, path, evidence);
        Summary.Write(AnsiConsole.Console, evidence);
        Console.Out.WriteLine($"Wrote {path}.");
        return ExitCode.Success;
    }
}
