using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Calls of cells and <c>[Differentiable]</c> methods of other assemblies: their programs are repeated in the place of the call.</content>
internal sealed partial class Lowering
{
    private bool IsForeign(IMethodSymbol method) => method.MethodKind != MethodKind.LocalFunction
        && (method.DeclaringSyntaxReferences.Length == 0
            || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _semantics?.Compilation.Assembly));

    // A cell or function of another assembly, whose source is not at hand.
    private Operand LowerForeignCall(IInvocationOperation call, (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments)
    {
        var (callable, problem) = ForeignPrograms.Find(call.TargetMethod.OriginalDefinition);
        if (problem is not null)
            return Report(problem.Descriptor, call.Syntax, problem.Arguments);
        var isSound = true;
        for (var i = 0; i < arguments.Length; i++)
            isSound &= FitsFormal(callable!.Parameters[i], arguments[i].Value, arguments[i].Syntax);
        if (!isSound)
            return Operand.Unknown;
        try
        {
            var binding = new SizeBinding();
            for (var i = 0; i < arguments.Length; i++)
            {
                if (arguments[i].Value is Whole whole && callable!.Parameters[i].IsWhole)
                    binding.Bind(ReservedNames.OfConstant(callable.Parameters[i].Name), whole.Size, i);
            }

            return BindsSizes(call.TargetMethod, binding, arguments, i => callable!.Parameters[i].Shape)
                ? Repeat(call, callable!, binding, arguments)
                : Operand.Unknown;
        }
        catch (OverflowException)
        {
            return Report(Descriptors.NotASize, call.Syntax, UserText.Quote(call.Syntax), "computed", "a number is too large");
        }
    }

    // Whether an argument is what the parameter takes, as far as C# does not see to it; what is unknown says no more.
    private bool FitsFormal(Formal formal, Operand argument, SyntaxNode at)
    {
        if (argument == Operand.Unknown)
            return false;
        var fits = formal.Type switch
        {
            Formal.WholeType when formal.IsWhole => argument is Whole,
            Formal.WholeType => AsToken(argument) is not null,
            "bool" => IsCondition(argument),
            "double" => AsNumber(argument) is Computed { IsReal: true, Shape.IsScalar: true },
            _ => argument is Computed { Shape: var shape } && shape.Element == formal.Shape.Element && shape.Rank == formal.Shape.Rank,
        };
        if (fits)
            return true;
        if (argument is Computed { IsToken: true })
        {
            Report(Descriptors.NotASize, at, UserText.Quote(at), $"'{formal.Name}'",
                "write it with whole numbers, [Constant] int parameters, and .Length, .Rows or .Columns");
        }
        else
        {
            Report(Descriptors.NotInLanguage, at, UserText.Quote(at), $"'{formal.Name}' takes a value of type '{formal.Type}'");
        }

        return false;
    }

    // The sizes that another method names are those of the arguments, each name one size.
    private bool BindsSizes(
        IMethodSymbol method,
        SizeBinding binding,
        (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments,
        Func<int, Shape> formal)
    {
        binding.Bind(Enumerable.Range(0, arguments.Length)
            .Where(i => arguments[i].Value is Computed)
            .Select(i => (i, formal(i), ((Computed)arguments[i].Value).Shape)));
        foreach (var clash in binding.Clashes)
        {
            if (clash.Bound is { } size && _signature.Sizes.Unify([(size, clash.Actual)]))
                continue;
            var (_, value, syntax) = arguments[clash.Parameter];
            var what = $"'{clash.Formal}' of {(IsCell(method) ? "cell " : "")}'{method.Name}'";
            var by = clash.By >= 0 ? $"its argument '{arguments[clash.By].Parameter.Name}'" : "its other arguments";
            Report(Descriptors.ShapesDiffer, syntax, UserText.Quote(syntax), $"it is a {((Computed)value).Shape}", clash.Bound is { } bound
                ? $"{what} is {bound} by {by}, but {clash.Actual} by this one"
                : $"{what} cannot be {clash.Actual}");
        }

        return binding.Clashes.Count == 0;
    }

    private Operand Repeat(
        IInvocationOperation call,
        Callable callable,
        SizeBinding binding,
        (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] arguments)
    {
        var program = callable.Program;
        var (origin, first) = (_builder.Origin, _builder.Count);
        _expansions.Push(call.Syntax);
        foreach (var rule in program.SizeRules)
            Require(rule.With(new([.. rule.Sizes.Select(binding.Apply)])), call);
        var operands = Repeat(program, new Repetition(call, binding, leaf => ArgumentOf(leaf.Symbol)));
        _expansions.Pop();
        _builder.Origin = origin;
        var bindings = program.NextStates.Concat(program.Outputs).ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
        List<Operand> values = [.. callable.Results.Select(name => operands[bindings[name]])];
        var result = call.TargetMethod.ReturnType.IsTupleType ? new Several(values) : values[0];
        NoteResults(result, first);
        return result;

        Operand ArgumentOf(string name) => Enumerable.Range(0, arguments.Length)
            .Where(i => callable.Parameters[i].Name == name)
            .Select(i => arguments[i].Value)
            .FirstOrDefault() ?? Operand.Unknown;
    }

    private void Require(SizeRule? rule, IInvocationOperation call)
    {
        _builder.Require(rule);
        if (rule is { IsBroken: true })
            Report(Descriptors.ShapesDiffer, call.Syntax, UserText.Quote(call.Syntax), $"in it is '{rule.Where}'", $"that needs {rule.Expected}");
    }

    // All instructions of another program: what stands for each of them here.
    private Operand[] Repeat(StepProgram program, Repetition repetition)
    {
        var statements = program.Statements.Select(text =>
        {
            CountStatement();
            Begin(text, repetition.Call.Syntax);
            return _builder.Origin;
        }).ToList();
        var results = new HashSet<int>(program.Roots);
        var overrides = program.Overrides.ToDictionary(handwritten => handwritten.Value);
        var operands = new Operand[program.Instructions.Count];
        for (var number = 0; number < operands.Length; number++)
        {
            var instruction = program[number];
            if (instruction.Origin >= 0)
                _builder.Origin = statements[instruction.Origin];
            operands[number] = Repeat(instruction, operands, repetition);
            if (overrides.TryGetValue(number, out var handwritten))
                operands[number] = RepeatDerivative(handwritten, operands, repetition);
            // A result has the name that the caller gives it.
            if (operands[number] is Computed computed && instruction.Name is { } name && !results.Contains(number))
                _builder.Named(computed.Value, name);
        }

        return operands;
    }

    // The value in a place of its own, with the program that passes its adjoint on: over stand-ins of what the value's arguments are here.
    private Operand RepeatDerivative(Override handwritten, Operand[] operands, Repetition repetition)
    {
        if (AsNumber(operands[handwritten.Value]) is not Computed { Value: var value })
            return Operand.Unknown;
        var bindings = new List<Binding>();
        var inner = new Lowering(new Signature(), _cell, _semantics, _problems, _cancellation);
        var stands = new Dictionary<string, Operand>(StringComparer.Ordinal);
        foreach (var (name, number) in handwritten.Arguments.Select(argument => (argument.Name, argument.Value)))
            stands[name] = operands[number] is Computed { Value: var argument } ? new Computed(inner.StandAs(bindings, name, argument)) : operands[number];
        foreach (var name in new[] { Override.Result, Override.Adjoint })
            stands[name] = new Computed(inner._builder.Leaf(Operators.Input, name, value.Shape));
        if (_path is { } path)
        {
            var name = "taken.here";
            while (stands.ContainsKey(name))
                name += "_";
            inner._path = inner.StandAs(bindings, name, path);
        }

        var program = handwritten.Derivative;
        // A whole number is no value of the cell's that would have to be handed over.
        var adjoints = inner.Repeat(program, repetition with
        {
            Leaf = leaf => stands.TryGetValue(leaf.Symbol, out var stand) ? stand : repetition.Leaf(leaf) is Whole whole ? whole : Operand.Unknown,
        });
        foreach (var output in program.Outputs)
        {
            if (adjoints[output.Value] is not Computed adjoint)
                return Operand.Unknown;
            inner._builder.Outputs.Add(new Binding(output.Name, adjoint.Value.Number));
        }

        var copy = _builder.Copy(value);
        _builder.Overrides.Add(new Override(copy.Number, new([.. bindings]), inner._builder.Build()));
        return new Computed(copy);
    }

    // How a program is repeated: at which call, with which sizes, and what its leaves are.
    private sealed record Repetition(IInvocationOperation Call, SizeBinding Binding, Func<Instruction, Operand> Leaf);

    // One instruction of another program, on what stands for its operands here.
    private Operand Repeat(Instruction instruction, Operand[] operands, Repetition repetition)
    {
        var (call, binding) = (repetition.Call, repetition.Binding);
        var op = instruction.Op;
        if (ForeignPrograms.IsFromOutside(instruction))
            return AsLeaf(repetition.Leaf(instruction), instruction.Shape);
        List<Dim> sizes = [.. instruction.Sizes.Select(binding.Apply)];
        if (op == Operators.Size)
            return new Computed(Number(new Whole(sizes[0])));
        if (op == Operators.Ordinal)
            return new Computed(_builder.Ordinal(sizes[0]));
        if (op.Kind == OperatorKind.Leaf)
            return new Computed(_builder.Leaf(op, instruction.Symbol, instruction.Shape));
        List<Operand> read = [.. instruction.Arguments.Select(number => operands[number])];
        if (read.Contains(Operand.Unknown))
            return Operand.Unknown;
        // A result of its own was copied for a network's sake.
        if (op == Operators.Copy)
            return read[0];
        if (read.Count > 0 && read[0] is Known { Holds: var holds } && op == Operators.Where)
            return read[holds ? 1 : 2];
        if (read.Any(operand => operand is Known))
            return RepeatKnown(op, read);
        List<Value> values = [.. read.Select(operand => ((Computed)operand).Value)];
        if (op == Operators.TokenWithin)
            return new Computed(Index(values[0], sizes[0]));
        if ((op == Operators.Gather || op == Operators.Pick) && values[1].Instruction.Op != Operators.TokenWithin)
            values[1] = Index(values[1], values[0].Shape.Sizes[0]);
        if (!_builder.TryApply(op, values, sizes, out var value, out var problem, LoopHere(instruction.Loop, binding, values)))
            return Report(Descriptors.ShapesDiffer, call.Syntax, UserText.Quote(call.Syntax), $"{op.Name} is part of it", problem);
        return new Computed(value);
    }

    // A loop of another program has a name of its own here, and what its steps share there, each row may have its own of here.
    private LoopBody? LoopHere(LoopBody? loop, SizeBinding binding, List<Value> operands)
    {
        if (loop is null)
            return null;
        var here = loop.Resized(binding.Apply) with { Name = "loop" + (++_loopCount).ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var readsRows = operands.Any(operand => !operand.Instruction.IsShared);
        return here.WithStates(place => !readsRows || !operands[place].Instruction.IsShared);
    }

    private Operand AsLeaf(Operand argument, Shape shape)
        => shape.Element != Ir.Element.Index ? AsNumber(argument) : AsToken(argument) is { } token ? new Computed(token) : Operand.Unknown;

    // What a condition that is known decides is decided here, as it would be in a body that is read.
    private Operand RepeatKnown(Operator op, List<Operand> read)
    {
        if (op == Operators.Not)
            return Not(read[0]);
        if (op == Operators.And)
            return And(read[0], read[1]);
        return op == Operators.Or ? Not(And(Not(read[0]), Not(read[1]))) : read[0];
    }
}
