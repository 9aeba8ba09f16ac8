using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Reads a method marked <c>[RnnCell]</c>: C# in, a <see cref="CellModel"/> and diagnostics out.</summary>
internal static class CellParser
{
    /// <summary>Reads the cell that a node declares. Nothing but cancellation is ever thrown, whatever the source.</summary>
    public static ParsedCell Parse(SyntaxNode node, IMethodSymbol? method, SemanticModel semantics, CancellationToken cancellation)
    {
        // Where an attribute for methods stands at something else, the compiler says so.
        var problems = new Problems();
        CellModel? model = null;
        var places = new List<Location>();
        try
        {
            if (node is MethodDeclarationSyntax declaration && method is { ContainingType.IsImplicitClass: false })
            {
                model = InvariantCulture.Run(() => Parse(declaration, method, semantics, problems, places, cancellation));
            }
            else if (method is { MethodKind: not MethodKind.Constructor })
            {
                const string reason = "only a method that a type declares can be one; move the code to such a method";
                var at = node is LocalFunctionStatementSyntax function ? function.Identifier
                    : node is OperatorDeclarationSyntax declared ? declared.OperatorToken
                    : node.GetFirstToken();
                problems.Add(Descriptors.NotACell, at, node is OperatorDeclarationSyntax ? "operator " + at.ValueText : method.Name, reason);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ReportFailure(problems, node, method?.Name ?? "", Describe(failure));
        }

        return new ParsedCell(model, problems.InOrder(), [.. places]);
    }

    /// <summary>Reports a fault of the generator itself at a cell's name.</summary>
    public static void ReportFailure(Problems problems, SyntaxNode node, string cell, string failure)
    {
        var at = node is MethodDeclarationSyntax method ? method.Identifier : node.GetFirstToken();
        problems.Add(Descriptors.InternalError, at, cell, failure);
    }

    /// <summary>A fault in the words of its report.</summary>
    public static string Describe(Exception failure)
        => $"{failure.GetType().Name}: {failure.Message.Replace("\r", "").Replace('\n', ' ')}";

    private static CellModel? Parse(
        MethodDeclarationSyntax declaration,
        IMethodSymbol method,
        SemanticModel semantics,
        Problems problems,
        List<Location> places,
        CancellationToken cancellation)
    {
        var placement = Placement.Of(method, declaration, problems);
        CheckMethod(declaration, method, problems);
        var signature = ReadSignature(declaration, method, problems);
        var isSound = problems.Count == 0;
        var (program, shapes) = LowerBody(declaration, method, signature, semantics, problems, places, cancellation);
        if (program is not null)
            ReportUnknownSizes(signature, problems);
        var isFirst = ReportClash(declaration, method, semantics.Compilation, problems);
        if (placement is null || signature.HasClashes || !isFirst || method.Name.Length == 0)
            return null;
        var outputs = signature.Results.Select((result, i) => (Result: result, Shape: shapes[i]))
            .Where(item => item.Result.State is null)
            .Select(item => new CellOutput(item.Result.Name, item.Shape ?? NearestShape(item.Result.Type)));
        var isWhole = isSound && problems.Count == 0;
        return new CellModel(
            placement.Namespace,
            placement.ContainingTypes,
            placement.Visibility,
            method.ContainingType.Name,
            method.Name,
            UserText.Summary(declaration),
            signature.Dimensions.ToEquatable(),
            signature.Parameters.Select(parameter => parameter.Parameter).ToEquatable(),
            outputs.ToEquatable(),
            isWhole ? program : null)
        {
            Callable = isWhole && program is not null ? CallableParser.Of(method, signature, program) : null,
            Disabled = DisabledPasses.Of(method),
            Measure = MeasuredCells.Of(method),
        };
    }

    private static void CheckMethod(MethodDeclarationSyntax declaration, IMethodSymbol method, Problems problems)
    {
        var name = declaration.Identifier;
        if (!method.IsStatic)
            problems.Add(Descriptors.NotACell, name, method.Name, "it is not static; add 'static'");
        if (declaration.Body is null && declaration.ExpressionBody is null && !declaration.SemicolonToken.IsMissing)
            problems.Add(Descriptors.NotACell, name, method.Name, "it has no body here; put [RnnCell] on the declaration that has one");
    }

    private static Signature ReadSignature(MethodDeclarationSyntax declaration, IMethodSymbol method, Problems problems)
    {
        var signature = new Signature();
        signature.TakenNames.UnionWith(method.Parameters.SelectMany(ParameterParser.NamesIn));
        var parameters = new ParameterParser(signature, problems);
        foreach (var parameter in method.Parameters)
            parameters.Read(parameter, declaration.ParameterList.Parameters[parameter.Ordinal]);
        new ResultParser(signature, problems).Read(method, declaration.ReturnType);
        return signature;
    }

    private static void ReportUnknownSizes(Signature signature, Problems problems)
    {
        foreach (var parameter in signature.Parameters.Where(parameter => parameter.Parameter.Shape.Sizes.Any(IsUnknown)))
            ParameterParser.ReportUnknownSizes(parameter, problems);

        bool IsUnknown(Dim size) => size.Names.Any(signature.Sizes.IsUnknown);
    }

    // A fault in the lowering costs the program, not the network's interface.
    private static (StepProgram? Program, Shape?[] Shapes) LowerBody(
        MethodDeclarationSyntax declaration,
        IMethodSymbol method,
        Signature signature,
        SemanticModel semantics,
        Problems problems,
        List<Location> places,
        CancellationToken cancellation)
    {
        try
        {
            var body = semantics.GetOperation(declaration, cancellation);
            var (program, shapes, statements) = Lowering.Lower(signature, method, body, semantics, problems, cancellation);
            places.AddRange(statements);
            return (program, [.. shapes]);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ReportFailure(problems, declaration, method.Name, Describe(failure));
            return (null, new Shape?[signature.Results.Count]);
        }
    }

    private static bool ReportClash(MethodDeclarationSyntax declaration, IMethodSymbol method, Compilation compilation, Problems problems)
    {
        if (Clashes.EarlierCell(method, compilation) is not { } earlier)
            return true;
        problems.Add(Descriptors.CellsClash, declaration.Identifier,
            $"{method.ContainingType.Name}.{method.Name}", $"{earlier.ContainingType.Name}.{earlier.Name}", Clashes.NetworkName(method));
        return false;
    }

    // The body did not say; the network needs the member all the same.
    private static Shape NearestShape(LanguageType type) => type switch
    {
        LanguageType.Double => Shape.Scalar,
        LanguageType.Matrix => Shape.Matrix(Dim.One, Dim.One),
        _ => Shape.Vector(Dim.One),
    };
}
