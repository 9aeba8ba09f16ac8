using AutoDiffRnn.Generators.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Diagnostics;

/// <summary>Every problem of a body, at its place, in its words.</summary>
public class BodyDiagnosticTests
{
    private const string Token = "takes a token or class for a number; use an int input only as the row of a weight, the element of a vector "
        + "or the target of CrossEntropy, and make a number that is computed with a double";

    private const string Parameters = """
        [Input("I")] Vector x, [Input] int token, [Input] double u, [State("H")] Vector h, [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U, [Weight("H")] Vector b, [Constant] int k, [Constant] bool flag
        """;

    [Theory]
    [InlineData("for (var i = 0; ⟦i < u⟧; i++) h = Tanh(h);",
        "ADR0025: The rounds of a loop with the condition 'i < u' are not known when a network is created; compare a counter that each round changes by "
            + "the same number with a number, a const, a [Constant] int, or a .Length, .Rows or .Columns")]
    [InlineData("for (var i = 1; ⟦i < k⟧; i *= 2) h = Tanh(h);",
        "ADR0025: The rounds of a loop with the condition 'i < k' are not known when a network is created; compare a counter that each round changes by "
            + "the same number with a number, a const, a [Constant] int, or a .Length, .Rows or .Columns")]
    [InlineData("var n = 1; ⟦for⟧ (var i = 0; i < k; i++) { n += 1; h = Tanh(n * h); }",
        "ADR0044: 'n' changes from round to round of a loop whose rounds are known only when a network is created; make it a double, a Vector or a Matrix")]
    [InlineData("⟦for⟧ (var i = 0; i < k; i++) { h = Tanh(h); break; }",
        "ADR0013: 'break' cannot be differentiated in cell 'Step'; a loop whose rounds are known only when a network is created runs all of them; "
            + "choose what it changes with an if")]
    [InlineData("for (var i = 0; i < k; i++) h = ⟦i / 2⟧ * h;",
        "ADR0014: 'i / 2' is not part of the cell language; the counter of a loop whose rounds are known only when a network is created takes + - * "
            + "and comparisons; divide it as a double")]
    [InlineData("for (var i = 0; i < 3; i++) { if (u > 0) ⟦break⟧; h = Tanh(h); }",
        "ADR0013: 'break' cannot be differentiated in cell 'Step'; its condition depends on data; put what it would leave out into the other "
            + "side of the if")]
    [InlineData("⟦for⟧ (var i = 0; ; i++) h = Tanh(h);",
        "ADR0026: With 'for' the cell is more than 2000 statements once its loops and calls are written out; let it run fewer rounds or make "
            + "fewer calls")]
    [InlineData("for (var i = 0; i < 2; i++) if (i == 0) h = ⟦Math.Exp(i)⟧ * h; else if (i == 5) h = Math.Sin(1) * h;",
        "ADR0016: 'Math.Exp' has no derivative here; use CellMath.Exp")]
    [InlineData("var a = h; ⟦if⟧ (u > 0) a = x; u = Sum(a);",
        "ADR0027: 'a' is a vector [I] on one side and a vector [H] on the other; what is read after a branch has one shape")]
    [InlineData("u = Sum(⟦u > 0 ? x : h⟧);",
        "ADR0027: 'u > 0 ? x : h' is a vector [I] on one side and a vector [H] on the other; what is read after a branch has one shape")]
    [InlineData("u = Forever(u); double Forever(double v) => v > 0 ? v : ⟦Forever(v + 1)⟧;",
        "ADR0028: 'Forever' is called more than 32 calls deep; let a number that is known while compiling end the recursion")]
    [InlineData("h = ⟦Generic(h)⟧;",
        "ADR0015: 'Generic' cannot be called from a cell; it is generic; write it for Vector, Matrix, double, int or bool")]
    [InlineData("if (token > 0) u = ⟦token * 2⟧;", "ADR0022: 'token * 2' " + Token)]
    [InlineData("⟦while⟧ (u > 0) { u = -1; }",
        "ADR0013: 'while' cannot be differentiated in cell 'Step'; write a for loop whose bounds are known while compiling, as in for (var k = 0; "
            + "k < 3; k++)")]
    [InlineData("⟦do⟧ { h = Tanh(h); } while (u > 0);",
        "ADR0013: 'do' cannot be differentiated in cell 'Step'; write a for loop whose bounds are known while compiling, as in for (var k = 0; "
            + "k < 3; k++)")]
    [InlineData("⟦foreach⟧ (var p in Split(h, 2)) b = p;",
        "ADR0013: 'foreach' cannot be differentiated in cell 'Step'; write a for loop whose bounds are known while compiling, as in for (var k = 0; "
            + "k < 3; k++)")]
    [InlineData("⟦switch⟧ (k) { case 1: h = b; break; }",
        "ADR0013: 'switch' cannot be differentiated in cell 'Step'; write if and else, or condition ? a : b")]
    [InlineData("h = k ⟦switch⟧ { 1 => h, _ => b };",
        "ADR0013: 'switch' cannot be differentiated in cell 'Step'; write if and else, or condition ? a : b")]
    [InlineData("⟦try⟧ { h = Tanh(h); } finally { }",
        "ADR0013: 'try' cannot be differentiated in cell 'Step'; remove it: a cell is a formula, without effects")]
    [InlineData("⟦lock⟧ (h) { }", "ADR0013: 'lock' cannot be differentiated in cell 'Step'; remove it: a cell is a formula, without effects")]
    [InlineData("⟦goto⟧ end; ⟦end⟧: h = Tanh(h);",
        "ADR0013: 'goto' cannot be differentiated in cell 'Step'; write the statements in the order in which they run",
        "ADR0013: 'end:' cannot be differentiated in cell 'Step'; write the statements in the order in which they run")]
    [InlineData("Func<Vector> f = ⟦() => h⟧;", "ADR0014: '() => h' is not part of the cell language; write its formula where it is used")]
    [InlineData("h += ⟦new Vector(1, 2)⟧;",
        "ADR0014: 'new Vector(1, 2)' is not part of the cell language; take the value as a [Weight] or an [Input], or write Zeros, Ones or Concat")]
    [InlineData("var s = ⟦\"text\"⟧;",
        "ADR0014: '\"text\"' is not part of the cell language; a cell computes with Vector, Matrix and double, and with int for sizes")]
    [InlineData("var f = ⟦0.5f⟧; h *= f;",
        "ADR0014: '0.5f' is not part of the cell language; a cell computes with Vector, Matrix and double, and with int for sizes")]
    [InlineData("h = ⟦default⟧!;", "ADR0014: 'default' is not part of the cell language; write Zeros(n) or 0")]
    [InlineData("h *= ⟦double.NaN⟧;", "ADR0014: 'double.NaN' is not part of the cell language; write a finite number")]
    [InlineData("u = ⟦u % 2⟧;",
        "ADR0014: 'u % 2' is not part of the cell language; write it with + - * / and comparisons of numbers or vectors by < <= > >=")]
    [InlineData("u = ⟦(int)u⟧;",
        "ADR0014: '(int)u' is not part of the cell language; a cell computes with Vector, Matrix and double, and with int for sizes")]
    [InlineData("h = Where(⟦h == b⟧, h, b);",
        "ADR0014: 'h == b' is not part of the cell language; write it with + - * / and comparisons of numbers or vectors by < <= > >=")]
    [InlineData("h = ⟦Gate(h)⟧;",
        "ADR0015: 'Gate' cannot be called from a cell; mark it [Differentiable], so that its body is read in the place of the call")]
    [InlineData("⟦System.Console.WriteLine(u)⟧;",
        "ADR0015: 'WriteLine' cannot be called from a cell; write its formula here, with the functions and operators of CellMath")]
    [InlineData("u = ⟦Math.Cbrt(u)⟧;",
        "ADR0015: 'Cbrt' cannot be called from a cell; write its formula here, with the functions and operators of CellMath")]
    [InlineData("var a = ⟦h.ToArray()⟧;",
        "ADR0015: 'ToArray' cannot be called from a cell; write its formula here, with the functions and operators of CellMath")]
    [InlineData("u = ⟦Math.Tanh(u)⟧;", "ADR0016: 'Math.Tanh' has no derivative here; use CellMath.Tanh")]
    [InlineData("u = ⟦MathF.Max(1, 2)⟧;", "ADR0016: 'MathF.Max' has no derivative here; use CellMath.Max")]
    [InlineData("h = ⟦U[-1]⟧;", "ADR0018: 'U[-1]': U is a matrix [H, H]; row -1 is outside of it")]
    [InlineData("h = (⟦U + W⟧) * h;", "ADR0018: 'U + W': U is a matrix [H, H], W a matrix [H, I]; the shapes matrix [H, H] and matrix [H, I] differ")]
    [InlineData("h = ⟦Outer(h, x) * h⟧;",
        "ADR0018: 'Outer(h, x) * h': Outer(h, x) is a matrix [H, I], h a vector [H]; "
            + "the matrix [H, I] has I columns, but the vector [H] has H elements")]
    [InlineData("h = Tanh(⟦W * h⟧);",
        "ADR0018: 'W * h': W is a matrix [H, I], h a vector [H]; the matrix [H, I] has I columns, but the vector [H] has H elements")]
    [InlineData("h = Tanh(⟦h + x⟧ + b);", "ADR0018: 'h + x': h is a vector [H], x a vector [I]; the shapes vector [H] and vector [I] differ")]
    [InlineData("⟦h *= x⟧;", "ADR0018: 'h *= x': h is a vector [H], x a vector [I]; the shapes vector [H] and vector [I] differ")]
    [InlineData("h = ⟦Max(h, x)⟧;", "ADR0018: 'Max(h, x)': h is a vector [H], x a vector [I]; the shapes vector [H] and vector [I] differ")]
    [InlineData("h = ⟦Where(h > b, h, x)⟧;",
        "ADR0018: 'Where(h > b, h, x)': h > b is a comparison of vector [H], h a vector [H], x a vector [I]; the shapes comparison of vector [H] "
            + "and vector [I] differ")]
    [InlineData("u = ⟦Dot(h, x)⟧;", "ADR0018: 'Dot(h, x)': h is a vector [H], x a vector [I]; the shapes vector [H] and vector [I] differ")]
    [InlineData("h = Concat(⟦Zeros(3)[1..5]⟧, h);",
        "ADR0018: 'Zeros(3)[1..5]': Zeros(3) is a vector [3]; the part from 1 to 5 reaches outside of it")]
    [InlineData("h = Concat(⟦h[3..2]⟧, h);", "ADR0018: 'h[3..2]': h is a vector [H]; the part from 3 to 2 has no elements")]
    [InlineData("u = ⟦Ones(3)[3]⟧;", "ADR0018: 'Ones(3)[3]': Ones(3) is a vector [3]; element 3 is outside of it")]
    [InlineData("var (p, q) = ⟦Split(Zeros(3), 2)⟧;", "ADR0018: 'Split(Zeros(3), 2)': Zeros(3) is a vector [3]; it cannot be cut into 2 equal parts")]
    [InlineData("var ⟦(p, q)⟧ = Split(h, 3);", "ADR0018: 'var (p, q)': there are 3 parts; write 3 variables")]
    [InlineData("h = Concat(h[⟦token⟧..], h[..⟦token⟧]);",
        "ADR0021: 'token' cannot be a bound or a length; write one with whole numbers, [Constant] int parameters, and .Length, .Rows or .Columns",
        "ADR0021: 'token' cannot be a bound or a length; write one with whole numbers, [Constant] int parameters, and .Length, .Rows or .Columns")]
    [InlineData("var p = Split(h, ⟦k⟧);", "ADR0021: 'k' cannot be the number of parts; write a whole number from 1 to 64")]
    [InlineData("h = Split(h, 2)[⟦2⟧];", "ADR0021: '2' cannot be the number of a part; write a number from 0 to 1")]
    [InlineData("h = Zeros(⟦0⟧);", "ADR0021: '0' cannot be a length; a length is at least 1")]
    [InlineData("h = ⟦token⟧ * h;", "ADR0022: 'token' " + Token)]
    [InlineData("var next = ⟦token + 1⟧;", "ADR0022: 'token + 1' " + Token)]
    [InlineData("h *= ⟦Leak⟧;",
        "ADR0023: 'Leak' is neither a parameter nor a local of the cell; make it a [Constant] or [Weight] parameter, or a const")]
    [InlineData("u = ⟦Environment.ProcessorCount⟧;",
        "ADR0023: 'Environment.ProcessorCount' is neither a parameter nor a local of the cell; make it a [Constant] or [Weight] parameter, or a "
            + "const")]
    public void AProblem_IsReportedAtItsPlace(string statement, params string[] expected) => Reported.Expect($$"""
        private static double Leak = 0.5;
        private static Vector Gate(Vector v) => v;
        [Differentiable] private static T Generic<T>(T v) => v;
        [RnnCell] public static (Vector h, double y) Step({{Parameters}})
        {
            {{statement}}
            return (Tanh(b), u);
        }
        """, expected);

    [Fact]
    public void AStateThatChangesItsShape_IsReportedAtItsResult() => Reported.Expect(
        $"[RnnCell] public static (Vector h, double y) Step({Parameters}) => (⟦x⟧, u);",
        "ADR0010: The next value of state 'h' is a vector [I], but the state is a vector [H]; a state keeps its type and shape from step to step");

    [Fact]
    public void AProblemOfAHelper_IsReportedOnceAtItsOwnLine() => Reported.Expect("""
        [Differentiable] public static double Bad(double v) => ⟦Math.Sin(v)⟧;
        [RnnCell] public static double One([Input] double u, [State] double s) => Bad(u) + Bad(s);
        [RnnCell] public static double Two([Input] double u, [State] double s) => Bad(u) * s;
        """,
        "ADR0016: 'Math.Sin' has no derivative here; use CellMath.Sin");

    [Fact]
    public void ACellWhoseSizesDoNotFit_IsReportedAtTheArgument() => Reported.Expect("""
        [RnnCell] public static Vector Inner([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W) => Tanh(W * x + h);
        [RnnCell] public static Vector Outer([Input("I")] Vector x, [State("H")] Vector h, [Weight("D", "I")] Matrix W) => Inner(x, h, ⟦W⟧);
        """,
        "ADR0018: 'W': it is a matrix [D, I]; 'H' of cell 'Inner' is H by its argument 'h', but D by this one");

    [Fact]
    public void NestingWithoutEnd_IsReportedWhereItIsTooDeep()
    {
        var nested = string.Concat(Enumerable.Repeat("Tanh(", 250)) + "u" + new string(')', 250);
        var cell = $"[RnnCell] public static double Step([Input] double u, [State] double h) => {nested} + h;";
        var diagnostic = Assert.Single(Reported.By(Parsing.CellCompilation.OfCells(cell)));
        Assert.Equal("ADR0024", diagnostic.Id);
        Assert.Equal($"The code is nested more than {Lowering.MaxDepth} levels deep; give parts of it names of their own", diagnostic.GetMessage());
    }

    [Fact]
    public void AllProblemsOfACell_AreReportedAtOnce() => Reported.Expect($$"""
        [RnnCell] public static (Vector h, double y) Step([Input("I")] Vector x, Vector ⟦v⟧, [State(⟦"B"⟧)] Vector h, [Weight("H", "I")] Matrix W)
        {
            for (var i = 0; i < 2; i++)
            {
                var a = ⟦W * W⟧;
                if (i > 0)
                    h = ⟦Math.Exp(2)⟧ * h;
            }

            // Of what is made of v and h, nothing more is said.
            var y = Norm(v) + Sum(h * x);
            return (h, y);
        }
        """,
        "ADR0003: Parameter 'v' has no role; give it exactly one of [Input], [State], [Weight] and [Constant]",
        "ADR0007: \"B\" is not a size: 'B' is reserved for the number of examples; choose another name",
        "ADR0018: 'W * W': W is a matrix [H, I], W a matrix [H, I]; the matrix [H, I] has I columns, but the matrix [H, I] has H rows",
        "ADR0016: 'Math.Exp' has no derivative here; use CellMath.Exp");

    [Theory]
    [InlineData("h = undefined * h;")]
    [InlineData("Vectr a = Tanh(h); h = a * x;")]
    [InlineData("h = Tanh(;")]
    [InlineData("h = ")]
    [InlineData("h = h.Missing + W.Missing * h;")]
    [InlineData("h = Tanh(h, 2, 3);")]
    [InlineData("h = x * W;")]
    [InlineData("h[0] = 1;")]
    [InlineData("h = Missing(h, x);")]
    [InlineData("int n = 0.5; h = Zeros(n);")]
    [InlineData("var (p, q) = h;")]
    [InlineData("Vector a; h = a + x;")]
    public void WhatTheCompilerRejects_GetsNoSecondError(string statement)
        => Reported.ExpectBesideErrors($"[RnnCell] public static (Vector h, double y) Step({Parameters}) {{ {statement} return (Tanh(h), u); }}");

    [Fact]
    public void BesideAnErrorOfTheCompiler_OtherProblemsAreReported() => Reported.ExpectBesideErrors(
        $"[RnnCell] public static (Vector h, double y) Step({Parameters}) {{ h = undefined; u = ⟦Math.Tanh(u)⟧; return (h, u); }}",
        "ADR0016: 'Math.Tanh' has no derivative here; use CellMath.Tanh");
}
