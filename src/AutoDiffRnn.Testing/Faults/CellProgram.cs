namespace AutoDiffRnn.Testing.Faults;

/// <summary>One value of a cell's program.</summary>
/// <param name="Operands">The numbers of the values that it is made of, all smaller than its own.</param>
/// <param name="Statement">The statement that it comes from, an index of <see cref="CellProgram.Statements"/>; -1 for none.</param>
/// <param name="Parameter">The parameter that it stands for (of a state: its value before the step); null for a value that is computed.</param>
internal sealed record ProgramValue(IReadOnlyList<int> Operands, int Statement, string? Parameter = null);

/// <summary>What depends on what in one step of a cell, and which statement of the user's makes it so.</summary>
/// <param name="Statements">The statements as the user wrote them.</param>
/// <param name="Values">The values, operands first.</param>
/// <param name="Results">The number of the value of each output, and of each state's next value, by name.</param>
internal sealed record CellProgram(
    IReadOnlyList<string> Statements,
    IReadOnlyList<ProgramValue> Values,
    IReadOnlyDictionary<string, int> Results)
{
    /// <summary>For each value, its distance in values to each parameter that it is made of in the same step.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, int>> DistancesToParameters()
    {
        var distances = new List<Dictionary<string, int>>();
        foreach (var value in Values)
        {
            var own = new Dictionary<string, int>(StringComparer.Ordinal);
            if (value.Parameter is { } parameter)
                own[parameter] = 0;
            foreach (var (name, distance) in value.Operands.SelectMany(operand => distances[operand]))
                own[name] = Math.Min(own.GetValueOrDefault(name, int.MaxValue), distance + 1);
            distances.Add(own);
        }

        return distances;
    }

    /// <summary>For each value, the results of the same step that are made of it.</summary>
    public IReadOnlyList<IReadOnlySet<string>> ResultsOfValues()
    {
        var results = Values.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToList();
        foreach (var (name, value) in Results)
            results[value].Add(name);
        for (var number = Values.Count - 1; number >= 0; number--)
        {
            foreach (var operand in Values[number].Operands)
                results[operand].UnionWith(results[number]);
        }

        return results;
    }
}
