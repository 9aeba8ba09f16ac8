using AutoDiffRnn.Generators.Ir;
using CsCheck;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>The algebra of sizes: whatever form an expression takes, its value is C#'s.</summary>
public class DimTests
{
    private static readonly string[] Names = ["H", "I", "O"];

    private static readonly Gen<Dictionary<string, int>> Sizes
        = Gen.Int[1, 40].Array[3].Select(values => Names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second));

    // A program for a stack machine, (operation, number), so that an expression is made without recursion and shrinks well.
    private static readonly Gen<(int Operation, int Number)[]> WithQuotients = Gen.Select(Gen.Int[0, 5], Gen.Int[-6, 12]).Array[1, 14];

    private static readonly Gen<(int Operation, int Number)[]> Polynomials = Gen.Select(Gen.Int[0, 4], Gen.Int[-6, 12]).Array[1, 14];

    [Fact]
    public void ACanonicalForm_HasTheValue_OfTheExpressionItWasMadeOf()
        => Gen.Select(WithQuotients, Sizes).Sample((code, sizes) =>
        {
            var (dim, value) = Run(code, sizes);
            Assert.Equal(value, dim.Evaluate(sizes));
            Assert.True(dim.Value is null || dim.Value == value, $"{dim} is {dim.Value}, not {value}");
            Assert.Subset(Names.ToHashSet(), dim.Names.ToHashSet());
        }, iter: 3000);

    [Fact]
    public void Polynomials_AreEqual_HoweverTheyWereWritten()
        => Gen.Select(Polynomials, Polynomials, Polynomials).Sample((first, second, third) =>
        {
            var sizes = Names.ToDictionary(name => name, _ => 1);
            var (a, b, c) = (Run(first, sizes).Dim, Run(second, sizes).Dim, Run(third, sizes).Dim);
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal((a * b) * c, a * (b * c));
            Assert.Equal(a * (b + c), a * b + a * c);
            Assert.Equal(Dim.Zero, a - a);
            Assert.Equal(a, a + b - b);
            Assert.Equal((a * b).GetHashCode(), (b * a).GetHashCode());
        });

    [Fact]
    public void AMultiple_DividesOut_AndAnythingElseIsKept()
        => Gen.Select(Polynomials, Gen.Int[1, 9]).Sample((code, divisor) =>
        {
            var dim = Run(code, Names.ToDictionary(name => name, _ => 1)).Dim;
            Assert.Equal(dim, Dim.Constant(divisor) * dim / Dim.Constant(divisor));
        });

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(5, 4, 1)]
    [InlineData(7, 7, 9)]
    public void ASumThatDividesOnlyInPart_IsDividedAsAWhole(int h, int i, int divisor)
    {
        var sizes = new Dictionary<string, int> { ["H"] = h, ["I"] = i };
        var (H, I, d) = (Dim.Named("H"), Dim.Named("I"), Dim.Constant(divisor));
        Assert.Equal((4 * divisor * h + i) / divisor, ((Dim.Constant(4) * d * H + I) / d).Evaluate(sizes));
        Assert.Equal((divisor * h - i - 1) / divisor, ((d * H - I - Dim.One) / d).Evaluate(sizes));
        Assert.Equal(h / divisor * divisor, (H / d * d).Evaluate(sizes));
    }

    [Fact]
    public void TheText_IsTheExpression_AsAPersonWritesIt()
    {
        var (H, I, one, two) = (Dim.Named("H"), Dim.Named("I"), Dim.One, Dim.Constant(2));
        Assert.Equal("0", (H - H).Text);
        Assert.Equal("H + I", (I + H).Text);
        Assert.Equal("4*H", (H * two + two * H).Text);
        Assert.Equal("H*I + 2", (two + I * H).Text);
        Assert.Equal("-H + 2", (two - H).Text);
        Assert.Equal("-2*H - 1", (H - one - H - H - H).Text);
        Assert.Equal("(H / 2)", (H / two).Text);
        Assert.Equal("((H + 1) / 2)*H", (H * ((H + one) / two)).Text);
        Assert.Equal("((H / 2) / I)", (H / two / I).Text);
    }

    [Fact]
    public void AnOperand_IsInParentheses_WhereItWouldBeTornApart()
    {
        var (H, I) = (Dim.Named("H"), Dim.Named("I"));
        Assert.Equal(["H", "4", "(H + I)", "(2*H)", "(H*I)", "(-1)", "(H / I)"], new[]
        {
            H.Operand, Dim.Constant(4).Operand, (H + I).Operand, (H + H).Operand, (H * I).Operand, Dim.Constant(-1).Operand, (H / I).Operand,
        });
    }

    // The same program with Dim and with long arithmetic; a division by what is zero at these sizes is left out.
    private static (Dim Dim, long Value) Run((int Operation, int Number)[] code, Dictionary<string, int> sizes)
    {
        var stack = new Stack<(Dim Dim, long Value)>();
        foreach (var (operation, number) in code)
        {
            if (operation < 2 || stack.Count < 2)
            {
                var name = Names[Math.Abs(number) % Names.Length];
                stack.Push(operation == 0 ? (Dim.Constant(number), number) : (Dim.Named(name), sizes[name]));
                continue;
            }

            var (right, left) = (stack.Pop(), stack.Pop());
            if (operation == 5 && right.Value == 0)
                right = (Dim.One, 1);
            stack.Push(operation switch
            {
                2 => (left.Dim + right.Dim, left.Value + right.Value),
                3 => (left.Dim - right.Dim, left.Value - right.Value),
                4 => Math.Abs(left.Value * right.Value) > 1_000_000 ? left : (left.Dim * right.Dim, left.Value * right.Value),
                _ => (left.Dim / right.Dim, left.Value / right.Value),
            });
        }

        return stack.Peek();
    }
}
