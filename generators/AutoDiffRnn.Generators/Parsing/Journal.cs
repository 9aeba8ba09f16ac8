using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>
/// The variables of a body, with a record of what each side of a branch and each call assigns, so that it can be undone: the cost
/// is that of the assignments, not of all variables.
/// </summary>
internal sealed class Journal
{
    private readonly Dictionary<ISymbol, Operand> _variables = new(SymbolEqualityComparer.Default);
    private readonly Stack<Record> _records = new();

    /// <summary>The value of a variable; null if it has none yet.</summary>
    public Operand? this[ISymbol variable] => _variables.TryGetValue(variable, out var operand) ? operand : null;

    public void Assign(ISymbol variable, Operand? value)
    {
        if (_records.Count > 0)
            _records.Peek().Add(variable, this[variable]);
        if (value is null)
            _variables.Remove(variable);
        else
            _variables[variable] = value;
    }

    /// <summary>Begins to record.</summary>
    public void Open() => _records.Push(new Record());

    /// <summary>Ends to record, puts everything back, and gives what had been assigned, in the order of first assignments.</summary>
    public IReadOnlyList<(ISymbol Variable, Operand? Value)> Undo()
    {
        var record = _records.Pop();
        var changes = new List<(ISymbol, Operand?)>();
        foreach (var (variable, before) in record.Before)
        {
            changes.Add((variable, this[variable]));
            if (before is null)
                _variables.Remove(variable);
            else
                _variables[variable] = before;
        }

        return changes;
    }

    /// <summary>What was assigned since as many records were open.</summary>
    public IReadOnlyList<(ISymbol Variable, Operand? Value)> ChangesSince(int depth)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var changes = new List<(ISymbol, Operand?)>();
        var records = _records.ToArray();
        for (var i = records.Length - 1 - depth; i >= 0; i--)
        {
            foreach (var (variable, _) in records[i].Before)
            {
                if (seen.Add(variable))
                    changes.Add((variable, this[variable]));
            }
        }

        return changes;
    }

    /// <summary>What a variable held when as many records were open.</summary>
    public Operand? Before(ISymbol variable, int depth)
    {
        var records = _records.ToArray();
        for (var i = records.Length - 1 - depth; i >= 0; i--)
        {
            foreach (var (assigned, before) in records[i].Before)
            {
                if (SymbolEqualityComparer.Default.Equals(assigned, variable))
                    return before;
            }
        }

        return this[variable];
    }

    /// <summary>How many records are open.</summary>
    public int Depth => _records.Count;

    private sealed class Record
    {
        private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);

        public List<(ISymbol Variable, Operand? Value)> Before { get; } = [];

        public void Add(ISymbol variable, Operand? before)
        {
            if (_known.Add(variable))
                Before.Add((variable, before));
        }
    }
}
