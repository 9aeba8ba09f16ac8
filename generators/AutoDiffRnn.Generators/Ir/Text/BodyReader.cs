using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>Reads one program of a text: its statements, instructions, results, rules and the derivatives that the user wrote.</summary>
internal sealed class BodyReader(TextLines lines, int depth = 0)
{
    // Derivatives of derivatives of …: far beyond what a person writes.
    private const int MaxDepth = 20;

    private readonly ProgramBuilder _builder = new();
    private readonly List<string> _statements = [];
    private readonly List<string> _results = [];
    private int _count;

    /// <summary>The names of the results, in their order.</summary>
    public IReadOnlyList<string> Results => _results;

    public StepProgram Read()
    {
        while (lines.TryNext("statement", line => line.Quoted(), out var statement))
            _statements.Add(statement);
        _builder.AddStatements(_statements);
        while (lines.TryNext("leaf", ReadLeaf, out _) || lines.TryNext("value", ReadValue, out _))
            _count++;
        while (lines.TryNext("result", ReadResult, out var result))
            _results.Add(result);
        while (lines.TryNext("rule", ReadRule, out var rule))
            _builder.Require(rule);
        while (lines.TryNext("override", line => line.Number(), out var value))
            _builder.Overrides.Add(ReadOverride(value));
        lines.Next(depth == 0 ? "end" : "done", _ => true);
        var program = _builder.Build();
        IrVerifier.VerifyStep(program);
        return program;
    }

    private bool ReadLeaf(TextLine line)
    {
        _builder.Origin = ReadOrigin(line);
        var shape = line.Shape();
        var op = ReadOperator(line, isLeaf: true);
        var symbol = line.Quoted();
        var sizes = line.Sizes();
        var leaf = new Instruction(op, EquatableArray<int>.Empty, shape, Operators.IsSharedLeaf(op), symbol, sizes, null, _builder.Origin);
        RequireNext(_builder.Add(leaf), shape);
        return true;
    }

    private bool ReadValue(TextLine line)
    {
        _builder.Origin = ReadOrigin(line);
        var name = line.QuotedOrNone();
        var shape = line.Shape();
        var op = ReadOperator(line, isLeaf: false);
        var numbers = line.Numbers();
        var sizes = line.Sizes();
        if (numbers.Any(number => number >= _count))
            throw new FormatException("an operand does not come before it");
        var loop = op == Operators.Scan ? lines.Next("loop", ReadLoop) : null;
        if (loop is not null && (loop.Parameters.Count != numbers.Count || sizes.Count != 1 || !loop.Length(resultsOnly: true).Equals(sizes[0])))
            throw new FormatException("its loop has other operands or results");
        Value value;
        if (op == Operators.Copy && numbers.Count == 1)
            value = _builder.Copy(new Value(_builder, numbers[0]));
        else if (!_builder.TryApply(op, [.. numbers.Select(number => new Value(_builder, number))], [.. sizes], out value, out var problem, loop))
            throw new FormatException(problem.Problem);
        RequireNext(name is null ? value : _builder.Named(value, name), shape);
        return true;
    }

    private LoopBody ReadLoop(TextLine line)
    {
        if (depth == MaxDepth)
            throw new FormatException("loops are nested too deeply");
        var (name, head, results) = (line.Quoted(), line.Quoted(), line.Number());
        var count = line.Sizes();
        var parameters = new List<CellParameter>();
        while (lines.TryNext("operand", ReadOperand, out var parameter))
            parameters.Add(parameter);
        var step = new BodyReader(lines, depth + 1).Read();
        var states = parameters.Where(parameter => parameter.Role == Role.State).Select(parameter => parameter.Name).ToList();
        if (count.Count != 1 || results < 0 || results > states.Count || !states.OrderBy(name => name, StringComparer.Ordinal).SequenceEqual(step.NextStates.Select(state => state.Name).OrderBy(name => name, StringComparer.Ordinal)))
            throw new FormatException("the loop's states are not those of its rounds");
        return new LoopBody(name, head, step, parameters.ToEquatable(), results, count[0]);
    }

    private static CellParameter ReadOperand(TextLine line)
    {
        var word = line.Word();
        var roles = new[] { Role.State, Role.Weight, Role.Input }.Where(role => ProgramText.Word(role) == word).ToList();
        return roles.Count == 1 ? new CellParameter(roles[0], line.Quoted(), line.Shape()) : throw new FormatException($"'{word}' is not a role in a loop");
    }

    // The builder makes one instruction of two that compute the same, and adds what spreads a number: a text of ours leaves it neither.
    private void RequireNext(Value value, Shape shape)
    {
        if (value.Number != _count)
            throw new FormatException("it is not a value of its own");
        if (!value.Shape.Equals(shape))
            throw new FormatException($"its shape should be {value.Shape}");
    }

    private int ReadOrigin(TextLine line)
    {
        var origin = line.Number();
        return origin >= -1 && origin < _statements.Count ? origin : throw new FormatException($"there is no statement {origin}");
    }

    private static Operator ReadOperator(TextLine line, bool isLeaf)
    {
        var name = line.Word();
        if (!Operators.All.TryGetValue(name, out var op))
            throw new FormatException($"there is no operator '{name}'");
        return op.Kind == OperatorKind.Leaf == isLeaf ? op : throw new FormatException($"'{name}' is {(isLeaf ? "not a leaf" : "a leaf")}");
    }

    private string ReadResult(TextLine line)
    {
        var kind = line.Word();
        var name = line.Quoted();
        var bindings = kind switch
        {
            "state" => _builder.NextStates,
            "output" => _builder.Outputs,
            _ => throw new FormatException($"'{kind}' is not a kind of result"),
        };
        bindings.Add(new Binding(name, line.Number()));
        return name;
    }

    private static SizeRule ReadRule(TextLine line)
    {
        var word = line.Word();
        var kinds = Enum.GetValues(typeof(SizeRuleKind)).Cast<SizeRuleKind>().Where(kind => kind.ToString() == word).ToList();
        var rule = kinds.Count == 0 ? throw new FormatException($"'{word}' is not a rule") : new SizeRule(kinds[0], line.Quoted(), line.Sizes());
        return rule.Sizes.Count == (rule.Kind == SizeRuleKind.Divides ? 2 : 3) ? rule : throw new FormatException("a size is missing");
    }

    private Override ReadOverride(int value)
    {
        if (depth == MaxDepth)
            throw new FormatException("derivatives are nested too deeply");
        if (value < 0 || value >= _count || _builder[value].Op != Operators.Copy || _builder.Overrides.Any(other => other.Value == value))
            throw new FormatException($"value {value} has no derivative of its own");
        var arguments = new List<Binding>();
        while (lines.TryNext("argument", line => new Binding(line.Quoted(), line.Number()), out var argument))
        {
            if (argument.Value < 0 || argument.Value >= value || arguments.Any(other => other.Name == argument.Name))
                throw new FormatException($"the argument '{argument.Name}' is not one before the value");
            arguments.Add(argument);
        }

        var derivative = new BodyReader(lines, depth + 1).Read();
        var stray = derivative.Outputs.FirstOrDefault(output => arguments.All(argument => argument.Name != output.Name));
        return stray is null
            ? new Override(value, arguments.ToEquatable(), derivative)
            : throw new FormatException($"'{stray.Name}' is no argument of the derivative");
    }
}
