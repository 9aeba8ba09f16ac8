using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>
/// The text in which a program travels: a line for each thing that it has, of which the first word says what it is. The first
/// line holds the version, the last one is <c>end</c>, so that a text that was cut short is known.
/// </summary>
/// <remarks>
/// <code>
/// program 1
/// method "M:Cells.Leaky(AutoDiffRnn.Vector,AutoDiffRnn.Vector,System.Double)"
/// parameter input "x" Vector real [H]
/// parameter state "h" Vector real [H]
/// parameter constant "leak" double real []
/// statement "return leak * h + x"
/// leaf -1 real [H] Input "x" []
/// leaf -1 real [H] Previous "h" []
/// leaf -1 real [] Constant "leak" []
/// value 0 - real [H] Broadcast (2) [H]
/// value 0 - real [H] Multiply (3, 1) []
/// value 0 "h" real [H] Add (4, 0) []
/// result state "h" 5
/// end
/// </code>
/// A value has the statement that it comes from, its name, its shape, its operator, the numbers of its operands and the sizes of the
/// operator; the number of an instruction is its place among them. A size is in its canonical form. The derivative that the user wrote for a
/// value is a program within the program, from <c>override</c> to <c>done</c>; so is a round of a loop, from <c>loop</c> to <c>done</c>, behind the
/// value that the loop makes.
/// </remarks>
internal static class ProgramText
{
    /// <summary>The version that is written, and the only one that is read. It changes with any change of what a line means.</summary>
    public const int Version = 1;

    public const string None = "-";

    /// <summary>The text of a program; each line ends with <c>\n</c>. The same program gives the same text anywhere.</summary>
    public static string Write(Callable callable)
    {
        var text = new StringBuilder();
        Line(text, "program", Number(Version));
        Line(text, "method", Quote(callable.Method));
        foreach (var formal in callable.Parameters)
            Line(text, "parameter", Word(formal.Role), Quote(formal.Name), formal.Type, Write(formal.Shape));
        Write(text, callable.Program, callable.Results);
        Line(text, "end");
        return text.ToString();
    }

    private static void Write(StringBuilder text, StepProgram program, IEnumerable<string> results)
    {
        foreach (var statement in program.Statements)
            Line(text, "statement", Quote(statement));
        foreach (var instruction in program.Instructions)
            Write(text, instruction);
        foreach (var result in results)
            Write(text, result, program);
        foreach (var rule in program.SizeRules)
            Line(text, "rule", rule.Kind.ToString(), Quote(rule.Where), Sizes(rule.Sizes));
        foreach (var handwritten in program.Overrides)
        {
            Line(text, "override", Number(handwritten.Value));
            foreach (var argument in handwritten.Arguments)
                Line(text, "argument", Quote(argument.Name), Number(argument.Value));
            Write(text, handwritten.Derivative, handwritten.Derivative.Outputs.Select(output => output.Name));
            Line(text, "done");
        }
    }

    /// <summary>The word for a role; <see cref="None"/> for none.</summary>
    public static string Word(Role? role) => role is { } known ? known.ToString().ToLowerInvariant() : None;

    /// <summary>The word for what the elements of a value are.</summary>
    public static string Word(Element element) => element.ToString().ToLowerInvariant();

    private static void Write(StringBuilder text, LoopBody loop)
    {
        Line(text, "loop", Quote(loop.Name), Quote(loop.Head), Number(loop.Results), Sizes([loop.Count]));
        foreach (var parameter in loop.Parameters)
            Line(text, "operand", Word(parameter.Role), Quote(parameter.Name), Write(parameter.Shape));
        Write(text, loop.Step, loop.Step.NextStates.Select(state => state.Name));
        Line(text, "done");
    }

    private static void Write(StringBuilder text, Instruction instruction)
    {
        var origin = Number(instruction.Origin);
        var shape = Write(instruction.Shape);
        var sizes = Sizes(instruction.Sizes);
        if (instruction.Op.Kind == OperatorKind.Leaf)
        {
            Line(text, "leaf", origin, shape, instruction.Op.Name, Quote(instruction.Symbol), sizes);
            return;
        }

        var name = instruction.Name is null ? None : Quote(instruction.Name);
        Line(text, "value", origin, name, shape, instruction.Op.Name, $"({string.Join(", ", instruction.Arguments.Select(Number))})", sizes);
        if (instruction.Loop is { } loop)
            Write(text, loop);
    }

    private static void Write(StringBuilder text, string result, StepProgram program)
    {
        var state = program.NextStates.FirstOrDefault(binding => binding.Name == result);
        var binding = state ?? program.Outputs.First(output => output.Name == result);
        Line(text, "result", state is null ? "output" : "state", Quote(result), Number(binding.Value));
    }

    private static void Line(StringBuilder text, params string[] words) => text.Append(string.Join(" ", words)).Append('\n');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(Shape shape) => $"{Word(shape.Element)} {Sizes(shape.Sizes)}";

    private static string Sizes(IEnumerable<Dim> sizes) => $"[{string.Join(", ", sizes.Select(size => size.Text))}]";

    // What could end a line, here or in the source that the text stands in, is written as its number.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029')
                quoted.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
