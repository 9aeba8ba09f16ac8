using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>A value of a program under construction, with operators so that a derivative rule reads as its formula.</summary>
internal readonly record struct Value(ProgramBuilder Builder, int Number)
{
    public Instruction Instruction => Builder[Number];

    public Shape Shape => Instruction.Shape;

    public static Value operator +(Value a, Value b) => a.Builder.Apply(Operators.Add, a, b);

    public static Value operator -(Value a, Value b) => a.Builder.Apply(Operators.Subtract, a, b);

    public static Value operator *(Value a, Value b) => a.Builder.Apply(Operators.Multiply, a, b);

    public static Value operator /(Value a, Value b) => a.Builder.Apply(Operators.Divide, a, b);

    public static Value operator -(Value a) => a.Builder.Apply(Operators.Negate, a);

    public static Value operator *(double a, Value b) => b.Builder.Number(a) * b;

    public static Value operator +(double a, Value b) => b.Builder.Number(a) + b;

    public static Value operator -(double a, Value b) => b.Builder.Number(a) - b;

    public static Value operator /(double a, Value b) => b.Builder.Number(a) / b;
}

/// <summary>Builds a program. Instructions that compute the same thing are one; a scalar beside a vector is spread over it.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<Key, int> _known = [];
    private readonly List<string> _statements = [];
    private readonly List<SizeRule> _sizeRules = [];
    private readonly HashSet<SizeRule> _knownRules = [];

    public List<Binding> NextStates { get; } = [];

    public List<Binding> Outputs { get; } = [];

    public List<Binding> Gradients { get; } = [];

    /// <summary>The derivatives that the user wrote.</summary>
    public List<Override> Overrides { get; } = [];

    /// <summary>Whether the program is the adjoint of a step.</summary>
    public bool IsAdjoint { get; set; }

    /// <summary>The statement that instructions come from which are added now; -1 for none.</summary>
    public int Origin { get; set; } = -1;

    public Instruction this[int number] => _instructions[number];

    /// <summary>Adds a statement's text and makes it the origin of what follows.</summary>
    public int BeginStatement(string text)
    {
        _statements.Add(text);
        return Origin = _statements.Count - 1;
    }

    /// <summary>Adds a condition on the sizes of a network, if there is one, once.</summary>
    public void Require(SizeRule? rule)
    {
        if (rule is not null && _knownRules.Add(rule))
            _sizeRules.Add(rule);
    }

    /// <summary>Adds the statements of a program that this one is made from, so that origins stay what they were.</summary>
    public void AddStatements(IEnumerable<string> statements) => _statements.AddRange(statements);

    /// <summary>A value from outside. Whether all rows share it follows from the operator unless <paramref name="shared"/> tells.</summary>
    public Value Leaf(Operator op, string symbol, Shape shape, int primal = -1, bool? shared = null)
        => Add(new Instruction(
            op,
            EquatableArray<int>.Empty,
            shape,
            shared ?? Operators.IsSharedLeaf(op),
            symbol,
            EquatableArray<Dim>.Empty,
            Name: null,
            Origin: -1,
            primal));

    /// <summary>A number as the user wrote it.</summary>
    public Value Literal(string text) => Leaf(Operators.Literal, text, Shape.Scalar);

    /// <summary>A number that a derivative rule brings in.</summary>
    public Value Number(double value) => Literal(TextOf(value));

    /// <summary>The shortest text that is read as the number, as one would write it: <c>1e-6</c>.</summary>
    public static string TextOf(double value)
        => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace("E+", "e").Replace("E", "e");

    /// <summary>The size of a dimension as a number, <c>v.Length</c>.</summary>
    public Value Size(Dim size) => Add(new Instruction(
        Operators.Size, EquatableArray<int>.Empty, Shape.Scalar, true, size.Text, EquatableArray.Of(size), null, Origin));

    /// <summary>A whole number beside tokens.</summary>
    public Value Ordinal(Dim number) => Add(new Instruction(
        Operators.Ordinal, EquatableArray<int>.Empty, Shape.Index, true, number.Text, EquatableArray.Of(number), null, Origin));

    /// <summary>Applies an operator whose operands are known to fit.</summary>
    public Value Apply(Operator op, params Value[] arguments) => Apply(op, arguments, []);

    /// <summary>Applies an operator with sizes, to operands that are known to fit.</summary>
    /// <exception cref="InvalidOperationException">They do not: an error of a rule or a pass.</exception>
    public Value Apply(Operator op, IReadOnlyList<Value> arguments, IReadOnlyList<Dim> sizes, LoopBody? loop = null)
        => TryApply(op, arguments, sizes, out var value, out var problem, loop)
            ? value
            : throw new InvalidOperationException($"{op.Name} cannot be applied: {problem}");

    /// <summary>Applies an operator to operands that come from the user: false, with what is wrong, if their shapes do not fit.</summary>
    public bool TryApply(Operator op, IReadOnlyList<Value> arguments, IReadOnlyList<Dim> sizes, out Value value, out Misfit problem, LoopBody? loop = null)
    {
        value = default;
        if (op.Arity >= 0 && arguments.Count != op.Arity)
        {
            problem = $"{op.Name} takes {op.Arity} operands";
            return false;
        }

        var operands = op.Kind == OperatorKind.Elementwise ? SpreadScalars(arguments) : arguments;
        var shape = op.ResultShape([.. operands.Select(operand => operand.Shape)], sizes);
        problem = shape.Problem ?? "";
        if (shape.Shape is null)
            return false;
        var shared = op != Operators.Repeat && (op.Kind == OperatorKind.Reduction || operands.All(operand => operand.Instruction.IsShared));
        var numbers = operands.Select(operand => operand.Number).ToEquatable();
        value = Add(new Instruction(op, numbers, shape.Shape, shared, "", sizes.ToEquatable(), null, Origin) { Loop = loop });
        return true;
    }

    /// <summary>Gives a value a name, unless it has one already: of two names for one value, the first is kept. A leaf keeps its symbol.</summary>
    public Value Named(Value value, string name)
    {
        var instruction = value.Instruction;
        if (instruction.Name is not null || instruction.Op.Kind == OperatorKind.Leaf)
            return value;
        _instructions[value.Number] = instruction with { Name = name };
        return value;
    }

    /// <summary>Gives a computed value this name, whatever it was called before.</summary>
    public Value Renamed(Value value, string name)
    {
        if (value.Instruction.Op.Kind != OperatorKind.Leaf)
            _instructions[value.Number] = value.Instruction with { Name = name };
        return value;
    }

    /// <summary>The number of instructions so far.</summary>
    public int Count => _instructions.Count;

    /// <summary>A value of its own that equals <paramref name="value"/>: for what must be stored in a place of its own.</summary>
    public Value Copy(Value value)
    {
        var copy = new Instruction(
            Operators.Copy, EquatableArray.Of(value.Number), value.Shape, value.Instruction.IsShared, "", EquatableArray<Dim>.Empty, null, Origin);
        _instructions.Add(copy);
        return new Value(this, _instructions.Count - 1);
    }

    /// <summary>The program as far as it has been built.</summary>
    public StepProgram Build() => new(
        _instructions.ToEquatable(), NextStates.ToEquatable(), Outputs.ToEquatable(), Gradients.ToEquatable(), _statements.ToEquatable())
    {
        IsAdjoint = IsAdjoint,
        SizeRules = _sizeRules.ToEquatable(),
        Overrides = Overrides.ToEquatable(),
    };

    /// <summary>Adds an instruction, or finds the one that computes the same.</summary>
    public Value Add(Instruction instruction)
    {
        var key = new Key(instruction);
        if (_known.TryGetValue(key, out var number))
            return new Value(this, number);
        _instructions.Add(instruction);
        _known[key] = _instructions.Count - 1;
        return new Value(this, _instructions.Count - 1);
    }

    // Operands of one shape: scalars beside a vector or matrix are spread over it.
    private IReadOnlyList<Value> SpreadScalars(IReadOnlyList<Value> operands)
    {
        var wide = operands.FirstOrDefault(operand => operand.Builder is not null && !operand.Shape.IsScalar);
        if (wide.Builder is null)
            return operands;
        return [.. operands.Select(operand => operand.Shape.IsScalar ? Broadcast(operand, wide.Shape) : operand)];
    }

    /// <summary>A scalar as a vector or matrix of equal elements.</summary>
    public Value Broadcast(Value scalar, Shape shape)
        => scalar.Shape.Rank == shape.Rank ? scalar : Apply(Operators.Broadcast, [scalar], [.. shape.Sizes]);

    // What makes two instructions compute the same; names and origins do not.
    private readonly record struct Key(Operator Op, EquatableArray<int> Arguments, string Symbol, EquatableArray<Dim> Sizes, int Primal, LoopBody? Loop)
    {
        public Key(Instruction instruction)
            : this(instruction.Op, instruction.Arguments, instruction.Symbol, instruction.Sizes, instruction.Primal, instruction.Loop)
        {
        }
    }
}
