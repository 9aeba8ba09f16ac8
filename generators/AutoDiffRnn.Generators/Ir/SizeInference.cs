using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// Sizes that the user left open. Each has a name like any dimension's; where an operator's operands have to be of one size, an open
/// one is found, and the body is read again with what is known by then, until nothing more is found.
/// </summary>
internal sealed class SizeInference
{
    // The names that were left open, those first that are rather kept.
    private readonly List<string> _open = [];
    private readonly Dictionary<string, Dim> _found = new(StringComparer.Ordinal);
    private int _kept;
    private bool _hasNews;

    /// <summary>Adds an open size.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isKept">Whether it is rather kept than others: a vector's length, which is named more plainly than a matrix's rows.</param>
    public void Add(string name, bool isKept) => _open.Insert(isKept ? _kept++ : _open.Count, name);

    /// <summary>Whether a dimension is one of the network's: not one that was left open and is known by now.</summary>
    public bool IsDimension(string name) => !_found.ContainsKey(name);

    /// <summary>Whether a size was left open, and no other was found to be made of it.</summary>
    public bool IsUnknown(string name) => _open.Contains(name) && IsDimension(name) && !_found.Values.Any(size => size.Names.Contains(name));

    /// <summary>What is known of a shape by now.</summary>
    public Shape Apply(Shape shape) => _found.Count == 0 ? shape : shape with { Sizes = new([.. shape.Sizes.Select(Apply)]) };

    /// <summary>Whether something was found since this was asked last.</summary>
    public bool TakeNews()
    {
        var news = _hasNews;
        _hasNews = false;
        return news;
    }

    /// <summary>Makes sizes equal by what open ones stand for: true if one was found, false if there is none that helps.</summary>
    public bool Unify(IEnumerable<(Dim A, Dim B)> equalities)
    {
        var isFound = false;
        foreach (var (a, b) in equalities)
            isFound |= Unify(Apply(a), Apply(b));
        _hasNews |= isFound;
        return isFound;
    }

    private Dim Apply(Dim size) => size.Substitute(name => _found.TryGetValue(name, out var found) ? found : null);

    private bool Unify(Dim a, Dim b)
    {
        if (a.Equals(b))
            return false;
        try
        {
            var names = new HashSet<string>(a.Names.Concat(b.Names), StringComparer.Ordinal);
            // A plain sum rather than a quotient, and no difference; then the one that is named least well.
            var solution = _open.AsEnumerable().Reverse()
                .Where(names.Contains)
                .Select(name => (Name: name, Size: Dim.Solve(name, a, b)))
                .Where(candidate => candidate.Size is { } size && !(size.Value < 1))
                .OrderBy(candidate => (candidate.Size!.HasQuotient ? 2 : 0) + (candidate.Size.IsNeverNegative ? 0 : 1))
                .FirstOrDefault();
            if (solution.Size is null)
                return false;
            foreach (var other in _found.Keys.ToList())
                _found[other] = _found[other].Substitute(name => name == solution.Name ? solution.Size : null);
            _found[solution.Name] = solution.Size;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
