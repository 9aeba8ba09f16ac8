using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>Programs with one seeded mistake each: the verifier finds it, and its message says where.</summary>
public class IrVerifierTests
{
    private static readonly StepProgram Step = ElmanPrograms.Step();

    private static readonly Dictionary<string, (StepProgram Program, string Message)> WrongSteps = new()
    {
        ["operand after its use"] =
            (Change(Step, 9, i => i with { Arguments = EquatableArray.Of(7, 10) }),
             "%9: vector [H] = Add(%7, %10): the operand %10"),
        ["operand of itself"] =
            (Change(Step, 9, i => i with { Arguments = EquatableArray.Of(7, 9) }),
             "the operand %9 does not come before it"),
        ["negative operand"] = (Change(Step, 11, i => i with { Arguments = EquatableArray.Of(-1) }), "the operand %-1"),
        ["too few operands"] =
            (Change(Step, 9, i => i with { Arguments = EquatableArray.Of(7) }),
             "Add takes 2 operands, but there are 1"),
        ["no operands to join"] =
            (Change(Step, 9, i => i with { Op = Operators.Concat, Arguments = EquatableArray<int>.Empty }),
             "takes at least 1 operands"),
        ["shapes that do not fit"] =
            (Change(Step, 9, i => i with { Arguments = EquatableArray.Of(7, 0) }),
             "the shapes vector [H] and vector [I] differ"),
        ["result's shape"] =
            (Change(Step, 11, i => i with { Shape = Shape.Vector(Dim.Named("I")) }),
             "%11 h: vector [I] = Tanh(%10): its shape should be vector [H]"),
        ["result's element"] =
            (Change(Step, 11, i => i with { Shape = i.Shape.Of(Element.Truth) }),
             "its shape should be vector [H]"),
        ["missing size"] =
            (Change(Step, 11, i => i with { Op = Operators.Slice, Sizes = EquatableArray.Of(Dim.Zero) }),
             "Slice has too few sizes: 1"),
        ["unknown operator"] = (Change(Step, 11, i => i with { Op = Copy(Operators.Tanh) }), "not one of Operators.All"),
        ["row value marked shared"] =
            (Change(Step, 11, i => i with { IsShared = true }),
             "it is not the same for all steps and examples"),
        ["shared value not marked"] =
            (Change(Step, 15, i => i with { IsShared = false }),
             "it is the same for all steps and examples"),
        ["input marked shared"] =
            (Change(Step, 0, i => i with { IsShared = true }),
             "%0: vector [I] shared = Input(x): it is not the same"),
        ["weight not shared"] = (Change(Step, 4, i => i with { IsShared = false }), "Weight(b): it is the same"),
        ["leaf without a symbol"] = (Change(Step, 4, i => i with { Symbol = "" }), "the symbol is empty"),
        ["symbol of no leaf"] = (Change(Step, 11, i => i with { Symbol = "h" }), "only a leaf has a symbol"),
        ["sizes of a leaf"] = (Change(Step, 4, i => i with { Sizes = EquatableArray.Of(Dim.One) }), "Weight has 1 sizes"),
        ["primal of no Primal"] = (Change(Step, 11, i => i with { Primal = 3 }), "only a Primal leaf"),
        ["vector as a number"] = (Change(Step, 14, i => i with { Shape = Shape.Vector(Dim.Named("O")) }), "a number is a scalar"),
        ["token as a weight"] = (Change(Step, 4, i => i with { Shape = Shape.Index }), "a Weight holds real numbers"),
        ["one leaf, two shapes"] =
            (Change(Step, 4, i => i with { Symbol = "c" }),
             "%6: vector [O] shared = Weight(c): elsewhere Weight(c) is a vector [H]"),
        ["leaf of an adjoint"] = (Change(Step, 0, i => i with { Op = Operators.Seed }), "Seed belongs to an adjoint program"),
        ["sum over all rows"] =
            (Change(Step, 11, i => i with { Op = Operators.SumRows, IsShared = true }),
             "a sum over all rows belongs to an adjoint"),
        ["statement"] = (Change(Step, 11, i => i with { Origin = 2 }), "there is no statement 2"),
        ["next state beyond the end"] = (Step with { NextStates = Bind("h", 17) }, "next h = %17: there is no such instruction"),
        ["output before the start"] = (Step with { Outputs = Bind("y", -1) }, "output y = %-1: there is no such instruction"),
        ["state of another shape"] =
            (Step with { NextStates = Bind("h", 16) },
             "next h = %16: it is a vector [O], but the state is a vector [H]"),
        ["state without a next value"] =
            (Step with { NextStates = Bind("g", 11) },
             "%1: vector [H] = Previous(h): no next state 'h' is handed on"),
        ["name taken"] = (Step with { Outputs = Bind("h", 16) }, "output h = %16: the name is taken by another result"),
        ["nameless output"] = (Step with { Outputs = Bind("", 16) }, "the name is empty"),
        ["gradient of a step"] = (Step with { Gradients = Bind("b", 4) }, "gradients belong to an adjoint program"),
    };

    private static readonly StepProgram Adjoint = ElmanPrograms.Adjoint(Step);

    private static readonly Dictionary<string, (StepProgram Program, string Message)> WrongAdjoints = new()
    {
        ["value that is not there"] =
            (Change(Adjoint, 0, i => i with { Primal = 17 }),
             "the forward program has no instruction %17"),
        ["value of another shape"] =
            (Change(Adjoint, 0, i => i with { Primal = 16 }),
             "the forward program's value is a vector [O]"),
        ["value of no number"] = (Change(Adjoint, 0, i => i with { Primal = -1 }), "a Primal leaf, and no other"),
        ["shared value read as a row's"] = (Change(Adjoint, 0, i => i with { Primal = 4 }), "it is the same for all steps"),
        ["seed of nothing"] =
            (Change(Adjoint, 1, i => i with { Symbol = "z" }),
             "the forward program has no state or output 'z'"),
        ["seed of another shape"] = (Change(Adjoint, 5, i => i with { Symbol = "y" }), "'y' is a vector [O]"),
        ["following an output"] = (Change(Adjoint, 6, i => i with { Symbol = "y" }), "the forward program has no state 'y'"),
        ["leaf of another shape"] =
            (Change(Adjoint, 24, i => i with { Shape = Shape.Vector(Dim.Named("J")) }),
             "elsewhere Input(x) is a vector [I]"),
        ["state not handed back"] =
            (Adjoint with { NextStates = EquatableArray<Binding>.Empty },
             "Following(h): no next state 'h' is handed on"),
        ["state handed back in another shape"] =
            (Adjoint with { NextStates = Bind("h", 22) },
             "next h = %22: it is a vector [I], but the state is a vector [H]"),
        ["unknown state"] =
            (Adjoint with { NextStates = EquatableArray.Of(Adjoint.NextStates[0], new Binding("g", 19)) },
             "the forward program has no such state"),
        ["gradient of one row"] =
            (Adjoint with { Gradients = Bind("b", 16) },
             "gradient b = %16: it is not summed over all steps and examples"),
        ["gradient of another shape"] =
            (Adjoint with { Gradients = Bind("b", 33) },
             "it is a vector [O], but 'b' is a vector [H]"),
        ["gradient of no weight"] =
            (Adjoint with { Gradients = Bind("V", 30) },
             "the forward program has no Weight of that name"),
        ["input's adjoint of another shape"] =
            (Adjoint with { Outputs = Bind("x", 19) },
             "it is a vector [H], but 'x' is a vector [I]"),
        ["sum handed back"] =
            (Adjoint with { NextStates = Bind("h", 30) },
             "next h = %30: it is read at each step, but is known only after all rows"),
        ["sum of a sum"] =
            (Change(Adjoint, 33, i => i with { Arguments = EquatableArray.Of(30), Shape = Shape.Vector(Dim.Named("H")) }),
             "a sum over all rows already"),
        ["row that reads a sum"] =
            (Append(Adjoint, Operators.Add, 16, 30),
             "it is computed for each row, but reads a sum over all rows"),
        ["sum not marked shared"] =
            (Change(Adjoint, 30, i => i with { IsShared = false }),
             "%30: vector [H] = SumRows(%16): it is the same"),
        ["not marked as an adjoint"] = (Adjoint with { IsAdjoint = false }, "an adjoint is checked with its forward program"),
    };

    public static TheoryData<string> NamesOfWrongSteps => [.. WrongSteps.Keys];

    public static TheoryData<string> NamesOfWrongAdjoints => [.. WrongAdjoints.Keys];

    [Fact]
    public void ElmansPrograms_AreAccepted()
    {
        IrVerifier.VerifyStep(Step);
        IrVerifier.VerifyAdjoint(Adjoint, Step);
    }

    [Theory]
    [MemberData(nameof(NamesOfWrongSteps))]
    public void AStep_WithAMistake_IsRefused_AndTheMessageSaysWhere(string mistake)
    {
        var (program, message) = WrongSteps[mistake];
        var error = Assert.Throws<InvalidOperationException>(() => IrVerifier.VerifyStep(program));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NamesOfWrongAdjoints))]
    public void AnAdjoint_WithAMistake_IsRefused_AndTheMessageSaysWhere(string mistake)
    {
        var (program, message) = WrongAdjoints[mistake];
        var error = Assert.Throws<InvalidOperationException>(() => IrVerifier.VerifyAdjoint(program, Step));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAdjoint_CheckedAsAStep_IsRefused()
        => Assert.Throws<InvalidOperationException>(() => IrVerifier.VerifyStep(Adjoint));

    private static StepProgram Change(StepProgram program, int number, Func<Instruction, Instruction> change)
    {
        var instructions = program.Instructions.ToArray();
        instructions[number] = change(instructions[number]);
        return program with { Instructions = instructions.ToEquatable() };
    }

    private static StepProgram Append(StepProgram program, Operator op, params int[] arguments)
    {
        var last = program[arguments[0]] with { Op = op, Arguments = arguments.ToEquatable(), Name = null };
        return program with { Instructions = program.Instructions.Append(last).ToEquatable() };
    }

    private static EquatableArray<Binding> Bind(string name, int value) => EquatableArray.Of(new Binding(name, value));

    private static Operator Copy(Operator op) => new()
    {
        Name = op.Name,
        Kind = op.Kind,
        Arity = op.Arity,
        ResultShape = op.ResultShape,
        Evaluate = op.Evaluate,
    };
}
