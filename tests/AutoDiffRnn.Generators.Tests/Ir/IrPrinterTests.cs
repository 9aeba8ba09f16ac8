using System.Globalization;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

public class IrPrinterTests
{
    [Fact]
    public void AStep_IsPrinted_OneInstructionALine_BesideItsStatements()
    {
        const string Expected = """
            %0: vector [I] = Input(x)
            %1: vector [H] = Previous(h)
            %2: matrix [H, I] shared = Weight(Wx)
            %3: matrix [H, H] shared = Weight(Wh)
            %4: vector [H] shared = Weight(b)
            %5: matrix [O, H] shared = Weight(Wy)
            %6: vector [O] shared = Weight(c)
            %7: vector [H] = Product(%2, %0)                 ; h = Tanh(Wx * x + Wh * h + b);
            %8: vector [H] = Product(%3, %1)
            %9: vector [H] = Add(%7, %8)
            %10: vector [H] = Add(%9, %4)
            %11 h: vector [H] = Tanh(%10)
            %12: vector [O] = Product(%5, %11)               ; var y = 0.5 * (Wy * h + c);
            %13: vector [O] = Add(%12, %6)
            %14: scalar shared = Literal(0.5)
            %15: vector [O] shared = Broadcast[O](%14)
            %16 y: vector [O] = Multiply(%15, %13)
            next h = %11
            output y = %16

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), IrPrinter.Print(ElmanPrograms.Step()));
    }

    [Fact]
    public void AnAdjoint_IsPrinted_WithWhatItReadsOfTheForwardPass_AndItsGradients()
    {
        var lines = IrPrinter.Print(ElmanPrograms.Adjoint(ElmanPrograms.Step())).Split('\n');
        Assert.Equal("%0: vector [H] = Primal(%11 h)", lines[0]);
        Assert.Equal("%6: vector [H] = Following(h)", lines[6]);
        Assert.Equal("%26: matrix [H, I] shared = SumRows(%25)", lines[26]);
        Assert.Equal("next h = %19", lines[34]);
        Assert.Equal("output ‖dh‖² = %23", lines[36]);
        Assert.Equal("gradient Wx = %26", lines[37]);
    }

    [Fact]
    public void SizesOfAnOperator_AreInBrackets_AsTheirCanonicalText()
    {
        var builder = new ProgramBuilder();
        var H = Dim.Named("H");
        var a = builder.Leaf(Operators.Weight, "a", Shape.Vector(Dim.Constant(4) * H));
        var part = Make.Slice(a, H, Dim.Constant(2) * H);
        Assert.Equal("%1: vector [H] shared = Slice[H, 2*H](%0)", IrPrinter.Print(part.Number, part.Instruction));
    }

    [Fact]
    public void TheText_IsTheSame_InACultureThatWritesNumbersOtherwise()
    {
        var program = ElmanPrograms.Step();
        var text = IrPrinter.Print(program);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(text, IrPrinter.Print(ElmanPrograms.Step()));
            Assert.StartsWith("%-1: ", IrPrinter.Print(-1, program[0]), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AnInstruction_WithAStatementThatIsNotThere_IsPrintedAllTheSame()
    {
        var program = ElmanPrograms.Step();
        var wrong = program with { Statements = EquatableArray<string>.Empty };
        Assert.Contains("; statement 1", IrPrinter.Print(wrong), StringComparison.Ordinal);
    }
}
