using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.CodeFixes;

/// <summary>Each fix: the text before, the text after, and the diagnostic gone.</summary>
public class CodeFixTests
{
    private const string Header = "using AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\n";

    [Theory]
    [InlineData("ADR0001", "Make it static",
        "class A { [RnnCell] public Vector Step([State(\"H\")] Vector h) => Tanh(h); }",
        "class A { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h); }")]
    [InlineData("ADR0001", "Make it static",
        "class A { [RnnCell] /* the step */ Vector Step([State(\"H\")] Vector h) => Tanh(h); }",
        "class A { [RnnCell] /* the step */ static Vector Step([State(\"H\")] Vector h) => Tanh(h); }")]
    [InlineData("ADR0002", "Make 'A' and 'B' partial",
        "public class A { sealed record B { static class C { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h); } } }",
        "public partial class A { sealed partial record B { static class C { [RnnCell] public static Vector Step([State(\"H\")] Vector "
            + "h) => Tanh(h); } } }")]
    [InlineData("ADR0004", "Take it by value",
        "[RnnCell] public static Vector Step([State(\"H\")] ref readonly Vector h) => Tanh(h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h);")]
    [InlineData("ADR0003", "Make 'h' [State(\"H\")]",
        "[RnnCell] public static Vector Step(Vector h) => Tanh(h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h);")]
    [InlineData("ADR0003", "Make 'c' [State(\"N\")]",
        "[RnnCell] public static (Vector h, Vector c) Step([State(\"N\")] Vector h, Vector c) => (c, h);",
        "[RnnCell] public static (Vector h, Vector c) Step([State(\"N\")] Vector h, [State(\"N\")] Vector c) => (c, h);")]
    [InlineData("ADR0003", "Make 'W' [Weight]",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, Matrix W) => Tanh(W * h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight] Matrix W) => Tanh(W * h);")]
    [InlineData("ADR0003", "Make 'I' [Input]",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, Vector I) => Tanh(h + I);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Input] Vector I) => Tanh(h + I);")]
    [InlineData("ADR0003", "Keep [Input] alone",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight(\"H\"), Input(\"H\")] Vector x) => Tanh(h + x);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Input(\"H\")] Vector x) => Tanh(h + x);")]
    [InlineData("ADR0005", "Make it Vector",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Input(\"H\")] float[] x) => Tanh(h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Input(\"H\")] Vector x) => Tanh(h);")]
    [InlineData("ADR0005", "Make it double",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Constant] float leak) => leak * h;",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Constant] double leak) => leak * h;")]
    [InlineData("ADR0006", "Keep the first size",
        "[RnnCell] public static Vector Step([State(\"H\", \"I\")] Vector h) => Tanh(h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Tanh(h);")]
    [InlineData("ADR0006", "Keep no size",
        "[RnnCell] public static double Step([State(\"H\")] double h) => Tanh(h);",
        "[RnnCell] public static double Step([State] double h) => Tanh(h);")]
    [InlineData("ADR0006", "Make it square: \"H\", \"H\"",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight(\"H\")] Matrix W) => Tanh(W * h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight(\"H\", \"H\")] Matrix W) => Tanh(W * h);")]
    [InlineData("ADR0006", "Leave the sizes to the cell",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight(\"H\")] Matrix W) => Tanh(W * h);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight] Matrix W) => Tanh(W * h);")]
    [InlineData("ADR0040", "Name the sizes \"H\" and \"I\"",
        "[RnnCell] public static double Step([State] double h, [Weight] Matrix W) => Tanh(h) * Sum(W[0]);",
        "[RnnCell] public static double Step([State] double h, [Weight(\"H\", \"I\")] Matrix W) => Tanh(h) * Sum(W[0]);")]
    [InlineData("ADR0008", "Name it 'c'",
        "[RnnCell] public static (Vector h, Vector) Step([State(\"H\")] Vector h, [State(\"H\")] Vector c) => (c, h);",
        "[RnnCell] public static (Vector h, Vector c) Step([State(\"H\")] Vector h, [State(\"H\")] Vector c) => (c, h);")]
    [InlineData("ADR0008", "Name it 'y'",
        "[RnnCell] public static (Vector h, double) Step([State(\"H\")] Vector h) => (h, Sum(h));",
        "[RnnCell] public static (Vector h, double y) Step([State(\"H\")] Vector h) => (h, Sum(h));")]
    [InlineData("ADR0009", "Rename 'H' to 'h', the state whose next value it is",
        "[RnnCell] public static (Vector H, Vector y) Step([State(\"N\")] Vector h) => (h, h);",
        "[RnnCell] public static (Vector h, Vector y) Step([State(\"N\")] Vector h) => (h, h);")]
    [InlineData("ADR0009", "Rename 'next' to 'h', the state whose next value it is",
        "[RnnCell] public static (Vector next, double y) Step([State(\"H\")] Vector h) => (h, Sum(h));",
        "[RnnCell] public static (Vector h, double y) Step([State(\"H\")] Vector h) => (h, Sum(h));")]
    [InlineData("ADR0015", "Mark 'Gate' [Differentiable]",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Gate(h);\n\n    /// <summary>A gate.</summary>\n    static "
            + "Vector Gate(Vector v) => Sigmoid(v);",
        "[RnnCell] public static Vector Step([State(\"H\")] Vector h) => Gate(h);\n\n    /// <summary>A gate.</summary>\n"
            + "    [Differentiable]\n    static Vector Gate(Vector v) => Sigmoid(v);")]
    [InlineData("ADR0015", "Make 'Gate' static",
        "class A { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => new A().Gate(h); [Differentiable] private Vector "
            + "Gate(Vector v) => Sigmoid(v); }",
        "class A { [RnnCell] public static Vector Step([State(\"H\")] Vector h) => new A().Gate(h); [Differentiable] private static "
            + "Vector Gate(Vector v) => Sigmoid(v); }")]
    [InlineData("ADR0016", "Use CellMath.Tanh",
        "[RnnCell] public static double Step([State] double h) => System.Math.Tanh(h + 1);",
        "[RnnCell] public static double Step([State] double h) => Tanh(h + 1);")]
    [InlineData("ADR0016", "Use CellMath.Tanh",
        "[RnnCell] public static double Step([State] double h) => System.Math.Tanh(h); static int Tanh(int n) => n;",
        "[RnnCell] public static double Step([State] double h) => CellMath.Tanh(h); static int Tanh(int n) => n;")]
    [InlineData("ADR0016", "Use CellMath.Exp",
        "[RnnCell] public static double Step([State] double h) => System.MathF.Exp(0.5f) * h;",
        "[RnnCell] public static double Step([State] double h) => Exp(0.5f) * h;")]
    public void AFix_TurnsTheCellIntoARightOne(string id, string title, string before, string after)
        => Fixed.Expect(id, title, [CellCompilation.File(before)], CellCompilation.File(after));

    [Fact]
    public void AMethodInAnotherFile_IsMarkedThere() => Fixed.Expect("ADR0015", "Mark 'Gate' [Differentiable]",
        [
            Header + "static class A { [RnnCell] static Vector Step([State(\"H\")] Vector h) => Gates.Gate(h); }",
            "static class Gates\r\n{\r\n\tpublic static AutoDiffRnn.Vector Gate(AutoDiffRnn.Vector v) => 2 * v;\r\n}\r\n",
        ],
        Header + "static class A { [RnnCell] static Vector Step([State(\"H\")] Vector h) => Gates.Gate(h); }",
        "static class Gates\r\n{\r\n\t[AutoDiffRnn.Differentiable]\r\n\tpublic static AutoDiffRnn.Vector Gate(AutoDiffRnn.Vector v) => "
            + "2 * v;\r\n}\r\n");

    [Theory]
    [InlineData("using AutoDiffRnn;\nusing System;\n", "using AutoDiffRnn;\nusing System;\nusing static AutoDiffRnn.CellMath;\n")]
    [InlineData("namespace A;\n\nusing AutoDiffRnn;\nusing System;\n", "namespace A;\n\nusing AutoDiffRnn;\nusing System;\nusing "
            + "static AutoDiffRnn.CellMath;\n")]
    [InlineData("global using AutoDiffRnn;\nglobal using System;\n", "global using AutoDiffRnn;\nglobal using System;\nusing static "
            + "AutoDiffRnn.CellMath;\n")]
    public void WhereCellMathIsNotImported_ItIs(string before, string after) => Fixed.Expect("ADR0016", "Use CellMath.Tanh",
        [before + "static class A { [RnnCell] static double Step([State] double h) => Math.Tanh(h); }"],
        after + "static class A { [RnnCell] static double Step([State] double h) => Tanh(h); }");

    [Fact]
    public void WithMathImportedToo_TheFunctionIsNamedInFull() => Fixed.Expect("ADR0016", "Use CellMath.Tanh",
        ["using AutoDiffRnn;\nusing static System.Math;\nstatic class A { [RnnCell] static double Step([State] double h) => Tanh(h); }"],
        "using AutoDiffRnn;\nusing static System.Math;\nstatic class A { [RnnCell] static double Step([State] double h) => CellMath.Tanh(h); }");

    [Theory]
    [InlineData("Vector x", "Make 'x' [Input(\"I\")]", "Make 'x' [State(\"H\")]", "Make 'x' [Weight]")]
    [InlineData("Matrix x", "Make 'x' [Weight]", "Make 'x' [Input]", "Make 'x' [State]")]
    [InlineData("double x", "Make 'x' [Constant]", "Make 'x' [Input]", "Make 'x' [State]", "Make 'x' [Weight]")]
    [InlineData("int x", "Make 'x' [Input]", "Make 'x' [Constant]")]
    [InlineData("bool x", "Make 'x' [Constant]")]
    [InlineData("string x")]
    public void ForAParameterWithoutARole_TheRolesOfItsTypeAreOffered_TheLikeliestFirst(string parameter, params string[] titles)
        => Assert.Equal(titles, Fixed.Titles("ADR0003", CellCompilation.File(
            $"[RnnCell] public static Vector Step({parameter}, [State(\"H\")] Vector h) => Tanh(h);")));

    [Fact]
    public void AMethodWithoutSource_IsNotOfferedToBeMarked()
        => Assert.Empty(Fixed.Titles("ADR0015", CellCompilation.File("[RnnCell] static double Step([State] double h) => double.Lerp(h, h, 0.5);")));

    [Theory]
    [InlineData("ADR0016", "Use CellMath.Tanh",
        "using AutoDiffRnn;\nusing System;\nstatic class A { [RnnCell] static double Step([State] double h) => Math.Tanh(Math.Tanh(h) "
            + "+ Math.Tanh(0.5)); }",
        "using AutoDiffRnn;\nusing System;\nusing static AutoDiffRnn.CellMath;\n"
            + "static class A { [RnnCell] static double Step([State] double h) => Tanh(Tanh(h) + Tanh(0.5)); }")]
    [InlineData("ADR0003", "Make 'x' [Input(\"I\")]",
        Header + "static class A { [RnnCell] static (Vector h, Vector c) Step(Vector x, Vector h, [State(\"H\")] Vector c, Matrix W) "
            + "=> (W * x, h + c); }",
        Header + "static class A { [RnnCell] static (Vector h, Vector c) Step([Input(\"I\")] Vector x, [State(\"H\")] Vector h, "
            + "[State(\"H\")] Vector c, [Weight] Matrix W) => (W * x, h + c); }")]
    [InlineData("ADR0002", "Make 'A' partial",
        Header + "class A { static class B { [RnnCell] static double Step([State] double h) => h; [RnnCell] static double Walk([State] "
            + "double h) => h; } }",
        Header + "partial class A { static class B { [RnnCell] static double Step([State] double h) => h; [RnnCell] static double "
            + "Walk([State] double h) => h; } }")]
    [InlineData("ADR0008", "Name it 'h'",
        Header + "static class A { [RnnCell] static (Vector, Vector) Step([State(\"H\")] Vector h, [State(\"H\")] Vector c) => (h, c); }",
        Header + "static class A { [RnnCell] static (Vector h, Vector c) Step([State(\"H\")] Vector h, [State(\"H\")] Vector c) => (h, c); }")]
    public void AFix_MendsAWholeFileAtOnce(string id, string title, string before, string after)
        => Assert.Equal(after, Fixed.Everywhere(id, title, before));
}
