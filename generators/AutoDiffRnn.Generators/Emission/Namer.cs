using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Every identifier that generated code invents: close to the name that was wished, and never one that is taken.</summary>
internal sealed class Namer
{
    private readonly TakenNames _taken;

    /// <summary>Starts with names that are the user's; operators' names are taken by the runtime's functions.</summary>
    public Namer(IEnumerable<string> taken) => _taken = new TakenNames(taken.Concat(Operators.All.Keys));

    /// <summary>An identifier that nothing else has, as close to <paramref name="wish"/> as can be.</summary>
    public string Unique(string wish)
    {
        var name = Identifier(wish);
        if (ReservedNames.Contains(name))
            name += "_";
        return _taken.Take(name, name);
    }

    /// <summary>Takes a name that sizes are written with, as it is.</summary>
    public string Exactly(string name) => _taken.Take(name, name);

    /// <summary>A name of the user's as an identifier: a keyword gets its @.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Identifier(string wish)
    {
        var name = new string([.. wish.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_')]);
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }
}
