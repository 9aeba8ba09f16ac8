using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Takes parts before it computes: a slice of <c>W*x + b</c> becomes a product with rows of W, and a product with joined vectors
/// becomes products with columns of W. So gates written as one wide vector and gates written apart are the same program.
/// </summary>
internal sealed class PartsFirst : Rewriter
{
    private readonly List<int>[] _uses;
    private readonly bool[] _onlyParts;
    private readonly Dictionary<string, int> _pieces = [];
    private readonly Dictionary<(int Whole, Dim Start, Dim End), Value> _parts = [];

    private PartsFirst(StepProgram source)
        : base(source)
    {
        _uses = source.Uses();
        _onlyParts = OnlyParts(source, _uses);
    }

    /// <summary>The program without slices of what can be computed in parts.</summary>
    public static StepProgram Run(StepProgram program) => new PartsFirst(program).Run();

    protected override bool IsWanted(int number) => !_onlyParts[number];

    protected override Value Rewrite(int number, Instruction instruction)
    {
        if (instruction.Op == Operators.Slice)
            return Part(instruction.Arguments[0], instruction.Sizes[0], instruction.Sizes[1], NameOfPart(number, instruction));
        if (instruction.Op == Operators.Product)
            return Product(Rewritten(instruction.Arguments[0]), instruction.Arguments[1]);
        return base.Rewrite(number, instruction);
    }

    // Values that are read only a part at a time, so that the whole is never needed.
    private static bool[] OnlyParts(StepProgram program, List<int>[] uses)
    {
        var result = new bool[program.Instructions.Count];
        // A derivative that the user wrote is one of whole values.
        var roots = new HashSet<int>(program.Roots.Concat(program.Overrides.Select(handwritten => handwritten.Value)));
        for (var number = result.Length - 1; number >= 0; number--)
        {
            var instruction = program[number];
            result[number] = !roots.Contains(number) && uses[number].Count > 0 && CanBeTakenApart(instruction)
                && uses[number].All(use => program[use].Op == Operators.Slice || (program[use].Op.Kind == OperatorKind.Elementwise && result[use]));
        }

        KeepWhole(program, uses, result);
        return result;
    }

    // What is made of a vector that a kernel computes whole is computed whole too: its parts would be as many kernels, sums and gradients.
    private static void KeepWhole(StepProgram program, List<int>[] uses, bool[] onlyParts)
    {
        var open = new Stack<int>(Enumerable.Range(0, onlyParts.Length).Where(number => onlyParts[number] && IsMadeOfWholes(program, onlyParts, number)));
        while (open.Count > 0)
        {
            var number = open.Pop();
            if (!onlyParts[number])
                continue;
            onlyParts[number] = false;
            foreach (var operand in program[number].Arguments.Where(operand => onlyParts[operand]))
                open.Push(operand);
            if (!program[number].IsKernelWork)
                continue;
            foreach (var use in uses[number].Where(use => program[use].IsKernelWork && onlyParts[use]))
                open.Push(use);
        }
    }

    private static bool IsMadeOfWholes(StepProgram program, bool[] onlyParts, int number) => program[number].IsKernelWork
        && program[number].Arguments.Any(operand => program[operand] is { IsKernelWork: true, IsShared: false } && !onlyParts[operand]);

    // A vector whose parts need only parts of its operands.
    private static bool CanBeTakenApart(Instruction instruction)
    {
        if (!instruction.Shape.IsVector)
            return false;
        if (instruction.Op.Kind == OperatorKind.Elementwise)
            return instruction.Op != Operators.OneHot && !instruction.Op.MixesElements;
        return instruction.Op == Operators.Product || instruction.Op == Operators.Slice;
    }

    // The elements from start to end of a value of the source.
    private Value Part(int number, Dim start, Dim end, string? name)
    {
        var whole = Source[number];
        if (start.Equals(Dim.Zero) && end.Equals(whole.Shape.Width))
            return Rewritten(number);
        var key = (number, start, end);
        if (!_parts.TryGetValue(key, out var part))
            _parts[key] = part = Part(number, whole, start, end, name);
        return name is null ? part : Builder.Named(part, name);
    }

    private Value Part(int number, Instruction whole, Dim start, Dim end, string? name)
    {
        if (whole.Op == Operators.Slice)
            return Part(whole.Arguments[0], whole.Sizes[0] + start, whole.Sizes[0] + end, name);
        if (whole.Op == Operators.Concat && PartsOf(whole, start, end) is { } parts)
            return parts.Count == 1 ? Rewritten(parts[0]) : Builder.Apply(Operators.Concat, [.. parts.Select(Rewritten)], []);
        // Comparisons and spread numbers have no memory that a slice could be a view of.
        if (!_onlyParts[number] && !whole.IsTransparent)
            return Make.Slice(Rewritten(number), start, end);
        var origin = Builder.Origin;
        Builder.Origin = whole.Origin;
        var part = whole.Op == Operators.Product ? Product(Rows(Rewritten(whole.Arguments[0]), start, end), whole.Arguments[1])
            : whole.Op == Operators.Broadcast ? Builder.Broadcast(Rewritten(whole.Arguments[0]), Shape.Vector(end - start))
            : Builder.Apply(whole.Op, [.. whole.Arguments.Select(argument => Part(argument, start, end, null))], []);
        Builder.Origin = origin;
        return part;
    }

    // The operands of a Concat that make up exactly the elements from start to end, if some do.
    private List<int>? PartsOf(Instruction concat, Dim start, Dim end)
    {
        var parts = new List<int>();
        var place = Dim.Zero;
        foreach (var argument in concat.Arguments)
        {
            if (parts.Count > 0 || place.Equals(start))
                parts.Add(argument);
            place += Source[argument].Shape.Width;
            if (parts.Count > 0 && place.Equals(end))
                return parts;
        }

        return null;
    }

    // W·[a; b] is W's columns for a times a, plus those for b times b.
    private Value Product(Value matrix, int vector)
    {
        var joined = Source[vector];
        if (joined.Op != Operators.Concat)
            return Make.Product(matrix, Rewritten(vector));
        var start = Dim.Zero;
        Value? sum = null;
        foreach (var argument in joined.Arguments)
        {
            var end = start + Source[argument].Shape.Width;
            var term = Product(Columns(matrix, start, end), argument);
            sum = sum is { } soFar ? soFar + term : term;
            start = end;
        }

        return sum!.Value;
    }

    private Value Rows(Value matrix, Dim start, Dim end) => Cut(matrix, start, end, rows: true);

    private Value Columns(Value matrix, Dim start, Dim end) => Cut(matrix, start, end, rows: false);

    // A part of a matrix; rows of a transpose are columns of what was transposed, so that parts are always of the weight.
    private Value Cut(Value matrix, Dim start, Dim end, bool rows)
    {
        if (start.Equals(Dim.Zero) && end.Equals(rows ? matrix.Shape.Rows : matrix.Shape.Width))
            return matrix;
        if (matrix.Instruction.Op == Operators.Transpose)
            return Make.Transpose(Cut(Make.Transpose(matrix), start, end, !rows));
        return Builder.Apply(rows ? Operators.SliceRows : Operators.SliceColumns, [matrix], [start, end]);
    }

    // The user's name for the part, or one made of the whole's name and of the value that is computed from the part.
    private string? NameOfPart(int number, Instruction slice)
    {
        if (slice.Name is not null)
            return slice.Name;
        if (Source[slice.Arguments[0]].Name is not { } whole)
            return null;
        var readers = _uses[number].Select(use => Source[use].Name).ToList();
        if (readers is [{ } reader])
            return whole + "_" + reader;
        _pieces.TryGetValue(whole, out var pieces);
        _pieces[whole] = pieces + 1;
        return $"{whole}_{pieces + 1}";
    }
}
