using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>A size of a called method's parameter that is another one at the call.</summary>
/// <param name="Parameter">The place of the parameter.</param>
/// <param name="Formal">The size in the method's own names.</param>
/// <param name="Bound">What it is by the other arguments; null where no whole number fits.</param>
/// <param name="By">The place of the parameter whose argument says so; -1 where it takes several.</param>
/// <param name="Actual">What it is by this argument.</param>
internal sealed record SizeClash(int Parameter, Dim Formal, Dim? Bound, int By, Dim Actual);

/// <summary>The sizes of a called method, bound to those of a call's arguments: a name to a size, then all others checked.</summary>
internal sealed class SizeBinding
{
    private readonly Dictionary<string, (Dim Size, int By)> _bound = new(StringComparer.Ordinal);
    private readonly List<SizeClash> _clashes = [];

    public IReadOnlyList<SizeClash> Clashes => _clashes;

    /// <summary>Binds the name of a whole number.</summary>
    public void Bind(string name, Dim size, int parameter) => _bound[name] = (size, parameter);

    /// <summary>Binds the sizes of parameters, each with its place; those of other ranks are left out.</summary>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public void Bind(IEnumerable<(int Parameter, Shape Formal, Shape Actual)> shapes)
    {
        var sizes = shapes.Where(shape => shape.Formal.Rank == shape.Actual.Rank)
            .SelectMany(shape => shape.Formal.Sizes.Zip(shape.Actual.Sizes, (formal, actual) => (shape.Parameter, Formal: formal, Actual: actual)))
            .ToList();
        foreach (var (parameter, formal, actual) in sizes.Where(size => size.Formal.IsName && !_bound.ContainsKey(size.Formal.Text)))
        {
            if (!_bound.ContainsKey(formal.Text))
                _bound[formal.Text] = (actual, parameter);
        }

        foreach (var (parameter, formal, actual) in sizes)
            Check(parameter, formal, actual);
    }

    /// <summary>A size of the method as it is at the call.</summary>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public Dim Apply(Dim formal) => formal.Substitute(name => _bound.TryGetValue(name, out var bound) ? bound.Size : null);

    private void Check(int parameter, Dim formal, Dim actual)
    {
        var free = formal.Names.Where(name => !_bound.ContainsKey(name)).ToList();
        if (free.Count == 1)
        {
            // The actual size has names of the caller's: the method's own is another, whatever it is called.
            const string own = "\0";
            if (Dim.Solve(own, formal.Substitute(name => name == free[0] ? Dim.Named(own) : Apply(Dim.Named(name))), actual) is { } size)
                _bound[free[0]] = (size, parameter);
        }

        var isBound = formal.Names.All(_bound.ContainsKey);
        if (!isBound || !Apply(formal).Equals(actual))
            _clashes.Add(new SizeClash(parameter, formal, isBound ? Apply(formal) : null, formal.IsName ? _bound[formal.Text].By : -1, actual));
    }
}
