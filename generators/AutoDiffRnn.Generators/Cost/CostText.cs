using System.Linq;
using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>Costs as a reader reads them: <c>T·B·(8·H² in products + 4·H elementwise)</c>.</summary>
internal static class CostText
{
    /// <summary>What a region costs in all its rows.</summary>
    public static string Of(RegionCost cost)
    {
        var rows = new[] { (Times.EachRow, cost.EachRow), (Times.EachRowHandedBack, cost.EachRowHandedBack) }
            .Where(part => !part.Item2.IsNone)
            .Select(part => Of(part.Item2, part.Item1));
        var weights = cost.WeightsEachStep.Equals(Dim.Zero) ? "" : $"reads {Printed(cost.WeightsEachStep)} weights at each step";
        var moved = cost.MovedEachRow.Equals(Dim.Zero) ? "" : $"moves {Times.EachRow}·{Factor(cost.MovedEachRow)} elements";
        return string.Join("; ", new[] { string.Join(" + ", rows), weights, moved }.Where(part => part.Length > 0));
    }

    /// <summary>What is done so many times.</summary>
    public static string Of(Operations cost, string times)
    {
        var parts = new[] { (cost.Products, "in products"), (cost.Elementwise, "elementwise"), (cost.Functions, "functions") }
            .Where(part => !part.Item1.Equals(Dim.Zero))
            .Select(part => $"{Factor(part.Item1)} {part.Item2}")
            .ToList();
        var each = string.Join(" + ", parts);
        return times.Length == 0 ? each : parts.Count == 1 ? $"{times}·{each}" : $"{times}·({each})";
    }

    /// <summary>What a tape keeps for the backward pass.</summary>
    public static string OfSaved(TapeCost tape) => $"T·B·{Factor(tape.Saved)} elements";

    /// <summary>Whether a size needs parentheses as a factor.</summary>
    public static bool IsSum(Dim size) => size.Text.Contains(" + ") || size.Text.Contains(" - ");

    /// <summary>A size as mathematics: 8·H².</summary>
    public static string Printed(Dim size) => Regex.Replace(size.Text.Replace("*", "·").Replace("-", "−"), @"\b([A-Za-z_]\w*)·\1\b(?!·\1\b)", "$1²");

    private static string Factor(Dim size) => IsSum(size) ? $"({Printed(size)})" : Printed(size);
}
