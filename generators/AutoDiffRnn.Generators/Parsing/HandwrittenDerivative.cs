using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiffRnn.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Methods marked <c>[DerivativeOf]</c>: which method each belongs to, and whether it fits.</summary>
internal static class HandwrittenDerivative
{
    public const string Attribute = "DerivativeOfAttribute";

    /// <summary>The derivative that the user wrote for a method; null if there is none that fits.</summary>
    public static IMethodSymbol? Of(IMethodSymbol method) => method.ContainingType is null ? null : method.ContainingType.GetMembers()
        .OfType<IMethodSymbol>()
        .FirstOrDefault(candidate => NameOfMethod(candidate) == method.Name && Problem(candidate, method) is null);

    /// <summary>Whether an argument has an adjoint: a number, vector or matrix, and no token, size or flag.</summary>
    public static bool HasAdjoint(IParameterSymbol parameter)
        => LanguageTypes.Of(parameter.Type) is LanguageType.Double or LanguageType.Vector or LanguageType.Matrix;

    /// <summary>Reports what is wrong with a derivative on its own.</summary>
    public static void Check(IMethodSymbol derivative, Problems problems, CancellationToken cancellation)
    {
        if (NameOfMethod(derivative) is not { } name || derivative.ContainingType is null)
            return;
        var methods = derivative.ContainingType.GetMembers(name).OfType<IMethodSymbol>().ToList();
        var problem = methods.Count == 0
            ? $"'{derivative.ContainingType.Name}' has no method of that name"
            : methods.Any(method => Problem(derivative, method) is null) ? null : Problem(derivative, methods[0]);
        if (problem is null || derivative.DeclaringSyntaxReferences.Length == 0)
            return;
        var at = derivative.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.Identifier
            : (SyntaxNodeOrToken)derivative.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        problems.Add(Descriptors.WrongDerivative, at, derivative.Name, name, problem);
    }

    private static string? NameOfMethod(IMethodSymbol derivative) => derivative.GetAttributes()
        .FirstOrDefault(attribute => LanguageTypes.Is(attribute.AttributeClass, Attribute))?.ConstructorArguments
        .Select(argument => argument.Value as string)
        .FirstOrDefault();

    // What is wrong with a derivative as that of a method; null if it fits.
    private static string? Problem(IMethodSymbol derivative, IMethodSymbol method)
    {
        if (!method.GetAttributes().Any(attribute => LanguageTypes.Is(attribute.AttributeClass, "DifferentiableAttribute")))
            return $"mark '{method.Name}' [Differentiable]";
        if (!derivative.IsStatic || derivative.IsGenericMethod)
            return "it is a static method without type parameters";
        if (LanguageTypes.Of(method.ReturnType) is not (LanguageType.Double or LanguageType.Vector or LanguageType.Matrix))
            return $"only a method that returns one Vector, Matrix or double has a hand-written derivative; let '{method.Name}' return one";
        var types = method.Parameters.Select(parameter => parameter.Type).Concat([method.ReturnType, method.ReturnType]).ToList();
        if (!derivative.Parameters.Select(parameter => parameter.Type).SequenceEqual(types, SymbolEqualityComparer.Default))
        {
            var expected = string.Join(", ", types.Select(LanguageTypes.Display));
            return $"it takes the arguments of '{method.Name}', its result and the adjoint of that: ({expected})";
        }

        var adjoints = method.Parameters.Where(HasAdjoint).Select(parameter => parameter.Type).ToList();
        var given = derivative.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Select(element => element.Type).ToList()
            : [derivative.ReturnType];
        return given.SequenceEqual(adjoints, SymbolEqualityComparer.Default) ? null : Returns(adjoints);
    }

    private static string Returns(List<ITypeSymbol> adjoints)
    {
        var types = string.Join(", ", adjoints.Select(LanguageTypes.Display));
        return $"it returns the adjoint of each argument that is a number, vector or matrix: {(adjoints.Count == 1 ? types : $"({types})")}";
    }
}
