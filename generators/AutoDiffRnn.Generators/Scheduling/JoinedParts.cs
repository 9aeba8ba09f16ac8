using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which values lie in a vector that they are parts of: kernels write the parts of a <c>Concat</c> where they belong, so that joining them is no
/// work. What is read outside the cell, lies beside other values, or is no kernel's stays where it is, and is copied; so does what is computed
/// where each vector of a row goes through time by itself, and is written in whole vectors.
/// </summary>
internal sealed class JoinedParts
{
    private readonly StepProgram _program;
    private readonly Regions _regions;
    private readonly HashSet<int> _grouped;
    private readonly HashSet<int> _starts;
    private readonly Dictionary<int, (int Whole, Dim Start)> _places = [];

    /// <param name="program">The program.</param>
    /// <param name="regions">Where its values are computed.</param>
    /// <param name="groups">Which of its values lie beside others.</param>
    public JoinedParts(StepProgram program, Regions regions, ValueGroups groups)
    {
        _program = program;
        _regions = regions;
        var numbers = Enumerable.Range(0, program.Instructions.Count).ToList();
        _grouped = [.. numbers.GroupBy(groups.Of).Where(group => group.Count() > 1).SelectMany(group => group)];
        _starts = [.. numbers.Select(number => AffineTerms.StartOfAny(program, number)).OfType<int>()];
        foreach (var concat in numbers.Where(IsJoin))
            PlaceParts(concat);
    }

    /// <summary>The vector in which a value lies, and the element of it that the value starts at; null for a value that lies in none.</summary>
    public (int Whole, Dim Start)? Of(int number) => _places.TryGetValue(number, out var place) ? place : null;

    /// <summary>Whether parts lie in a vector.</summary>
    public bool HasParts(int number) => IsJoin(number) && _program[number].Arguments.Any(part => IsPartOf(part, number));

    /// <summary>Whether a value lies in a vector.</summary>
    public bool IsPartOf(int part, int whole) => Of(part)?.Whole == whole;

    /// <summary>Whether all parts lie in the vector, so that it is there when they are.</summary>
    public bool IsComplete(int number) => IsJoin(number) && _program[number].Arguments.All(part => IsPartOf(part, number));

    // A state has a row before the first step, which is no part's.
    private bool IsJoin(int number) => _program[number] is { IsShared: false } join && join.Op == Operators.Concat
        && _program.StateOf(number) is null && !_grouped.Contains(number);

    private void PlaceParts(int concat)
    {
        var arguments = _program[concat].Arguments;
        var start = Dim.Zero;
        foreach (var part in arguments)
        {
            if (MayLieInside(part) && arguments.Count(argument => argument == part) == 1)
                _places[part] = (concat, start);
            start += _program[part].Shape.Width;
        }
    }

    private bool MayLieInside(int part) => _program[part] is { IsKernelWork: true, IsShared: false }
        && !_regions.MayGoByVectors(_regions.Of[part]) && !_program.IsRoot(part) && !_grouped.Contains(part) && !_starts.Contains(part) && !_places.ContainsKey(part);
}
