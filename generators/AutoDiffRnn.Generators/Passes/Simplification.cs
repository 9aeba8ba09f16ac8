using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Drops what no result needs and writes what is left as a person would: <c>a + −b</c> as <c>a − b</c>, <c>1·a</c> as <c>a</c>.
/// </summary>
internal sealed class Simplification : Rewriter
{
    private Simplification(StepProgram source)
        : base(source)
    {
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
        var value = base.Rewrite(number, instruction);
        return Simpler(value.Instruction, value);
    }

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
