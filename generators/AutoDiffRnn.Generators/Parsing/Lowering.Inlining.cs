using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>
/// Calls of local functions, of <c>[Differentiable]</c> methods and of other cells: their bodies are read in the place of the call.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>How deep calls may be nested.</summary>
    public const int MaxCalls = 32;

    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    // The results of calls that have no name of the caller's yet.
    private readonly HashSet<int> _results = [];
    private Frame _frame = new(null, 0);
    private int _calls;

    private Operand LowerOwnCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Refusal(call) is { } refusal)
            return RefuseCall(call, refusal);
        var isForeign = IsForeign(method);
        var body = isForeign ? null : BodyOf(method);
        if (!isForeign && body is null)
            return RefuseCall(call, "it has no body; give it one");
        var arguments = new (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[method.Parameters.Length];
        // In the order in which the call names them, as C# evaluates them.
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
                arguments[parameter.Ordinal] = (parameter.OriginalDefinition, Lower(argument.Value), argument.Value.Syntax);
        }

        if (arguments.Any(argument => argument.Value is null))
            return Operand.Unknown;
        if (isForeign)
            return LowerForeignCall(call, arguments);
        if (_calls >= MaxCalls)
            return Report(Descriptors.CallTooDeep, call.Syntax, method.Name, MaxCalls);
        return IsCell(method) && !FitsCell(method, arguments) ? Operand.Unknown : Inline(call, method, body!, arguments);
    }

    // Why a method cannot be called, if it cannot.
    private static string? Refusal(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind != MethodKind.LocalFunction)
        {
            if (!HasAttribute(method, "DifferentiableAttribute") && !IsCell(method))
            {
                return method.DeclaringSyntaxReferences.Length > 0 && method is { IsStatic: true, IsGenericMethod: false }
                    ? "mark it [Differentiable], so that its body is read in the place of the call"
                    : "write its formula here, with the functions and operators of CellMath";
            }

            if (!method.IsStatic)
                return "it is not static; add 'static'";
        }

        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
            return "it is generic; write it for Vector, Matrix, double, int or bool";
        return method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.IsParams)
            ? "it takes a parameter by reference or with params; return what it assigns, in a tuple"
            : null;
    }

    private static bool HasAttribute(IMethodSymbol method, string name)
        => method.GetAttributes().Any(attribute => LanguageTypes.Is(attribute.AttributeClass, name));

    private static bool IsCell(IMethodSymbol method) => HasAttribute(method, LanguageTypes.CellAttribute);

    private IOperation? BodyOf(IMethodSymbol method)
    {
        method = method.PartialImplementationPart ?? method;
        if (_bodies.TryGetValue(method, out var body))
            return body;
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        var operation = Semantics(syntax.SyntaxTree)?.GetOperation(syntax, _cancellation);
        body = operation is ILocalFunctionOperation function ? function.Body : operation;
        RegisterFunctions(body);
        return _bodies[method] = body;
    }

    // The functions within a body, as its own tree has them: their variables are those that the body assigns.
    private void RegisterFunctions(IOperation? body)
    {
        foreach (var function in body?.Descendants().OfType<ILocalFunctionOperation>() ?? [])
            _bodies[function.Symbol] = function.Body;
    }

    private SemanticModel? Semantics(SyntaxTree tree) => tree == _semantics?.SyntaxTree ? _semantics : _semantics?.Compilation.GetSemanticModel(tree);

    private Operand Inline(
        IInvocationOperation call,
        IMethodSymbol method,
        IOperation body,
        (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments)
    {
        var outside = (_frame, _exit, _path, _taken, _branches, _branchesAroundLoop, _depth, _cell, _builder.Origin);
        var rounds = _rounds.ToList();
        var first = _builder.Count;
        _variables.Open();
        _expansions.Push(call.Syntax);
        CountStatement();
        _calls++;
        (_frame, _taken, _branches, _branchesAroundLoop, _cell) = (new Frame(method, _variables.Depth - 1), null, 0, 0, method.Name);
        _depth = 0;
        _rounds.Clear();
        foreach (var (parameter, value, _) in arguments)
            Assign(parameter, value);
        LowerBody(body);
        var result = FoldReturns(call.Syntax);
        _rounds.AddRange(rounds);
        _calls--;
        _expansions.Pop();
        (_frame, _exit, _path, _taken, _branches, _branchesAroundLoop, _depth, _cell, _builder.Origin) = outside;
        Restore(method);
        if (HandwrittenDerivative.Of(method) is { } derivative)
            result = WithDerivative(call.Syntax, derivative, result, arguments);
        NoteResults(result, first);
        return result;
    }

    // What the function declares is gone; what it captured and assigned stays.
    private void Restore(IMethodSymbol method)
    {
        foreach (var (variable, value) in _variables.Undo())
        {
            if (!IsOwn(variable, method))
                _variables.Assign(variable, value);
        }
    }

    private static bool IsOwn(ISymbol variable, IMethodSymbol method)
    {
        for (var owner = variable.ContainingSymbol; owner is IMethodSymbol; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, method) || SymbolEqualityComparer.Default.Equals(owner, method.OriginalDefinition))
                return true;
        }

        return false;
    }

    // A result made by the call takes the name that the caller gives it.
    private void NoteResults(Operand result, int first)
    {
        if (result is Several { Items: var items })
        {
            foreach (var item in items)
                NoteResults(item, first);
        }
        else if (result is Computed { Value.Number: var number } && number >= first)
            _results.Add(number);
    }

    // The first return whose condition holds, and what it left in captured variables; the last one needs no condition.
    private Operand FoldReturns(SyntaxNode at)
    {
        var returns = _frame.Returns;
        var isVoid = _frame.Method is { ReturnsVoid: true };
        if (isVoid && _exit != Exit.Return)
            returns.Add(new Result(null, Operand.Nothing, Captured()));
        if (returns.Count == 0)
            return Operand.Unknown;
        var captured = returns.SelectMany(item => item.Captured.Keys).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
        var result = returns[returns.Count - 1].Value;
        var variables = captured.ToDictionary<ISymbol, ISymbol, Operand?>(
            variable => variable, variable => Left(returns[returns.Count - 1], variable), SymbolEqualityComparer.Default);
        for (var i = returns.Count - 2; i >= 0; i--)
        {
            result = isVoid ? result : Select(returns[i].Taken, returns[i].Value, result, at, "the result");
            foreach (var variable in captured)
            {
                variables[variable] = Left(returns[i], variable) is { } early && variables[variable] is { } late
                    ? Select(returns[i].Taken, early, late, at, variable.Name)
                    : null;
            }
        }

        foreach (var variable in captured)
            _variables.Assign(variable, variables[variable]);
        return isVoid ? Operand.Nothing : Decided(result, at);
    }

    // What a return left in a captured variable: what it assigned, or what the variable held before the call.
    private Operand? Left(Result result, ISymbol variable)
        => result.Captured.TryGetValue(variable, out var value) ? value : _variables.Before(variable, _frame.Depth);

    // The variables from outside that this call has assigned so far.
    private Dictionary<ISymbol, Operand?> Captured()
    {
        var captured = new Dictionary<ISymbol, Operand?>(SymbolEqualityComparer.Default);
        if (_frame.Method is not { MethodKind: MethodKind.LocalFunction } method)
            return captured;
        foreach (var (variable, value) in _variables.ChangesSince(_frame.Depth))
        {
            if (!IsOwn(variable, method))
                captured[variable] = value;
        }

        return captured;
    }

    // The sizes that another cell's attributes name.
    private bool FitsCell(IMethodSymbol method, (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments)
    {
        var signature = new Signature();
        signature.TakenNames.UnionWith(method.Parameters.SelectMany(ParameterParser.NamesIn));
        var problems = new Problems();
        var parser = new ParameterParser(signature, problems);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.DeclaringSyntaxReferences[0].GetSyntax(_cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax syntax)
                parser.Read(parameter, syntax);
        }

        var shapes = signature.Parameters.Where(parameter => parameter.IsSound)
            .ToDictionary(parameter => parameter.Symbol.Ordinal, parameter => parameter.Parameter.Shape);
        var binding = new SizeBinding();
        foreach (var parameter in signature.Parameters.Where(parameter => parameter.Parameter.ConstantType == ConstantType.Int))
        {
            if (arguments[parameter.Symbol.Ordinal].Value is Whole whole)
                binding.Bind(ReservedNames.OfConstant(parameter.Symbol.Name), whole.Size, parameter.Symbol.Ordinal);
        }

        return BindsSizes(method, binding, arguments, i => shapes.TryGetValue(i, out var shape) ? shape : Shape.Index);
    }

    // A method that is being read.
    private sealed class Frame(IMethodSymbol? method, int depth)
    {
        public IMethodSymbol? Method { get; } = method;

        public int Depth { get; } = depth;

        public List<Result> Returns { get; } = [];
    }

    // A return: the condition under which it is reached, unless an earlier one was.
    private sealed record Result(Value? Taken, Operand Value, Dictionary<ISymbol, Operand?> Captured);
}
