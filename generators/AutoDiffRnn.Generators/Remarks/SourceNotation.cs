using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Remarks;

/// <summary>Values of a step as the user wrote them: <c>Un * (r * h)</c>. Names that the generator made up are not in it.</summary>
internal sealed class SourceNotation
{
    private const int Longest = 60;
    private const int Deepest = 8;

    private static readonly Dictionary<Operator, (string Sign, int Precedence)> Infix = new()
    {
        [Operators.Add] = (" + ", 1),
        [Operators.Subtract] = (" - ", 1),
        [Operators.Multiply] = (" * ", 2),
        [Operators.Divide] = (" / ", 2),
        [Operators.Product] = (" * ", 2),
        [Operators.MatrixProduct] = (" * ", 2),
    };

    private readonly StepProgram _program;
    private readonly HashSet<string> _names;

    public SourceNotation(CellPlan plan)
    {
        _program = plan.Forward.Program;
        _names =
        [
            .. plan.Cell.Program!.Instructions.Select(instruction => instruction.Name).OfType<string>(),
            .. _program.NextStates.Concat(_program.Outputs).Select(result => result.Name),
        ];
    }

    /// <summary>Whether the user named the value, or it is a parameter.</summary>
    public bool HasName(int number) => NameOf(_program[number]) is not null;

    /// <summary>The value by its name, or as it is computed.</summary>
    public string Of(int number) => Short(Text(number, depth: 1).Text);

    /// <summary>The value as it is computed, whatever it is called.</summary>
    public string Formula(int number) => Short(Text(number, depth: 0).Text);

    /// <summary>A product; one with a part of a weight is written with the whole of it.</summary>
    public string Product(int matrix, int operand) => Short(Product(matrix, operand, depth: 1));

    /// <summary>Words with commas and an and.</summary>
    public static string List(IReadOnlyList<string> words)
        => words.Count == 1 ? words[0] : string.Join(", ", words.Take(words.Count - 1)) + " and " + words[words.Count - 1];

    private static string Short(string text) => text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";

    private string Product(int matrix, int operand, int depth) => $"{Enclosed(Text(matrix, depth), 2)} * {Enclosed(Text(operand, depth), 3)}";

    private static string Enclosed((string Text, int Precedence) part, int least) => part.Precedence < least ? $"({part.Text})" : part.Text;

    private string? NameOf(Instruction instruction) => instruction.Op.Kind == OperatorKind.Leaf ? instruction.Symbol
        : instruction.Name is { } name && _names.Contains(name) ? name
        : null;

    private (string Text, int Precedence) Text(int number, int depth)
    {
        var instruction = _program[number];
        var op = instruction.Op;
        if (depth > 0 && NameOf(instruction) is { } name)
            return (name, 3);
        if (op.Kind == OperatorKind.Leaf)
            return (instruction.Symbol, 3);
        if (depth > Deepest)
            return ("…", 3);
        // A part of a weight, and what is only laid out anew, is written as what it is a part of.
        if (op.Kind == OperatorKind.View && op != Operators.Transpose)
            return Text(instruction.Arguments[0], depth + 1);
        if (op == Operators.Broadcast || op == Operators.Copy || op == Operators.Dense || op == Operators.Repeat)
            return Text(instruction.Arguments[0], depth + 1);
        if (op == Operators.Transpose)
            return (Enclosed(Text(instruction.Arguments[0], depth + 1), 3) + ".T", 3);
        if (op == Operators.Affine)
            return Sum(instruction, depth);
        if (op == Operators.Negate)
            return ("-" + Enclosed(Text(instruction.Arguments[0], depth + 1), 3), 2);
        if (Infix.TryGetValue(op, out var infix))
        {
            var (left, right) = (Text(instruction.Arguments[0], depth + 1), Text(instruction.Arguments[1], depth + 1));
            return (Enclosed(left, infix.Precedence) + infix.Sign + Enclosed(right, infix.Precedence + 1), infix.Precedence);
        }

        var arguments = instruction.Arguments.Select(argument => Text(argument, depth + 1).Text);
        // What is made of sizes alone: Identity(H).
        return ($"{op.Name}({string.Join(", ", instruction.Arguments.Count > 0 ? arguments : instruction.Sizes.Select(size => size.Text))})", 3);
    }

    private (string Text, int Precedence) Sum(Instruction affine, int depth)
    {
        var terms = AffineTerms.Of(affine).Select(term => Product(term.Matrix, term.Operand, depth + 1))
            .Concat(AffineTerms.RestOf(affine).Select(rest => Text(rest, depth + 1).Text))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return (string.Join(" + ", terms), terms.Count == 1 ? 2 : 1);
    }
}
