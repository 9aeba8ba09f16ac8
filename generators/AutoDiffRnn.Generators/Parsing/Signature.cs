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

    /// <summary>The results in order; empty if the return type is not one of a cell.</summary>
    public List<SignatureResult> Results { get; } = [];

    /// <summary>Whether two things share a name, so that the members of the network cannot be named.</summary>
    public bool HasClashes { get; set; }

    public IEnumerable<SignatureParameter> States => Parameters.Where(parameter => parameter.Parameter.Role == Role.State);
}
