using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>The program that a body becomes: names, statements, and a place for each result.</summary>
public class ProgramTests
{
    private const string Cell = """
        [RnnCell] public static (Vector h, Vector c, Vector y) Step(
            [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [Weight("H")] Vector b)
        """;

    [Fact]
    public void Elman_BecomesItsProgram() => Assert.Equal(
        """
        %0: vector [I] = Input(x)
        %1: vector [H] = Previous(h)
        %2: matrix [H, I] shared = Weight(Wx)
        %3: matrix [H, H] shared = Weight(Wh)
        %4: vector [H] shared = Weight(b)
        %5: matrix [O, H] shared = Weight(Wy)
        %6: vector [O] shared = Weight(c)
        %7: vector [H] = Product(%2, %0)                 ; h = Tanh(Wx * x + Wh * h + b)
        %8: vector [H] = Product(%3, %1)
        %9: vector [H] = Add(%7, %8)
        %10: vector [H] = Add(%9, %4)
        %11 h: vector [H] = Tanh(%10)
        %12: vector [O] = Product(%5, %11)               ; var y = Wy * h + c
        %13 y: vector [O] = Add(%12, %6)
        next h = %11
        output y = %13

        """, Read.Program(Zoo.Elman));

    [Fact]
    public void Split_GivesEachPartItsName()
    {
        var program = Read.Program(Zoo.CharModel);
        Assert.Contains("%15 i: vector [H] = Slice[0, H](%14)\n%16 f: vector [H] = Slice[H, 2*H](%14)\n%17 g: vector [H] = ", program);
        Assert.Contains("%10: vector [D] = Gather(%4, %0)", program);
        Assert.EndsWith("%32 loss: scalar = Subtract(%30, %31)\nnext h = %27\nnext c = %24\noutput loss = %32\n", program);
    }

    [Theory]
    // A value that is a state and an output, or two states, is copied; a leaf and a part of another value too; nothing else.
    [InlineData("h = Tanh(x); c = Tanh(c); return (h, c, Exp(x));", "Tanh Tanh Exp")]
    [InlineData("h = Tanh(x); c = Tanh(c); return (h, c, h);", "Tanh Tanh Copy")]
    [InlineData("h = Tanh(x); return (h, h, Exp(x));", "Tanh Copy Exp")]
    [InlineData("h = Tanh(x); c = Tanh(x); return (h, c, Exp(x));", "Tanh Copy Exp")]
    [InlineData("return (h, x, b);", "Copy Copy Copy")]
    [InlineData("return (c, h, x);", "Copy Copy Copy")]
    [InlineData("var (p, q) = Split(Concat(h, c), 2); return (p, p, q);", "Copy Copy Copy")]
    public void EachResult_HasAPlaceOfItsOwn(string body, string operators)
    {
        var program = Read.Cell($"{Cell} {{ {body} }}").Program!;
        IrVerifier.VerifyStep(program);
        Assert.Equal(operators, string.Join(" ", program.Roots.Select(root => program[root].Op.Name)));
        Assert.Equal(3, program.Roots.Distinct().Count());
    }

    [Fact]
    public void Results_ComeInTheOrderOfTheReturnType_AndUnderItsNames()
    {
        var program = Read.Cell($"{Cell} => (Tanh(h), Tanh(c), Exp(x));").Program!;
        Assert.Equal(["h", "c"], program.NextStates.Select(state => state.Name));
        Assert.Equal(["y"], program.Outputs.Select(output => output.Name));
        Assert.Equal(["h", "c", "y"], program.Roots.Select(root => program[root].Name));
    }

    [Fact]
    public void AStatement_IsQuotedOnOneLine_WithoutComments()
    {
        var program = Read.Cell($$"""
            {{Cell}}
            {
                // Not part of it.
                h = Tanh(
                    x   + h /* nor this */
                    + b); // nor this
                {
                    var y = h
                        [ .. ];
                    return (h,c, y);
                }
            }
            """).Program!;
        Assert.Equal(["h = Tanh(x + h + b)", "var y = h [..]", "return (h,c, y)"], program.Statements);
        Assert.Equal("h = Tanh(x + h + b)", program.Statements[program[program.NextStates[0].Value].Origin]);
    }

    [Fact]
    public void ACommonExpression_IsComputedOnce()
    {
        var program = Read.Cell($"{Cell} => (Tanh(x + b) * h, Tanh(x + b) * c, Exp(Tanh(x + b)));").Program!;
        Assert.Single(program.Instructions, instruction => instruction.Op == Operators.Tanh);
    }

    [Theory]
    [InlineData("0.10", "0.10")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1_000.5", "1_000.5")]
    [InlineData("2", "2")]
    [InlineData(".5", ".5")]
    [InlineData("1.0d", "1.0d")]
    [InlineData("0.1f", "0.10000000149011612")]
    [InlineData("0xFF", "255")]
    public void ALiteral_KeepsItsText_UnlessOnlyCSharpReadsIt(string literal, string text)
    {
        var program = Read.Cell($"[RnnCell] public static double Step([Input] double x, [State] double h) => {literal} * (h + x);").Program!;
        Assert.Equal(text, Assert.Single(program.Instructions, instruction => instruction.Op == Operators.Literal).Symbol);
    }

    [Fact]
    public void ALength_StaysASize_UntilItIsUsedAsANumber()
    {
        const string cell = "[RnnCell] public static double Step([Input(\"4*H\")] Vector x, [State] double h) => x[x.Length / 4] * (x.Length / 2);";
        var program = Read.Cell(cell).Program!;
        Assert.Equal("H", Assert.Single(program.Instructions, instruction => instruction.Op == Operators.Slice).Sizes[0].Text);
        Assert.Equal("2*H", Assert.Single(program.Instructions, instruction => instruction.Op == Operators.Size).Symbol);
    }
}
