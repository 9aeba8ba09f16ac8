using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes values as the mathematics of a textbook: <c>da ⊙ (1 − h'²)</c>. A value with a name is written by its name.</summary>
internal sealed class MathPrinter(CellModel cell, StepProgram program, bool spellsOutPartialSums = false)
{
    private readonly CellPlan? _plan;
    private readonly Names? _names;

    /// <param name="plan">The plan that the program belongs to.</param>
    /// <param name="names">The names in the generated code.</param>
    /// <param name="program">A program of the plan.</param>
    /// <param name="spellsOutPartialSums">Whether a partial sum is written as its products.</param>
    public MathPrinter(CellPlan plan, Names names, StepProgram program, bool spellsOutPartialSums = false)
        : this(plan.Cell, program, spellsOutPartialSums)
    {
        _plan = plan;
        _names = names;
    }

    // Longer than this, a part of a formula is written by the name that it has in the code.
    private const int Longest = 100;

    private readonly Dictionary<int, (string Text, double Precedence)> _parts = [];
    private readonly HashSet<string> _states = new(cell.States.Select(state => state.Name));
    private MathPrinter? _forward;

    private MathPrinter Forward => _forward ??= new MathPrinter(_plan!, _names!, _plan!.Forward.Program);

    /// <summary>The name of a value in formulas; null if it has none.</summary>
    public string? NameOf(int number)
    {
        var instruction = program[number];
        if (instruction.Op == Operators.Following)
            return $"d{instruction.Symbol}⁺";
        if (instruction.Op == Operators.Seed)
            return $"∂L/∂{Primed(instruction.Symbol)}";
        if (instruction.Op == Operators.Primal)
            return Forward.NameOf(instruction.Primal);
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return instruction.Symbol;
        if (program.StateOf(number) is { } next)
            return program.IsAdjoint ? "d" + next : next + "'";
        // A partial sum has its name from us; where nothing is computed by that name, its products say more.
        if (spellsOutPartialSums && program.IsAdjoint && Naming.IsPartialSum(instruction))
            return null;
        return AdjointOfState(instruction.Name) ?? instruction.Name;
    }

    /// <summary>The formula that computes a value, in terms of values with names.</summary>
    public string Formula(int number) => Formula(number, isRoot: true).Text;

    /// <summary>The name of a value, or the formula of one that has none.</summary>
    public string Text(int number) => NameOf(number) ?? Formula(number);

    /// <summary>An output as it stands, a state with its prime.</summary>
    public string Primed(string name) => _states.Contains(name) ? name + "'" : name;

    // The adjoint of a state's next value: dh'.
    private string? AdjointOfState(string? name)
        => program.IsAdjoint && name is not null && name.StartsWith("d", StringComparison.Ordinal) && _states.Contains(name.Substring(1)) ? name + "'" : null;

    private (string Text, double Precedence) Formula(int number, bool isRoot)
    {
        if (isRoot)
            return Expanded(number);
        // A size may be an expression of its own: x / (4*H).
        if (NameOf(number) is { } name)
            return (name, program[number].Op == Operators.Size && name.IndexOfAny(['+', '-', '*', '/']) >= 0 ? 1 : 3);
        if (_parts.TryGetValue(number, out var part))
            return part;
        part = Expanded(number);
        var isTooLong = part.Text.Length > Longest && !program[number].Shape.IsMatrix;
        return _parts[number] = isTooLong ? (_names?.Value(program, number) ?? "…", 3) : part;
    }

    private (string Text, double Precedence) Expanded(int number)
    {
        var instruction = program[number];
        // What the step computed under no name is written as it was computed.
        if (instruction.Op == Operators.Primal && NameOf(number) is null)
            return Forward.Formula(instruction.Primal, isRoot: false);
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return (NameOf(number)!, 3);
        if (instruction.Op == Operators.Affine)
            return (Affine(instruction), 1);
        if (instruction.Op == Operators.Broadcast || instruction.Op == Operators.Copy || instruction.Op == Operators.Dense)
            return Formula(instruction.Arguments[0], isRoot: false);
        if (instruction.Op == Operators.Transpose)
            return (Operand(instruction, 0) + "ᵀ", 3);
        if (instruction.Op == Operators.AsVector && program[instruction.Arguments[0]] is { } row && row.Op == Operators.SliceRows)
            return ($"{Operand(row, 0)}[{row.Sizes[0]}]", 3);
        if (instruction.Op == Operators.Multiply && instruction.Arguments[0] == instruction.Arguments[1])
            return (Operand(instruction, 0) + "²", 3);
        return (Filled(instruction), instruction.Op.Precedence);
    }

    // The operator's formula with its sizes and operands put in.
    private string Filled(Instruction instruction)
    {
        var all = instruction.Arguments.Select(argument => Formula(argument, isRoot: false).Text);
        var text = instruction.Op.Formula.Replace("{*}", string.Join("; ", all));
        for (var size = 0; size < instruction.Sizes.Count; size++)
            text = text.Replace("{$" + size.ToString(CultureInfo.InvariantCulture) + "}", instruction.Sizes[size].Text);
        // A product with a number needs no ring.
        if (instruction.Op == Operators.Multiply && instruction.Arguments.Any(IsNumber))
            text = text.Replace("⊙", "·");
        for (var place = 0; place < instruction.Arguments.Count; place++)
            text = text.Replace("{" + place.ToString(CultureInfo.InvariantCulture) + "}", Operand(instruction, place));
        return text;
    }

    private string Operand(Instruction instruction, int place)
    {
        var (text, precedence) = Formula(instruction.Arguments[place], isRoot: false);
        var op = instruction.Op;
        var isEnclosed = op.Formula.Contains("(") || op == Operators.Abs || op == Operators.Concat || op == Operators.SquaredNorm;
        var isAssociative = op == Operators.Add || op == Operators.Multiply;
        var comesSecond = precedence == op.Precedence && precedence < 3 && place > 0 && !isAssociative;
        var needs = !isEnclosed && (precedence < op.Precedence || comesSecond);
        return needs ? $"({text})" : text;
    }

    private bool IsNumber(int number)
    {
        var instruction = program[number];
        return instruction.Op == Operators.Broadcast || instruction.Shape.IsScalar;
    }

    private string Affine(Instruction affine)
        => string.Join(" + ", AffineTerms.Of(affine)
            .Select(term => $"{Formula(term.Matrix, isRoot: false).Text}·{Factor(term.Operand)}")
            .Concat(AffineTerms.RestOf(affine).Select(bias => Formula(bias, isRoot: false).Text)));

    private string Factor(int number)
    {
        var (text, precedence) = Formula(number, isRoot: false);
        return precedence < 3 ? $"({text})" : text;
    }
}
