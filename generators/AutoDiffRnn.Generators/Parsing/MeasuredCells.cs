using System.Linq;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Which cells a user wants to measure: one by its attribute, all of a project by an MSBuild property.</summary>
internal static class MeasuredCells
{
    /// <summary>The property.</summary>
    public const string Property = "AutoDiffRnnMeasure";

    private const string Argument = "Measure";

    /// <summary>Whether a project wants all of its cells, and what its property holds if that is neither yes nor no.</summary>
    public static (bool All, string? Unknown) Of(AnalyzerConfigOptionsProvider options)
    {
        if (!options.GlobalOptions.TryGetValue("build_property." + Property, out var text) || text.Trim().Length == 0)
            return (false, null);
        return bool.TryParse(text.Trim(), out var all) ? (all, null) : (false, text.Trim());
    }

    /// <summary>Whether a cell's attribute asks for it.</summary>
    public static bool Of(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => LanguageTypes.Is(attribute.AttributeClass, LanguageTypes.CellAttribute))
        .SelectMany(attribute => attribute.NamedArguments)
        .Any(argument => argument is { Key: Argument, Value.Value: true });

    /// <summary>The cell as its project wants it.</summary>
    public static CellModel In(CellModel cell, bool project) => project && !cell.Measure ? cell with { Measure = true } : cell;
}
