using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>What of a method travels with its assembly.</summary>
internal static class CallableParser
{
    /// <summary>The method as other assemblies call it; null if they do not see it.</summary>
    public static Callable? Of(IMethodSymbol method, Signature signature, StepProgram program)
    {
        if (!IsVisible(method) || method.GetDocumentationCommentId() is not { } id)
            return null;
        var isCell = LanguageTypes.HasAttribute(method, LanguageTypes.CellAttribute);
        return new Callable(
            id,
            signature.Parameters.Select(parameter => Formal(parameter, isCell)).ToEquatable(),
            signature.Results.Select(result => result.Name).ToEquatable(),
            program);
    }

    /// <summary>Whether other assemblies see the method: it and all types around it are public.</summary>
    public static bool IsVisible(IMethodSymbol method) => method.DeclaredAccessibility == Accessibility.Public
        && Placement.SelfAndContainers(method.ContainingType).All(type => type.DeclaredAccessibility == Accessibility.Public);

    private static Formal Formal(SignatureParameter parameter, bool isCell) => new(
        isCell ? parameter.Parameter.Role : null,
        parameter.Symbol.Name,
        LanguageTypes.WordFor(parameter.Type),
        parameter.Parameter.Shape);
}
