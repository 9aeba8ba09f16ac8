using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// A program as text for a person: one instruction a line, with its number, name, shape and operation, and the statement that
/// it comes from beside the first of that statement's instructions; then the values that are read from outside.
/// </summary>
/// <remarks>
/// <c>%9 h: vector [H] = Tanh(%8)</c> reads: instruction 9, which the user calls h. Sizes that belong to the operator are in
/// brackets, <c>Slice[0, H](%4)</c>; what all steps and examples share says so. The same program gives the same text anywhere.
/// </remarks>
internal static class IrPrinter
{
    // Statements start in one column, unless the instruction itself is longer.
    private const int StatementColumn = 48;

    public static string Print(StepProgram program)
    {
        var text = new StringBuilder();
        var shown = -1;
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            var instruction = program[number];
            var line = Print(number, instruction);
            if (instruction.Origin >= 0 && instruction.Origin != shown)
            {
                shown = instruction.Origin;
                line = line.PadRight(StatementColumn) + " ; " + Statement(program, shown);
            }

            text.Append(line).Append('\n');
        }

        Print(text, "next", program.NextStates);
        Print(text, "output", program.Outputs);
        Print(text, "gradient", program.Gradients);
        return text.ToString();
    }

    /// <summary>One instruction as the program's text shows it, without its statement.</summary>
    public static string Print(int number, Instruction instruction)
    {
        var name = instruction.Name is null ? "" : " " + instruction.Name;
        var shared = instruction.IsShared ? " shared" : "";
        return $"{Reference(number)}{name}: {instruction.Shape}{shared} = {Operation(instruction)}";
    }

    private static string Operation(Instruction instruction)
    {
        var op = instruction.Op;
        if (op == Operators.Primal)
            return $"{op.Name}({(Reference(instruction.Primal) + " " + instruction.Symbol).TrimEnd()})";
        if (op.Kind == OperatorKind.Leaf)
            return $"{op.Name}({instruction.Symbol})";
        var sizes = instruction.Sizes.Count == 0 ? "" : $"[{string.Join(", ", instruction.Sizes.Select(size => size.Text))}]";
        return $"{op.Name}{sizes}({string.Join(", ", instruction.Arguments.Select(Reference))})";
    }

    private static string Reference(int number) => "%" + number.ToString(CultureInfo.InvariantCulture);

    // The index is printed as it is where there is no such statement: a program that is wrong is printed to see what is wrong.
    private static string Statement(StepProgram program, int index) => index < program.Statements.Count
        ? string.Join(" ", program.Statements[index].Split([' ', '\t', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries))
        : "statement " + index.ToString(CultureInfo.InvariantCulture);

    private static void Print(StringBuilder text, string what, IEnumerable<Binding> bindings)
    {
        foreach (var binding in bindings)
            text.Append(what).Append(' ').Append(binding.Name).Append(" = ").Append(Reference(binding.Value)).Append('\n');
    }
}
