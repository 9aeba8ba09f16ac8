using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Collects everything that is wrong with a cell, each problem once.</summary>
internal sealed class Problems
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(string Id, Location Location)> _known = [];

    public int Count => _diagnostics.Count;

    public void Add(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, params object[] arguments)
        => Add(descriptor, at.GetLocation() ?? Location.None, arguments);

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        if (_known.Add((descriptor.Id, location)))
            _diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));
    }

    /// <summary>Adds what others have found.</summary>
    public void Add(Problems others) => Add(others, _ => true);

    /// <summary>Adds those of what others have found that are wanted.</summary>
    public void Add(Problems others, System.Func<Diagnostic, bool> isWanted)
    {
        foreach (var diagnostic in others._diagnostics.Where(isWanted))
        {
            if (_known.Add((diagnostic.Id, diagnostic.Location)))
                _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>In the order of the source.</summary>
    public ImmutableArray<Diagnostic> InOrder() =>
    [
        .. _diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, System.StringComparer.Ordinal),
    ];
}
