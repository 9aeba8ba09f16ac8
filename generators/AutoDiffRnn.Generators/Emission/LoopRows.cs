using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// The rows that a pass's loops over time find once for all steps: <c>var hSteps = tape.h.Steps(examples);</c>. Finding the rows of a dozen values anew
/// in each step would take as long as the step of a small network.
/// </summary>
internal sealed class LoopRows(Names names)
{
    private readonly List<(string Name, string Value)> _needed = [];
    private readonly HashSet<string> _declared = [];

    /// <summary>The rows of a step as C#: <c>hSteps[t - 1]</c>.</summary>
    /// <param name="found">Where they lie.</param>
    /// <param name="count">Which of the examples.</param>
    public string At(FoundRows found, string count)
    {
        var wish = found.Buffer + (count == "whole" ? "WholeSteps" : "Steps");
        var name = names.Other($"steps {found.Buffer} {count}", wish);
        _needed.Add((name, $"tape.{found.Buffer}.Steps({count})"));
        return $"{name}[{found.Step}]";
    }

    /// <summary>Declares what was asked for since, and no loop before has declared.</summary>
    public void EmitDeclarations(SourceWriter writer)
    {
        var missing = _needed.Where(needed => _declared.Add(needed.Name)).ToList();
        _needed.Clear();
        if (missing.Count == 0)
            return;
        writer.Line();
        writer.Comment("Where the rows of every step lie is found once, before the loop.");
        foreach (var (name, value) in missing)
            writer.Line($"var {name} = {value};");
    }
}
