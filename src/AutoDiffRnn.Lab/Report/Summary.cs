using AutoDiffRnn.Lab.Claims;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Report;

/// <summary>The claims and their verdicts as a table for the console.</summary>
internal static class Summary
{
    /// <summary>Prints it.</summary>
    public static void Write(IAnsiConsole console, Evidence evidence)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("claim", "verdict", "conditions");
        foreach (var claim in AllClaims.Judge(evidence))
        {
            table.AddRow(
                Markup.Escape(claim.Title),
                $"[{Colour(claim.Verdict)}]{Verdicts.Name(claim.Verdict)}[/]",
                Markup.Escape(claim.Conditions.Count == 0 ? "not measured" : FirstNumbers(claim)));
        }

        console.Write(table);
        if (AllClaims.Distrust(evidence.Run) is { } reason)
            console.MarkupLine($"[red]{Markup.Escape(reason)}[/]");
    }

    /// <summary>A line or two: the rest is in the report.</summary>
    private static string FirstNumbers(ClaimResult claim)
    {
        const int Most = 3;
        var shown = string.Join("; ", claim.Conditions.Take(Most).Select(condition => condition.Measured));
        var met = claim.Conditions.Count(condition => condition.Finding == Finding.Met);
        return $"{met} of {claim.Conditions.Count} met: {shown}{(claim.Conditions.Count > Most ? "; …" : "")}";
    }

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "green",
        Verdict.InPart => "yellow",
        Verdict.DoesNotHold => "red",
        _ => "grey",
    };
}
