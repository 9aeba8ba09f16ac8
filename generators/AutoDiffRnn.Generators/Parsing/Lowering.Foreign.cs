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
                    binding.Bind(callable.Parameters[i].Name, whole.Size, i);
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
        var origin = _builder.Origin;
        _expansions.Push(call.Syntax);
        var statements = callable.Program.Statements.Select(text =>
        {
            CountStatement();
            Begin(text, call.Syntax);
            return _builder.Origin;
        }).ToList();
        var first = _builder.Count;
        foreach (var rule in callable.Program.SizeRules)
            Require(rule.With(new([.. rule.Sizes.Select(binding.Apply)])), call);
        var program = callable.Program;
        var bindings = program.NextStates.Concat(program.Outputs).ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
        var results = new HashSet<int>(bindings.Values);
        var operands = new Operand[program.Instructions.Count];
        for (var number = 0; number < operands.Length; number++)
        {
            var instruction = program[number];
            if (instruction.Origin >= 0)
                _builder.Origin = statements[instruction.Origin];
            operands[number] = Repeat(instruction, operands, binding, name => arguments[IndexOf(callable, name)].Value, call);
            // A result has the name that the caller gives it.
            if (operands[number] is Computed computed && instruction.Name is { } name && !results.Contains(number))
                _builder.Named(computed.Value, name);
        }

        _expansions.Pop();
        _builder.Origin = origin;
        List<Operand> values = [.. callable.Results.Select(name => operands[bindings[name]])];
        var result = call.TargetMethod.ReturnType.IsTupleType ? new Several(values) : values[0];
        NoteResults(result, first);
        return result;
    }

    private static int IndexOf(Callable callable, string name)
        => Enumerable.Range(0, callable.Parameters.Count).First(i => callable.Parameters[i].Name == name);

    private void Require(SizeRule? rule, IInvocationOperation call)
    {
        _builder.Require(rule);
        if (rule is { IsBroken: true })
            Report(Descriptors.ShapesDiffer, call.Syntax, UserText.Quote(call.Syntax), $"in it is '{rule.Where}'", $"that needs {rule.Expected}");
    }

    // One instruction of another program, on what stands for its operands here.
    private Operand Repeat(Instruction instruction, Operand[] operands, SizeBinding binding, Func<string, Operand> argument, IInvocationOperation call)
    {
        var op = instruction.Op;
        if (ForeignPrograms.IsFromOutside(instruction))
            return AsLeaf(argument(instruction.Symbol), instruction.Shape);
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
        if (read[0] is Known { Holds: var holds } && op == Operators.Where)
            return read[holds ? 1 : 2];
        if (read.Any(operand => operand is Known))
            return RepeatKnown(op, read);
        List<Value> values = [.. read.Select(operand => ((Computed)operand).Value)];
        if (op == Operators.TokenWithin)
            return new Computed(Index(values[0], sizes[0]));
        if ((op == Operators.Gather || op == Operators.Pick) && values[1].Instruction.Op != Operators.TokenWithin)
            values[1] = Index(values[1], values[0].Shape.Sizes[0]);
        if (!_builder.TryApply(op, values, sizes, out var value, out var problem))
            return Report(Descriptors.ShapesDiffer, call.Syntax, UserText.Quote(call.Syntax), $"{op.Name} is part of it", problem);
        return new Computed(value);
    }

    private Operand AsLeaf(Operand argument, Shape shape)
        => shape.Element == Ir.Element.Index ? new Computed(AsToken(argument)!.Value) : AsNumber(argument);

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
