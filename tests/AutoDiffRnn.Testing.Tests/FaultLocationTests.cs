using AutoDiffRnn.Testing.Faults;
using AutoDiffRnn.Testing.Tests.Faulty;

namespace AutoDiffRnn.Testing.Tests;

/// <summary>The statement whose adjoint is wrong is found from which gradients are wrong.</summary>
public sealed class FaultLocationTests
{
    [Theory]
    [InlineData(Fault.Tanh, "var u = Tanh(w * x)")]
    [InlineData(Fault.SigmoidToK, "var v = Sigmoid(k * h)")]
    [InlineData(Fault.Sigmoid, "var v = Sigmoid(k * h)")]
    [InlineData(Fault.ProductToQ, "h = u * v + q * h")]
    [InlineData(Fault.OutputToR, "var y = r * u")]
    [InlineData(Fault.OutputToU, "var y = r * u")]
    public void OneWrongAdjoint_IsThatOfTheStatementNamed(Fault fault, string statement)
    {
        var error = Fails(fault);

        Assert.Equal(statement, error.Statement);
        Assert.Contains("    " + statement + "\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("exactly the gradients that pass through it are wrong", error.Message, StringComparison.Ordinal);
    }

    // u * v passes to v alone what Sigmoid then passes on: the sets are the same, and the nearer one is named first.
    [Fact]
    public void TwoStatementsOneAfterTheOther_AreBothNamed()
    {
        var error = Fails(Fault.ProductToV);

        Assert.Equal("var v = Sigmoid(k * h)", error.Statement);
        Assert.Contains("farther from the wrong parameters: h = u * v + q * h\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongOverSeveralStepsOnly_IsTheHandingBackOfAState()
    {
        var error = Fails(Fault.HandOver);

        Assert.Equal("h = u * v + q * h", error.Statement);
        Assert.Contains("step after hands back", error.Message, StringComparison.Ordinal);
        Assert.Contains("with one step, all are right", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFault_TheHandwrittenPassIsRight()
        => Assert.Equal(CellShape.Default.Count, CellCheck.Run(new HandwrittenGated(Fault.None), null).Shapes.Count);

    [Theory]
    [InlineData("")]
    [InlineData("program 2\nresult state \"h\" 0\nend\n")]
    [InlineData("program 1\nstatement \"h = x\"\nend\n")]
    [InlineData("program 1\nleaf -1 real [H] Input \"x\" []\nresult state \"h\" 1\nend\n")]
    [InlineData("program 1\nvalue 0 - real [H] Tanh (0) []\nresult state \"h\" 0\nend\n")]
    public void ATextThatIsNoProgram_IsNotRead(string text) => Assert.Null(ProgramReader.Read(text));

    [Fact]
    public void AStatementWithQuotesAndLines_IsReadAsWritten()
    {
        var program = ProgramReader.Read("program 1\nstatement \"a[\\\"b\\\\\\\"] =\\u000a 1\"\n"
            + "leaf 0 real [2*H, I] Weight \"a\" []\nresult output \"y\" 0\nend\n");

        Assert.Equal("a[\"b\\\"] =\n 1", Assert.Single(program!.Statements));
        Assert.Equal("a", Assert.Single(program.Values).Parameter);
    }

    private static CellCheckException Fails(Fault fault) => Assert.Throws<CellCheckException>(() => CellCheck.Run(new HandwrittenGated(fault), null));
}
