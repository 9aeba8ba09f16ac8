using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Calls of the functions of <c>CellMath</c>.</content>
internal sealed partial class Lowering
{
    private Operand LowerCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!LanguageTypes.Is(method.ContainingType, LanguageTypes.Math))
            return LowerOwnCall(call);
        // The names of arguments in messages are parameters of the plain functions; they are not operands.
        var arguments = call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType != SpecialType.System_String)
            .OrderBy(argument => argument.Parameter?.Ordinal)
            .ToList();
        return (method.Name, arguments.Count) switch
        {
            ("Concat", 1) => Concat(call, arguments[0].Value),
            ("Split", 2) => Split(call, arguments[0].Value, arguments[1].Value),
            ("Zeros", 1) => Filled("0", arguments[0].Value),
            ("Ones", 1) => Filled("1", arguments[0].Value),
            ("Identity", 1) => Identity(arguments[0].Value),
            _ => LowerKnown(call, arguments),
        };
    }

    private Operand RefuseCall(IInvocationOperation call, string reason)
    {
        foreach (var argument in call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue))
        {
            if (LanguageTypes.Of(argument.Value.Type) is not (LanguageType.Other or LanguageType.Error))
                Lower(argument.Value);
        }

        var method = call.TargetMethod;
        var isMath = method.ContainingType is { Name: "Math" or "MathF", ContainingNamespace.Name: "System" };
        var name = method.MethodKind == MethodKind.DelegateInvoke ? UserText.Quote(call.Syntax) : method.Name;
        return isMath && KnownFunctions.Has(method.Name)
            ? Report(Descriptors.SystemMath, call.Syntax, $"{method.ContainingType.Name}.{method.Name}", method.Name)
            : Report(Descriptors.Call, call.Syntax, name, reason);
    }

    private Operand LowerKnown(IInvocationOperation call, List<IArgumentOperation> arguments)
    {
        // Read in the order in which they are written, as C# evaluates them.
        var read = arguments.OrderBy(argument => call.Arguments.IndexOf(argument))
            .ToDictionary(argument => argument, argument => Lower(argument.Value));
        var operands = arguments.Select(argument => AsNumber(read[argument])).ToList();
        if (operands.Any(operand => operand == Operand.Unknown))
            return Operand.Unknown;
        var name = call.TargetMethod.Name;
        if (!KnownFunctions.TryFind(name, operands.Count, out var function))
            return RefuseCall(call, "write it with the other functions of CellMath");
        if (name == "Where" && operands[0] is Known { Holds: var holds })
            return holds ? operands[1] : operands[2];
        var computed = operands.OfType<Computed>().ToList();
        if (computed.Count != operands.Count)
            return Refuse(call);
        // A class that is known when a network is created is an element by its place.
        if (name == "CrossEntropy" && computed[0] is { Shape.IsVector: true } logits && read[arguments[1]] is Whole { Size: var place })
        {
            return ElementAt(call, logits, arguments[0].Value, place) is Computed chosen
                ? new Computed(Make.LogSumExp(logits.Value) - chosen.Value)
                : Operand.Unknown;
        }

        if (name == "CrossEntropy" && computed[0].Shape.IsVector && computed[1].IsToken)
            computed[1] = new Computed(Index(computed[1].Value, computed[0].Shape.Width));
        var shown = arguments.Select((argument, i) => (argument.Value.Syntax, computed[i].Shape))
            .Where((_, i) => arguments[i].ArgumentKind != ArgumentKind.DefaultValue)
            .ToArray();
        return function.Problem([.. computed.Select(operand => operand.Shape)]) is { } problem
            ? ShapesDiffer(call, problem, shown)
            : new Computed(function.Build([.. computed.Select(operand => operand.Value)]));
    }

    private Operand Concat(IInvocationOperation call, IOperation argument)
    {
        var parts = Unconverted(argument) switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => default,
        };
        if (parts.IsDefaultOrEmpty)
            return Refuse(call);
        var operands = parts.Select(Lower).ToList();
        return operands.All(operand => operand is Computed { IsReal: true, Shape.IsVector: true })
            ? new Computed(Make.Concat([.. operands.Select(operand => ((Computed)operand).Value)]))
            : Operand.Unknown;
    }

    private Operand Split(IInvocationOperation call, IOperation argument, IOperation count)
    {
        var whole = Lower(argument);
        if (Bound(count, Dim.Zero) is not { } number || whole is not Computed { Value: var vector })
            return Operand.Unknown;
        if (number.Value is not { } parts || parts < 1 || parts > MaxParts)
        {
            return Report(Descriptors.NotASize, count.Syntax, UserText.Quote(count.Syntax), "the number of parts",
                $"write a whole number from 1 to {MaxParts}");
        }

        var length = vector.Shape.Width / number;
        if (vector.Shape.Width.Value % parts is > 0)
            return ShapesDiffer(call, $"it cannot be cut into {parts} equal parts", (argument.Syntax, vector.Shape));
        _builder.Require(SizeRule.Divides(UserText.Quote(call.Syntax), vector.Shape.Width, number));
        return new Several([.. Enumerable.Range(0, (int)parts)
            .Select(i => Dim.Constant(i) * length)
            .Select(start => new Computed(Make.Slice(vector, start, start + length)))]);
    }

    private Operand Filled(string number, IOperation length)
        => Length(length) is { } size ? new Computed(Composites.Filled(_builder, number, size)) : Operand.Unknown;

    private Operand Identity(IOperation size)
        => Length(size) is { } length ? new Computed(_builder.Apply(Operators.Identity, [], [length])) : Operand.Unknown;

    private Dim? Length(IOperation length)
    {
        if (Bound(length, Dim.Zero) is not { } size)
            return null;
        if (size.Value >= 1 || size.Value is null)
            return size;
        Report(Descriptors.NotASize, length.Syntax, UserText.Quote(length.Syntax), "a length", "a length is at least 1");
        return null;
    }

    private const int MaxParts = 64;
}
