using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>What parsing of a <c>[Differentiable]</c> method gives: the generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Model">What travels with the assembly; null if nothing does.</param>
/// <param name="Diagnostics">What is wrong whatever the method is called with, in the order of the source.</param>
internal readonly record struct ParsedFunction(FunctionModel? Model, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// Reads a method marked <c>[Differentiable]</c> alone, with sizes of its own that its body relates to each other. A cell of its own
/// project that calls it reads it again at the call; those of other projects take what is made here.
/// </summary>
internal static class FunctionParser
{
    // What is wrong with a body whatever numbers it is called with.
    private static readonly ImmutableHashSet<string> Always = ImmutableHashSet.Create(
        Descriptors.ControlFlow.Id, Descriptors.NotInLanguage.Id, Descriptors.Call.Id, Descriptors.SystemMath.Id, Descriptors.OutsideValue.Id,
        Descriptors.TooDeep.Id);

    /// <summary>Reads the method that a node declares. Nothing but cancellation is ever thrown, whatever the source.</summary>
    public static ParsedFunction Parse(SyntaxNode node, IMethodSymbol? method, SemanticModel semantics, CancellationToken cancellation)
    {
        var problems = new Problems();
        FunctionModel? model = null;
        try
        {
            if (node is MethodDeclarationSyntax declaration && method is not null && IsReadable(method))
                model = InvariantCulture.Run(() => Parse(declaration, method, semantics, problems, cancellation));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            CellParser.ReportFailure(problems, node, method?.Name ?? "", CellParser.Describe(failure));
        }

        return new ParsedFunction(model, problems.InOrder());
    }

    // A cell is read as one. What cannot be called from a cell is reported where one calls it.
    private static bool IsReadable(IMethodSymbol method) => method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary }
        && method.ContainingType is { Name.Length: > 0, IsImplicitClass: false }
        && !LanguageTypes.HasAttribute(method, LanguageTypes.CellAttribute)
        && Placement.SelfAndContainers(method.ContainingType).All(type => type.Arity == 0)
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.IsParams && parameter.Name.Length > 0
            && IsOfLanguage(parameter.Type));

    private static bool IsOfLanguage(ITypeSymbol type) => LanguageTypes.Of(type)
        is LanguageType.Double or LanguageType.Int or LanguageType.Bool or LanguageType.Vector or LanguageType.Matrix;

    private static FunctionModel? Parse(
        MethodDeclarationSyntax declaration, IMethodSymbol method, SemanticModel semantics, Problems problems, CancellationToken cancellation)
    {
        if (declaration.Body is null && declaration.ExpressionBody is null)
            return null;
        var signature = ReadSignature(declaration, method);
        var found = new Problems();
        var (program, _, _) = Lowering.Lower(
            signature, method, semantics.GetOperation(declaration, cancellation), semantics, found, cancellation);
        var dependsOnCall = method.Parameters.Any(parameter => LanguageTypes.Of(parameter.Type) is LanguageType.Int or LanguageType.Bool);
        var derivative = HandwrittenDerivative.Of(method)?.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        problems.Add(found, diagnostic => (IsIn(declaration, diagnostic) || (derivative is not null && IsIn(derivative, diagnostic)))
            && (!dependsOnCall || IsWrongForAnyCall(diagnostic)));
        var isTaken = Earlier(method) is not null;
        return program is null || isTaken || CallableParser.Of(method, signature, program) is not { } callable
            ? null
            : new FunctionModel(HintName(method, callable.Method), callable);
    }

    // What is wrong with a method that this one calls is reported for that one.
    private static bool IsIn(SyntaxNode declaration, Diagnostic diagnostic)
        => diagnostic.Location.SourceTree == declaration.SyntaxTree && declaration.Span.Contains(diagnostic.Location.SourceSpan);

    // A whole number or a condition is known where the method is called, and what is computed with it: what only a call tells is not wrong here.
    private static bool IsWrongForAnyCall(Diagnostic diagnostic) => Always.Contains(diagnostic.Id)
        && diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            is not (BinaryExpressionSyntax or PrefixUnaryExpressionSyntax);

    private static Signature ReadSignature(MethodDeclarationSyntax declaration, IMethodSymbol method)
    {
        var signature = new Signature();
        signature.TakenNames.UnionWith(method.Parameters.Select(parameter => parameter.Name));
        foreach (var parameter in method.Parameters)
        {
            var type = LanguageTypes.Of(parameter.Type);
            var (role, constant) = type == LanguageType.Int ? (Role.Constant, ConstantType.Int) : (Role.Input, ConstantType.None);
            var formal = new CellParameter(role, parameter.Name, ShapeOf(parameter.Name, type, signature), constant);
            signature.Parameters.Add(new SignatureParameter(parameter, formal, type, IsSound: true));
        }

        var elements = method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.Select(element => (element.Name, element.Type))
            : [("result", method.ReturnType)];
        foreach (var (name, type) in elements)
            signature.Results.Add(new SignatureResult(name, LanguageTypes.Of(type), null, declaration.ReturnType));
        return signature;
    }

    private static Shape ShapeOf(string name, LanguageType type, Signature signature) => type switch
    {
        LanguageType.Vector => Shape.Vector(signature.OpenSize(name + "Length", isKept: true)),
        LanguageType.Matrix => Shape.Matrix(signature.OpenSize(name + "Rows", isKept: false), signature.OpenSize(name + "Columns", isKept: false)),
        LanguageType.Bool => Shape.Scalar.Of(Element.Truth),
        _ => Shape.Scalar,
    };

    // Two methods of one name and the same parameters are the compiler's to report; the first of them has the file.
    private static IMethodSymbol? Earlier(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, method))
        .FirstOrDefault(other => other.GetDocumentationCommentId() == method.GetDocumentationCommentId());

    // Overloads, and names that differ only in case, have files of their own: the id tells them apart, as a number.
    private static string HintName(IMethodSymbol method, string id)
    {
        var hash = id.Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL));
        var owner = Placement.SelfAndContainers(method.ContainingType).Reverse().Select(type => type.Name);
        var parts = new[] { Placement.NamespaceOf(method) }.Where(space => space.Length > 0).Concat(owner).Append(method.Name);
        return $"{string.Join(".", parts)}.{hash.ToString("x16", CultureInfo.InvariantCulture)}";
    }
}
