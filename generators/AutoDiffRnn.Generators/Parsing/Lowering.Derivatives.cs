using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Derivatives that the user wrote: read as programs of their own, which stand beside the value of a call.</content>
internal sealed partial class Lowering
{
    // The result of a call whose derivative is written by hand: a value of its own, with the program that passes its adjoint on.
    private Operand WithDerivative(
        SyntaxNode at,
        IMethodSymbol derivative,
        Operand result,
        (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments)
    {
        if (AsNumber(result) is not Computed { IsReal: true, Value: var value } || arguments.Any(argument => argument.Value == Operand.Unknown)
            || BodyOf(derivative) is not { } body)
            return Operand.Unknown;
        var bindings = new List<Binding>();
        var inner = new Lowering(new Signature(), derivative.Name, _semantics, _problems, _cancellation)
        {
            _frame = new Frame(derivative, 0),
            _calls = _calls + 1,
        };
        if (_path is { } path)
            inner._path = inner.Stand(bindings, "taken", path);
        foreach (var (parameter, operand, _) in arguments)
        {
            var given = HandwrittenDerivative.HasAdjoint(parameter) ? AsNumber(operand) : operand;
            inner._variables.Assign(derivative.Parameters[parameter.Ordinal], given is Computed { Value: var argument }
                ? new Computed(inner.Stand(bindings, parameter.Name, argument))
                : given);
        }

        var parameters = derivative.Parameters;
        var (y, dy) = (parameters[parameters.Length - 2], parameters[parameters.Length - 1]);
        inner._variables.Assign(y, new Computed(inner._builder.Leaf(Operators.Input, Override.Result, value.Shape)));
        inner._variables.Assign(dy, new Computed(inner._builder.Leaf(Operators.Input, Override.Adjoint, value.Shape)));
        inner.RegisterFunctions(body);
        inner.LowerBody(body);
        var adjoints = inner.FoldReturns(at);
        _hasUnknown |= inner._hasUnknown;
        var differentiable = arguments.Where(argument => HandwrittenDerivative.HasAdjoint(argument.Parameter)).ToArray();
        if (!inner.BindAdjoints(at, derivative, adjoints, differentiable, this))
            return Operand.Unknown;
        var program = inner._builder.Build();
        foreach (var rule in program.SizeRules)
            _builder.Require(rule);
        var copy = _builder.Copy(value);
        _builder.Overrides.Add(new Override(copy.Number, bindings.ToEquatable(), program));
        return new Computed(copy);
    }

    // An input of the derivative's program that stands for a value of the cell's.
    private Value Stand(List<Binding> bindings, string name, Value value)
    {
        // No parameter can have a name with a dot, as the result and the adjoint have none.
        return StandAs(bindings, "argument." + name, value);
    }

    private Value StandAs(List<Binding> bindings, string name, Value value)
    {
        bindings.Add(new Binding(name, value.Number));
        return _builder.Leaf(Operators.Input, name, value.Shape);
    }

    // The outputs of the derivative's program: the adjoint of each argument, in its shape.
    private bool BindAdjoints(
        SyntaxNode at,
        IMethodSymbol derivative,
        Operand adjoints,
        (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments,
        Lowering caller)
    {
        var items = adjoints is Several { Items: var several } ? several : [adjoints];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (parameter, operand, syntax) = arguments[i];
            if (i >= items.Count || AsNumber(items[i]) is not Computed { IsReal: true } adjoint || caller.AsNumber(operand) is not Computed argument)
                return false;
            if (!adjoint.Shape.Equals(argument.Shape))
            {
                Report(Descriptors.ShapesDiffer, at, UserText.Quote(at), $"{UserText.Quote(syntax)} is a {argument.Shape}",
                    $"'{derivative.Name}' returns a {adjoint.Shape} as the adjoint of '{parameter.Name}'");
                return false;
            }

            _builder.Outputs.Add(new Binding("argument." + parameter.Name, adjoint.Value.Number));
        }

        return true;
    }
}
