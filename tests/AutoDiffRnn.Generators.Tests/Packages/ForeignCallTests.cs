using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;
using AutoDiffRnn.Generators.Scheduling;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Packages;

/// <summary>Cells that call cells and functions of another assembly: what they become is what they would be in one.</summary>
public class ForeignCallTests
{
    private const string Parameters = "[Input(\"I\")] Vector x, [Input] int token, [State(\"H\")] Vector h, [Weight(\"H\", \"I\")] Matrix W, "
        + "[Weight(\"H\", \"H\")] Matrix U, [Weight(\"H\")] Vector b, [Weight(\"V\", \"H\")] Matrix E, [Constant] int n, [Constant] double rate";

    private const string Functions = """
        [Differentiable] public static Vector Gate(Matrix W, Vector x, Vector b) => Sigmoid(W * x + b);
        [Differentiable] public static double Gate(Vector v) => Sum(Sigmoid(v));
        [Differentiable] public static (Vector low, Vector high) Halves(Vector v) { var (low, high) = Split(v, 2); return (low, high); }
        [Differentiable] public static Vector Ends(Vector v, int n) => Concat(v[..n], v[^n..]) * n;
        [Differentiable] public static Vector Mixed(Vector a, Vector b, double rate) => rate * a + (1 - rate) * b;
        [Differentiable] public static Vector Either(Vector a, Vector b, bool first) => first ? Tanh(a) : b;
        [Differentiable] public static Mask Larger(Vector a, Vector b) => a > b;
        [Differentiable] public static double Root(Vector v) { var s = Sum(v); if (s > 0) return Sqrt(s); return 0.1 * s; }
        [Differentiable] public static Vector Nested(Vector v, Matrix W, Vector b) => Gate(W, Mixed(v, b, 0.25), b);
        [Differentiable] public static Vector Rise(Vector v, int n, double slope) => Where(v > 0, Ones(v.Length), Zeros(v.Length)) * n * slope;
        [DerivativeOf(nameof(Rise))] public static (Vector v, double slope) RiseAdjoint(Vector v, int n, double slope, Vector y, Vector dy)
            => (dy * slope * n / (1 + v * v) + y, Dot(dy, y));
        [Differentiable] public static Vector Twice(Vector v, double s) => s > 0 ? Rise(Rise(v, 1, s), 2, s) : v;
        [RnnCell] public static (Vector h, double loss) Reader([Input] int token, [State("N")] Vector h, [Weight("M", "N")] Matrix E)
        {
            h = Tanh(h + E[token]);
            return (h, CrossEntropy(E * h, token));
        }
        """;

    // Written out in one assembly, or with other operands that all rows share: the loop differs, and what it computes does not.
    [Theory]
    [InlineData("h = Rounds(h, U, b, n);")]
    [InlineData("h = Rounds(Rounds(b, U, b, n), U - U.T, h, 2);")]
    [InlineData("h = h + Rounds(b, U, b, n) + x.Length * Rounds(Tanh(b), U, h, n);")]
    [InlineData("h = Rounds(h, Outer(h, b), W * x, n);")]
    public void ACallOfALoop_IsTheSameFunction(string statement)
    {
        const string rounds = """
            [Differentiable] public static Vector Rounds(Vector v, Matrix W, Vector b, int n)
            {
                for (var k = 0; k < n; k++)
                    v = Tanh(W * v + b / (k + 1.0)) + 0.5 * v;
                return v;
            }
            """;
        var both = new TwoAssemblies(rounds, $"[RnnCell] public static Vector Step({Parameters}) {{ {statement} return Tanh(h); }}");
        var model = TwoAssemblies.CellOf(both.Project);
        Assert.NotEmpty(model.Program!.InnerLoops);
        Assert.Equal(1, PlainRun.Compare(model, both.Method("Step")));
    }

    [Theory]
    [InlineData("h = Gate(W, x, b);")]
    [InlineData("h = Gate(U, Gate(W, x, b), b) * Gate(b);")]
    [InlineData("h = Gate(b: b, x: x, W: W);")]
    [InlineData("var (low, high) = Halves(Concat(h, x, h, x)); h = Concat(low, high)[..h.Length];")]
    [InlineData("h = Concat(Ends(Concat(h, h), 3), Ends(b, 2), h)[10..] + b;")]
    [InlineData("h = h * Sum(Ends(b, n)) * Sum(Ends(x, x.Length / 2));")]
    [InlineData("h = Mixed(h, b, rate);")]
    [InlineData("h = Mixed(h, b, 0.5);")]
    [InlineData("h = Either(h, b, true);")]
    [InlineData("h = Either(h, b, Sum(x) > 0);")]
    [InlineData("h = Where(Larger(h, b), h, 2 * b);")]
    [InlineData("h = h * Root(x);")]
    [InlineData("if (Sum(b) > 0) h = h * Root(x);")]
    [InlineData("h = Nested(h, U, b);")]
    [InlineData("h = Rise(h, 3, 0.5) * Sum(Rise(x, n, Sum(x)));")]
    [InlineData("h = Twice(h, Sum(x));")]
    [InlineData("var (g, loss) = Reader(token, h, E); h = g * loss;")]
    [InlineData("if (Sum(x) > 0) (h, var loss) = Reader(token, h, E);")]
    [InlineData("(h, var first) = Reader(token, h, E); (h, var second) = Reader(token, h, E); h *= first + second;")]
    public void ACall_IsWhatItIsInOneAssembly(string statement)
    {
        var both = new TwoAssemblies(Functions, $"[RnnCell] public static Vector Step({Parameters}) {{ {statement} return Tanh(h); }}");
        var model = TwoAssemblies.CellOf(both.Project);
        Assert.Equal(1, PlainRun.Compare(model, both.Method("Step")));
        Assert.Equal(model, TwoAssemblies.CellOf(both.BesideTheProject));
        var inOne = TwoAssemblies.CellOf(both.InOneAssembly).Program!;
        Assert.Equal(Unnamed(inOne), Unnamed(model.Program!));
        Assert.Equal(inOne.SizeRules, model.Program!.SizeRules);
        Assert.Equal(DerivativesOf(inOne), DerivativesOf(model.Program));
    }

    // Which conditions the derivatives are handed stands in another order than in one assembly.
    [Theory]
    [InlineData("if (rate > 0) h = Twice(b, rate);")]
    [InlineData("if (Sum(x) > 0) h = Rise(h, n, 2);")]
    public void ADerivativeByHand_OnASideOfABranch_IsTheSameFunction(string statement)
    {
        var both = new TwoAssemblies(Functions, $"[RnnCell] public static Vector Step({Parameters}) {{ {statement} return Tanh(h); }}");
        var model = TwoAssemblies.CellOf(both.Project);
        Assert.Equal(1, PlainRun.Compare(model, both.Method("Step")));
        Assert.Equal(TwoAssemblies.CellOf(both.InOneAssembly).Program!.Overrides.Count, model.Program!.Overrides.Count);
        Assert.All(model.Program.Overrides, handwritten => Assert.Contains(handwritten.Arguments, argument => argument.Name == "taken.here"));
        var step = CellPlan.Arrange(model.Program);
        IrVerifier.VerifyAdjoint(CellPlan.Differentiate(step), step);
    }

    [Fact]
    public void TheStatementsOfTheCallee_AreTheOriginsOfItsInstructions()
    {
        var both = new TwoAssemblies(Functions, $"[RnnCell] public static Vector Step({Parameters}) {{ h = Gate(W, x, b); return Tanh(h); }}");
        Assert.Contains(" = Sigmoid(", IrPrinter.Print(TwoAssemblies.CellOf(both.Project).Program!));
        var program = TwoAssemblies.CellOf(both.Project).Program!;
        var gate = Assert.Single(program.Instructions, instruction => instruction.Op == Operators.Sigmoid);
        Assert.Equal("Sigmoid(W * x + b)", program.Statements[gate.Origin].Replace("return ", ""));
        Assert.Equal("h", gate.Name);
        Assert.Equal("return Tanh(h)", program.Statements[program[program.NextStates[0].Value].Origin]);
    }

    [Fact]
    public void OpenSizesOfTheCaller_FollowFromTheCallee()
    {
        const string cell = "[RnnCell] public static Vector Step([Input] Vector x, [State(\"K\")] Vector h, [Weight] Matrix P, [Weight] Vector q) "
            + "=> Tanh(Gate(P, x, q)) * h * Sum(x * Ones(3));";
        var model = TwoAssemblies.CellOf(new TwoAssemblies(Functions, cell).Project);
        Assert.Equal(["[3]", "[K]", "[K, 3]", "[K]"], model.Parameters.Select(parameter => parameter.Shape.ToString().Split(' ', 2)[1]));
    }

    [Theory]
    [InlineData("h = Gate(W, ⟦h⟧, b);",
        "ADR0018: 'h': it is a vector [H]; 'xLength' of 'Gate' is I by its argument 'W', but H by this one")]
    [InlineData("(h, var y) = Reader(token, x, ⟦E⟧);",
        "ADR0018: 'E': it is a matrix [V, H]; 'N' of cell 'Reader' is I by its argument 'h', but H by this one")]
    [InlineData("h = Ends(h, ⟦token⟧);",
        "ADR0021: 'token' cannot be 'n'; write it with whole numbers, [Constant] int parameters, and .Length, .Rows or .Columns")]
    [InlineData("h *= Sum(⟦Wide(Ones(3))⟧);", "ADR0018: 'Wide(Ones(3))': in it is 'Split(v, 2)'; that needs a length of 3 that 2 divides")]
    [InlineData("h = ⟦Hidden.Gate(h)⟧;",
        "ADR0041: 'Hidden.Gate' cannot be called: assembly 'Library' carries no program for it; make the method and its types public, and build "
            + "'Library' with the package AutoDiffRnn")]
    [InlineData("h = ⟦Plain(h)⟧;", "ADR0015: 'Plain' cannot be called from a cell; write its formula here, with the functions and operators of CellMath")]
    public void AWrongCall_IsReportedAtItsPlace(string statement, string message)
    {
        const string more = """
            [Differentiable] public static Vector Wide(Vector v) => Split(v, 2)[0];
            public static Vector Plain(Vector v) => v;
            public static partial class Hidden { [Differentiable] public static Vector Gate(Vector v, int parts = 2) => Split(v, parts)[0]; }
            """;
        var (before, rest) = (statement[..statement.IndexOf('⟦')], statement[(statement.IndexOf('⟦') + 1)..]);
        var place = rest[..rest.IndexOf('⟧')];
        var plain = before + rest.Replace("⟧", "", StringComparison.Ordinal);
        var both = new TwoAssemblies(Functions + more, $"[RnnCell] public static Vector Step({Parameters}) {{ {plain} return Tanh(h); }}");
        Assert.Equal([(message, place)], both.Reports());
    }

    [Theory]
    [InlineData("(1, ", "(2, ",
        "ADR0042: 'Parts.F' cannot be called: its program in assembly 'Library' is of version 2, and this project reads version 1; update the package "
            + "AutoDiffRnn of this project to the one that 'Library' was built with")]
    [InlineData("(1, ", "(0, ",
        "ADR0042: 'Parts.F' cannot be called: its program in assembly 'Library' is of version 0, and this project reads version 1; update 'Library' "
            + "to one that was built with the package AutoDiffRnn of this project")]
    [InlineData(" Tanh (0)", " Tanx (0)",
        "ADR0043: 'Parts.F' cannot be called: its program in assembly 'Library' is damaged (line 6: there is no operator 'Tanx'); build or install "
            + "'Library' anew")]
    [InlineData("parameter - \"v\"", "parameter - \"w\"",
        "ADR0043: 'Parts.F' cannot be called: its program in assembly 'Library' is damaged (it is the program of another method); build or install "
            + "'Library' anew")]
    [InlineData("Input \"v\"", "Input \"w\"",
        "ADR0043: 'Parts.F' cannot be called: its program in assembly 'Library' is damaged (it reads 'w', which is no parameter); build or install "
            + "'Library' anew")]
    [InlineData("M:Library.Parts.F(", "M:Library.Parts.G(",
        "ADR0041: 'Parts.F' cannot be called: assembly 'Library' carries no program for it; make the method and its types public, and build "
            + "'Library' with the package AutoDiffRnn")]
    public void AProgramThatCannotBeRead_IsReported(string old, string edited, string message)
    {
        const string library = "[Differentiable] public static Vector F(Vector v) => Tanh(v);";
        var both = new TwoAssemblies(library, $"[RnnCell] public static Vector Step({Parameters}) => F(h);", text =>
        {
            Assert.Contains(old, text);
            return text.Replace(old, edited);
        });
        Assert.Equal([(message, "F(h)")], both.Reports());
    }

    // Each with how many arguments it has, and what it does with them: a stand-in for the branch it is on may be called otherwise.
    private static IEnumerable<string> DerivativesOf(StepProgram program) => program.Overrides.Select(handwritten => $"{handwritten.Arguments.Count} "
        + Unnamed(handwritten.Derivative));

    // A name that a callee's result has only as its result is the caller's to give: it differs where the caller gives none. What a body that is
    // read notes about its branches and nothing needs is left out. The place of its own that a value with a derivative by hand has is its
    // own statement's, or the caller's.
    private static string Unnamed(StepProgram program)
    {
        var needed = new Rewriter(program).Run();
        return IrPrinter.Print(needed with { Instructions = new([.. needed.Instructions.Select(Plain)]) });

        Instruction Plain(Instruction instruction)
            => instruction with { Name = null, Origin = program.Overrides.Count > 0 ? -1 : instruction.Origin };
    }
}
