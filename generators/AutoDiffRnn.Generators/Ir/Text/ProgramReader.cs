using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>What a text holds, or what is wrong with it.</summary>
/// <param name="Callable">What was read; null if there is a problem.</param>
/// <param name="Problem">What is wrong and in which line, as the end of a sentence; null if nothing is.</param>
internal sealed record ReadProgram(Callable? Callable, string? Problem);

/// <summary>
/// Reads the text that <see cref="ProgramText"/> writes, and nothing else: whatever is not exactly such a text is refused, with its line.
/// </summary>
internal sealed class ProgramReader
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "double", Formal.WholeType, "bool", "Vector", "Matrix", "Mask" };

    private readonly ProgramBuilder _builder = new();
    private readonly List<Formal> _formals = [];
    private readonly List<string> _statements = [];
    private readonly List<string> _results = [];
    private readonly Queue<string> _lines;
    private int _count;
    private int _line;

    private ProgramReader(string text) => _lines = new Queue<string>(text.Split('\n'));

    /// <summary>Reads a text. Nothing is ever thrown, whatever the text.</summary>
    public static ReadProgram Read(string text)
    {
        var reader = new ProgramReader(text);
        try
        {
            return new ReadProgram(reader.Read(), null);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return new ReadProgram(null, $"line {reader._line}: {wrong.Message.TrimEnd('.')}");
        }
    }

    private Callable Read()
    {
        var version = Next("program", line => line.Number());
        if (version != ProgramText.Version)
            throw new FormatException($"the text is of version {version}, not {ProgramText.Version}");
        var method = Next("method", line => line.Quoted());
        while (TryNext("parameter", ReadFormal, out var formal))
            _formals.Add(formal);
        while (TryNext("statement", line => line.Quoted(), out var statement))
            _statements.Add(statement);
        _builder.AddStatements(_statements);
        while (TryNext("leaf", ReadLeaf, out _) || TryNext("value", ReadValue, out _))
            _count++;
        while (TryNext("result", ReadResult, out var result))
            _results.Add(result);
        while (TryNext("rule", ReadRule, out var rule))
            _builder.Require(rule);
        Next("end", _ => true);
        if (_lines.Count != 1 || _lines.Peek().Length > 0)
            throw new FormatException("there is more after the end");
        var program = _builder.Build();
        IrVerifier.VerifyStep(program);
        return new Callable(method, _formals.ToEquatable(), _results.ToEquatable(), program);
    }

    private static Formal ReadFormal(TextLine line)
    {
        var word = line.Word();
        var role = Enum.GetValues(typeof(Role)).Cast<Role?>().Append(null).Where(role => ProgramText.Word(role) == word).ToList();
        var name = line.Quoted();
        var type = line.Word();
        var shape = line.Shape();
        if (role.Count == 0)
            throw new FormatException($"'{word}' is not a role");
        if (!Types.Contains(type))
            throw new FormatException($"'{type}' is not a type");
        return new Formal(role[0], name, type, shape);
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
        Value value;
        if (op == Operators.Copy && numbers.Count == 1)
            value = _builder.Copy(new Value(_builder, numbers[0]));
        else if (!_builder.TryApply(op, [.. numbers.Select(number => new Value(_builder, number))], [.. sizes], out value, out var problem))
            throw new FormatException(problem.Problem);
        RequireNext(name is null ? value : _builder.Named(value, name), shape);
        return true;
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

    private T Next<T>(string kind, Func<TextLine, T> read)
    {
        if (TryNext(kind, read, out var value))
            return value;
        _line++;
        throw new FormatException($"a line that begins with '{kind}' is expected");
    }

    private bool TryNext<T>(string kind, Func<TextLine, T> read, out T value)
    {
        value = default!;
        if (_lines.Count == 0 || (_lines.Peek() != kind && !_lines.Peek().StartsWith(kind + " ", StringComparison.Ordinal)))
            return false;
        _line++;
        var line = new TextLine(_lines.Dequeue());
        line.Word();
        value = read(line);
        line.End();
        return true;
    }
}
