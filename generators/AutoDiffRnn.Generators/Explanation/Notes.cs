using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Why there is no code for a statement in the forward pass.</summary>
/// <param name="source">The step as the user wrote it.</param>
/// <param name="hasWork">Whether anything is computed for a statement.</param>
internal sealed class Notes(StepProgram source, Func<int, bool> hasWork)
{
    private readonly List<int>[] _uses = source.Uses();

    /// <summary>The reason for one statement.</summary>
    public string Of(int statement)
    {
        var computed = Enumerable.Range(0, source.Instructions.Count)
            .Where(number => source[number].Origin == statement && source[number].Op.Kind is not (OperatorKind.Leaf or OperatorKind.View))
            .ToList();
        if (computed.Count == 0)
        {
            return source.Statements[statement].StartsWith("return", StringComparison.Ordinal)
                ? "Hands on values that are there already; nothing is computed."
                : "Names sizes, parts or values that are there already, or what a method that it calls computes; it has no code of its own.";
        }

        var readers = computed.SelectMany(Readers).Distinct().OrderBy(reader => reader)
            .Select(reader => (reader + 1).ToString(CultureInfo.InvariantCulture))
            .ToList();
        return readers.Count == 0 ? "Nothing that the cell hands on reads it, so it is left out."
            : $"Computed where it is read: with statement {SourceNotation.List(readers)}.";
    }

    // The nearest statements with code that a value flows into.
    private IEnumerable<int> Readers(int value)
    {
        var known = new HashSet<int>([value]);
        var open = new Stack<int>([value]);
        while (open.Count > 0)
        {
            foreach (var use in _uses[open.Pop()].Where(known.Add))
            {
                if (source[use].Origin >= 0 && hasWork(source[use].Origin))
                    yield return source[use].Origin;
                else
                    open.Push(use);
            }
        }
    }
}
