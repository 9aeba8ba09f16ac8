using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Reads a cell's return type: which result is whose next value, and which are outputs.</summary>
internal sealed class ResultParser(Signature signature, Problems problems)
{
    private const string NameEach = "return a tuple that names the next value of each state";

    private const string MarkOrName
        = "mark the parameter whose next value it is [State], or return a tuple that names the outputs, as in (Vector y, double z)";

    private const string SingleOrTuple
        = "return the next value of its state, or a tuple with one for each state and the outputs, as in (Vector h, Vector y)";

    public void Read(IMethodSymbol method, TypeSyntax syntax)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            Report(syntax, $"Cell '{method.Name}' returns by reference; remove 'ref'");
        else if (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple)
            ReadTuple(tuple, syntax);
        else if (LanguageTypes.Of(method.ReturnType) != LanguageType.Error)
            ReadSingle(method, syntax);
        CheckNames();
    }

    private void ReadTuple(INamedTypeSymbol tuple, TypeSyntax syntax)
    {
        var elements = (syntax as TupleTypeSyntax)?.Elements;
        for (var i = 0; i < tuple.TupleElements.Length; i++)
        {
            var element = tuple.TupleElements[i];
            var at = elements is { } list && i < list.Count ? (SyntaxNode)list[i] : syntax;
            if (element.IsExplicitlyNamedTupleElement)
                ReadElement(element, at);
            else
                Report(at, $"Element {i + 1} of the returned tuple has no name; name it after the state whose next value it is, or as an output");
        }

        // An element without a name may be the one that is missing.
        if (signature.Results.Count < tuple.TupleElements.Length)
            return;
        foreach (var state in signature.States.Where(state => signature.Results.All(result => result.State != state)))
            ReportMissing(state);
    }

    private void ReadElement(IFieldSymbol element, SyntaxNode at)
    {
        var type = LanguageTypes.Of(element.Type);
        var state = signature.States.FirstOrDefault(parameter => parameter.Symbol.Name == element.Name);
        var isAllowed = type is LanguageType.Matrix or LanguageType.Vector or LanguageType.Double or LanguageType.Error;
        if (!isAllowed)
            Report(at, $"The result '{element.Name}' is of type '{LanguageTypes.Display(element.Type)}'; return a Vector, a Matrix or a double");
        else if (state is { IsSound: true } && type != LanguageType.Error && type != state.Type)
            ReportChange(at, state, element.Type);
        signature.Results.Add(new SignatureResult(element.Name, type, state, at));
    }

    // At the element whose name is miscased; where there is none, at the state.
    private void ReportMissing(SignatureParameter state)
    {
        var name = state.Symbol.Name;
        var miscased = signature.Results
            .FirstOrDefault(result => result.State is null && string.Equals(result.Name, name, StringComparison.OrdinalIgnoreCase));
        if (miscased is not null)
        {
            problems.Add(Descriptors.StateNotReturned, miscased.At, name,
                $"the element '{miscased.Name}' of the returned tuple differs from it in case; write '{name}'");
        }
        else
            problems.Add(Descriptors.StateNotReturned, state.Symbol.Locations[0], name, $"name an element of the returned tuple '{name}'");
    }

    private void ReadSingle(IMethodSymbol method, TypeSyntax syntax)
    {
        var states = signature.States.ToList();
        var type = LanguageTypes.Of(method.ReturnType);
        var isAllowed = type is LanguageType.Matrix or LanguageType.Vector or LanguageType.Double;
        if (!isAllowed)
            Report(syntax, $"Cell '{method.Name}' returns '{LanguageTypes.Display(method.ReturnType)}'; {SingleOrTuple}");
        else if (states.Count == 0)
            ReportNoState(method, syntax);
        else if (states.Count != 1)
            Report(syntax, $"Cell '{method.Name}' returns one value but has {states.Count} states; {NameEach}");
        else if (states[0].IsSound && type != states[0].Type)
            ReportChange(syntax, states[0], method.ReturnType);
        if (isAllowed && states.Count == 1)
            signature.Results.Add(new SignatureResult(states[0].Symbol.Name, type, states[0], syntax));
    }

    // A parameter whose role is wrong may be the state; that is reported.
    private void ReportNoState(IMethodSymbol method, TypeSyntax syntax)
    {
        if (signature.Parameters.Count == method.Parameters.Length)
            Report(syntax, $"Cell '{method.Name}' returns one value but has no state; {MarkOrName}");
    }

    private void Report(SyntaxNode at, string problem) => problems.Add(Descriptors.WrongResult, at, problem);

    private void ReportChange(SyntaxNode at, SignatureParameter state, ITypeSymbol type) => problems.Add(
        Descriptors.StateChangesShape, at, state.Symbol.Name, LanguageTypes.Display(type), LanguageTypes.Display(state.Symbol.Type));

    // Each name becomes a member or an argument of the network.
    private void CheckNames()
    {
        foreach (var result in signature.Results.Where(result => result.State is null))
        {
            if (signature.Parameters.FirstOrDefault(parameter => parameter.Symbol.Name == result.Name) is { } parameter)
                ReportTwice(result.At, result.Name, "an output", parameter.Parameter.Role);
        }

        foreach (var constant in signature.Parameters.Where(parameter => parameter.Parameter.Role == Role.Constant))
        {
            if (signature.Dimensions.Contains(constant.Symbol.Name))
                ReportTwice(constant.Symbol.DeclaringSyntaxReferences[0].GetSyntax(), constant.Symbol.Name, "a dimension", Role.Constant);
        }

        var names = signature.Parameters.Select(parameter => parameter.Symbol.Name);
        // Two parameters or elements of one name are the compiler's to report.
        signature.HasClashes |= HasTwice(names) || HasTwice(signature.Results.Select(result => result.Name));
    }

    private void ReportTwice(SyntaxNode at, string name, string first, Role role)
    {
        signature.HasClashes = true;
        problems.Add(Descriptors.NameUsedTwice, at, name, first, role == Role.Input ? "an input" : $"a {role.ToString().ToLowerInvariant()}");
    }

    private static bool HasTwice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.Any(name => !seen.Add(name));
    }
}
