using System;
using System.Collections.Generic;
using System.Globalization;

namespace AutoDiffRnn.Generators.Infrastructure;

/// <summary>Names that are taken. One that is wished again is numbered: <c>h</c>, <c>h2</c>, <c>h3</c>.</summary>
internal sealed class TakenNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    // The last number that each stem was given: those before it are taken for good, so that many wishes for one name are no search.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Takes a name, or, if it is taken, the first of the stem with a number from 2 on that is not.</summary>
    public string Take(string name, string stem)
    {
        if (_taken.Add(name))
            return name;
        _numbers.TryGetValue(stem, out var found);
        var number = Math.Max(1, found);
        string candidate;
        do
        {
            number++;
            candidate = stem + number.ToString(CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(candidate));
        _numbers[stem] = number;
        return candidate;
    }
}
