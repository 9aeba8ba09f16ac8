using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Which optimisations a user has switched off: for a cell in its attribute, for a project by an MSBuild property.</summary>
internal static class DisabledPasses
{
    /// <summary>The property.</summary>
    public const string Property = "AutoDiffRnnDisable";

    private const string Argument = "Disable";

    /// <summary>Those of a project, and the names in its property that are no optimisation's.</summary>
    public static (Optimizations Set, IReadOnlyList<string> Unknown) Of(AnalyzerConfigOptionsProvider options)
        => OptimizationSets.Read(options.GlobalOptions.TryGetValue("build_property." + Property, out var list) ? list : null);

    /// <summary>Those of a cell.</summary>
    public static Optimizations Of(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => LanguageTypes.Is(attribute.AttributeClass, LanguageTypes.CellAttribute))
        .SelectMany(attribute => attribute.NamedArguments)
        .Where(argument => argument.Key == Argument)
        .Select(argument => argument.Value.Value is int set ? (Optimizations)set & Optimizations.All : Optimizations.None)
        .FirstOrDefault();

    /// <summary>The cell with those of its project.</summary>
    public static CellModel In(CellModel cell, Optimizations project) => project == Optimizations.None ? cell : cell with { Disabled = cell.Disabled | project };
}
