using AutoDiffRnn.Lab.Claims;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Report;

/// <summary>The claims and their verdicts as a table for the console.</summary>
internal static class Summary
{
    /// <summary>Prints it.</summary>
    public static void Write(IAnsiConsole console, Evidence evidence)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("claim", "verdict", "conditions, and what they say");
        foreach (var claim in AllClaims.Judge(evidence))
        {
            table.AddRow(
                Markup.Escape(claim.Title),
                $"[{Colour(claim.Verdict)}]{Verdicts.Name(claim.Verdict)}[/]",
                Markup.Escape(claim.Conditions.Count == 0 ? "not measured" : InShort(claim)));
        }

        console.Write(table);
        if (AllClaims.Distrust(evidence.Run) is { } reason)
            console.MarkupLine($"[red]{Markup.Escape(reason)}[/]");
    }

    /// <summary>How many conditions are met, and the beginning of what that means: the rest is in the report.</summary>
    private static string InShort(ClaimResult claim)
    {
        const int Most = 170;
        var met = claim.Conditions.Count(condition => condition.Finding == Finding.Met);
        var text = claim.Explanation[0];
        var end = text.IndexOf(". ", StringComparison.Ordinal) is var sentence and >= 0 ? sentence + 1 : text.Length;
        var shown = end <= Most ? text[..end] : text[..text.LastIndexOf(' ', Most)] + " …";
        return $"{met} of {claim.Conditions.Count} met. {shown}";
    }

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "green",
        Verdict.InPart => "yellow",
        Verdict.DoesNotHold => "red",
        _ => "grey",
    };
}
