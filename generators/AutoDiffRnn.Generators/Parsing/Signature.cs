using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>A parameter with the compiler's symbol, while the body is read.</summary>
/// <param name="IsSound">Whether role, type and sizes are right; if not, nothing is said about expressions it is in.</param>
internal sealed record SignatureParameter(IParameterSymbol Symbol, CellParameter Parameter, LanguageType Type, bool IsSound);

/// <summary>A result of the cell, by position.</summary>
/// <param name="State">The state whose next value it is; null for an output.</param>
/// <param name="At">Where the return type names it.</param>
internal sealed record SignatureResult(string Name, LanguageType Type, SignatureParameter? State, SyntaxNode At);

/// <summary>A cell's parameters, the dimensions that they name, and its results.</summary>
internal sealed class Signature
{
    public List<SignatureParameter> Parameters { get; } = [];

    /// <summary>The dimensions in the order in which the attributes name them first.</summary>
    public List<string> Dimensions { get; } = [];

    /// <summary>The sizes that the attributes leave open.</summary>
    public SizeInference Sizes { get; } = new();

    /// <summary>The results in order; empty if the return type is not one of a cell.</summary>
    public List<SignatureResult> Results { get; } = [];

    /// <summary>Whether two things share a name, so that the members of the network cannot be named.</summary>
    public bool HasClashes { get; set; }

    public IEnumerable<SignatureParameter> States => Parameters.Where(parameter => parameter.Parameter.Role == Role.State);

    /// <summary>The names that an open size may not have: those of the parameters and those in the sizes that are written.</summary>
    public HashSet<string> TakenNames { get; } = new(StringComparer.Ordinal);

    /// <summary>A size that is not written, under a name of its own.</summary>
    /// <param name="name">The name that says best what it is.</param>
    /// <param name="isKept">Whether this name is rather kept than that of another open size that is the same.</param>
    public Dim OpenSize(string name, bool isKept)
    {
        while (!TakenNames.Add(name))
            name += "_";
        Sizes.Add(name, isKept);
        Dimensions.Add(name);
        return Dim.Named(name);
    }

    /// <summary>Gives parameters and results the sizes that were found by now, in the place of those that were left open.</summary>
    public void ApplySizes()
    {
        for (var i = 0; i < Parameters.Count; i++)
            Parameters[i] = Known(Parameters[i]);
        for (var i = 0; i < Results.Count; i++)
            Results[i] = Results[i] with { State = Results[i].State is { } state ? Known(state) : null };
        Dimensions.RemoveAll(name => !Sizes.IsDimension(name));

        SignatureParameter Known(SignatureParameter parameter)
            => parameter with { Parameter = parameter.Parameter with { Shape = Sizes.Apply(parameter.Parameter.Shape) } };
    }
}
