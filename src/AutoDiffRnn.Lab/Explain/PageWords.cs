using System.Globalization;
using AutoDiffRnn.Generators.Explanation;

namespace AutoDiffRnn.Lab.Explain;

/// <summary>The words that the pages have in common.</summary>
internal static class PageWords
{
    public const string Forward = "forward";

    public const string Backward = "its adjoint, backward";

    public const string CodeLabel = "code";

    public const string CostHeading = "What T steps of B examples cost";

    public const string Notation =
        "h' is the next value of state h. d· is the gradient of the loss with respect to ·, and d·⁺ is what the step after hands back. ⊙ is "
        + "elementwise, Σ is over all steps and examples. Costs are operations: a multiplication and an addition are two, a function is an exp, "
        + "a tanh or the like.";

    /// <summary>The cell and the loops inside its step, each before the loops inside it.</summary>
    public static IEnumerable<ExplainedCell> Networks(ExplainedCell cell) => [cell, .. cell.Loops.SelectMany(Networks)];

    /// <summary>The title of a network; <paramref name="file"/> is empty for a loop inside a step.</summary>
    public static string Title(ExplainedCell cell, string file)
        => file.Length > 0 ? $"{cell.Name}, of {file}" : $"The loop '{cell.Name}', a network of its own over its rounds";

    /// <summary>A statement's number and line.</summary>
    public static string Number(ExplainedStatement statement)
        => statement.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{statement.Number} (line {line})") : $"{statement.Number}";

    /// <summary>The regions of both passes with their costs, and what is kept between the passes.</summary>
    public static IEnumerable<(string Name, string Text)> Costs(ExplainedCell cell)
        => cell.Regions.Select(region => (region.Name, Of(region))).Append(("Kept for the way back", cell.KeptForTheWayBack));

    private static string Of(ExplainedRegion region)
    {
        var why = region.Why.StartsWith(region.Name + ": ", StringComparison.Ordinal) ? Capital(region.Why[(region.Name.Length + 2)..]) : region.Why;
        return region.Cost.Length > 0 ? $"{region.Cost}. {why}" : why;
    }

    /// <summary>What there is to tell of a piece of work.</summary>
    public static IEnumerable<(string Name, string Text)> Facts(ExplainedWork work)
    {
        yield return ("runs in", $"{work.Region}: {work.Why}");
        yield return ("value", $"{work.Shape}; {work.Memory}");
        if (work.Cost.Length > 0)
            yield return ("costs", work.IsOnRequest ? work.Cost + " (not in the totals: only on request)" : work.Cost);
        if (work.Together.Length > 0)
            yield return ("together", work.Together);
    }

    /// <summary>The generated code of a piece of work.</summary>
    public static string Code(ExplainedWork work)
        => (work.Method.Length > 0 ? $"// in {work.Method}\n" : "") + string.Join('\n', work.Code);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
