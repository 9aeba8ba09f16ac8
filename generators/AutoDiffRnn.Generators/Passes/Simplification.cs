using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Drops what no result needs and writes what is left as a person would: <c>a + −b</c> as <c>a − b</c>, <c>1·a</c> as <c>a</c>, and a sum
/// of parts that lie side by side, each in a vector of zeros, as the parts joined.
/// </summary>
internal sealed class Simplification : Rewriter
{
    private readonly List<int>[] _uses;

    private Simplification(StepProgram source)
        : base(source)
    {
        _uses = source.Uses();
    }

    /// <summary>The program with fewer instructions and the same results.</summary>
    public static StepProgram Run(StepProgram program)
    {
        // Each round may leave operands that nothing reads any more.
        var once = new Simplification(program).Run();
        return new Simplification(once).Run();
    }

    protected override Value Rewrite(int number, Instruction instruction)
    {
        if (IsSum(number) && !IsInner(number) && Joined(number) is { } joined)
            return joined;
        var value = base.Rewrite(number, instruction);
        return Simpler(value.Instruction, value);
    }

    // A sum over rows is of what belongs to a weight: each of its parts is added where it belongs.
    private bool IsSum(int number) => Source[number] is { IsShared: false, Shape.IsVector: true } sum && sum.Op == Operators.Add;

    // A sum that another sum alone reads.
    private bool IsInner(int number) => Source[number].Name is null && !Source.IsRoot(number) && _uses[number] is [var use] && IsSum(use);

    // A sum in which parts are placed side by side, with these parts joined.
    private Value? Joined(int sum)
    {
        var terms = Terms(sum);
        var placed = terms.Where(term => Source[term].Op == Operators.Place).ToList();
        if (placed.Count < 2 || SideBySide(placed, Source[sum].Shape.Width) is not { } parts)
            return null;
        return terms.Except(placed).Select(Rewritten).Aggregate(Builder.Apply(Operators.Concat, [.. parts], []), (all, term) => all + term);
    }

    private List<int> Terms(int sum)
    {
        var terms = new List<int>();
        var open = new Stack<int>([sum]);
        while (open.Count > 0)
        {
            var term = open.Pop();
            if (term != sum && !(IsSum(term) && IsInner(term)))
            {
                terms.Add(term);
                continue;
            }

            foreach (var operand in Source[term].Arguments.Reverse())
                open.Push(operand);
        }

        return terms;
    }

    // The parts in the order of their places, with zeros where there is none; null where some lie apart, or one over another.
    private List<Value>? SideBySide(List<int> placed, Dim width)
    {
        var parts = new List<Value>();
        var first = placed.Where(place => !placed.Any(other => EndOf(other).Equals(StartOf(place)))).ToList();
        if (first.Count != 1)
            return null;
        var place = StartOf(first[0]);
        if (!AddZeros(place))
            return null;
        for (var left = placed.ToList(); left.Count > 0;)
        {
            if (left.FindIndex(other => StartOf(other).Equals(place)) is var next && next < 0)
                return null;
            parts.Add(Rewritten(Source[left[next]].Arguments[0]));
            place = EndOf(left[next]);
            left.RemoveAt(next);
        }

        return AddZeros(width - place) ? parts : null;

        // Whether there is nothing to fill, or surely something: a vector has at least one element.
        bool AddZeros(Dim count)
        {
            if (count.IsSurelyPositive)
                parts.Add(Builder.Broadcast(Builder.Number(0), Shape.Vector(count)));
            return count.IsSurelyPositive || count.Equals(Dim.Zero);
        }
    }

    private Dim StartOf(int place) => Source[place].Sizes[0];

    private Dim EndOf(int place) => StartOf(place) + Source[Source[place].Arguments[0]].Shape.Width;

    private Value Simpler(Instruction instruction, Value value)
    {
        if (instruction.Op.Kind != OperatorKind.Elementwise)
            return value;
        var operands = instruction.Arguments.Select(argument => new Value(Builder, argument)).ToArray();
        if (instruction.Op == Operators.Add && IsNegated(operands[1]) && operands[1].Instruction.Name is null)
            return operands[0] - Inner(operands[1]);
        if (instruction.Op == Operators.Add && IsNegated(operands[0]) && operands[0].Instruction.Name is null)
            return operands[1] - Inner(operands[0]);
        if (instruction.Op == Operators.Subtract && IsNegated(operands[1]) && operands[1].Instruction.Name is null)
            return operands[0] + Inner(operands[1]);
        if (instruction.Op == Operators.Negate && IsNegated(operands[0]))
            return Inner(operands[0]);
        if (instruction.Op == Operators.Multiply && IsOne(operands[0]))
            return operands[1];
        if (instruction.Op == Operators.Multiply && IsOne(operands[1]))
            return operands[0];
        return value;
    }

    private static bool IsNegated(Value value) => value.Instruction.Op == Operators.Negate;

    private Value Inner(Value value) => new(Builder, value.Instruction.Arguments[0]);

    private bool IsOne(Value value) => value.Instruction switch
    {
        { Op: var op, Symbol: "1" } when op == Operators.Literal => true,
        { Op: var op } when op == Operators.Broadcast => IsOne(Inner(value)),
        _ => false,
    };
}
