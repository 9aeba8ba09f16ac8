using Xunit;

namespace AutoDiffRnn.Generators.Tests.Diagnostics;

/// <summary>Every problem of a signature, at its place, in its words.</summary>
public class SignatureDiagnosticTests
{
    [Theory]
    [InlineData("[RnnCell] public static Vector ⟦Step⟧<A>([State(\"H\")] Vector h) => Tanh(h);",
        "ADR0001: 'Step' cannot be a cell: it is generic; remove its type parameters: its network is generic over the type of number by itself")]
    [InlineData("public sealed class Owner { [RnnCell] public Vector ⟦Step⟧([State(\"H\")] Vector h) => Tanh(h); }",
        "ADR0001: 'Step' cannot be a cell: it is not static; add 'static'")]
    [InlineData("public class Owner<A> { [RnnCell] public static Vector ⟦Step⟧([State(\"H\")] Vector h) => Tanh(h); }",
        "ADR0001: 'Step' cannot be a cell: it is in the generic type 'Owner<A>'; move it to a type that is not generic")]
    [InlineData("[RnnCell] public static partial Vector ⟦Step⟧([State(\"H\")] Vector h); public static partial Vector Step(Vector h) => Tanh(h);",
        "ADR0001: 'Step' cannot be a cell: it has no body here; put [RnnCell] on the declaration that has one")]
    [InlineData("public static void Outer() { [RnnCell] static Vector ⟦Step⟧([State(\"H\")] Vector h) => Tanh(h); Step(new Vector(1)); }",
        "ADR0001: 'Step' cannot be a cell: only a method that a type declares can be one; move the code to such a method")]
    [InlineData("public class Middle { public class Owner { [RnnCell] public static Vector ⟦Step⟧([State(\"H\")] Vector h) => Tanh(h); } }",
        "ADR0002: The network of cell 'Step' is generated inside 'Middle'; add 'partial' to the declaration of 'Middle'")]
    [InlineData("class A { class B { static class C { [RnnCell] public static Vector ⟦Step⟧([State(\"H\")] Vector h) => Tanh(h); } } }",
        "ADR0002: The network of cell 'Step' is generated inside 'A' and 'B'; add 'partial' to the declaration of 'A' and 'B'")]
    [InlineData("[RnnCell] public static (double y, double z) Step([State(\"H\")] Vector ⟦h⟧, [State(\"H\")] Vector ⟦c⟧) => (1, 1);",
        "ADR0009: State 'h' has no next value; name an element of the returned tuple 'h'",
        "ADR0009: State 'c' has no next value; name an element of the returned tuple 'c'")]
    [InlineData("[RnnCell] public static Vector Step(Vector ⟦x⟧, [State(\"H\")] Vector h) => Tanh(h + x);",
        "ADR0003: Parameter 'x' has no role; give it exactly one of [Input], [State], [Weight] and [Constant]")]
    [InlineData("[RnnCell] public static Vector Step([Weight(\"H\"), Input(\"H\")] Vector ⟦x⟧, [State(\"H\")] Vector h) => Tanh(h + x);",
        "ADR0003: Parameter 'x' has 2 roles, [Weight], [Input]; give it exactly one of [Input], [State], [Weight] and [Constant]")]
    [InlineData("[RnnCell] public static Vector Step([Input(\"H\")] ⟦in⟧ Vector x, [State(\"H\")] Vector h) => Tanh(h + x);",
        "ADR0004: Parameter 'x' has the modifier 'in'; remove it: a cell takes its parameters by value and returns its results")]
    [InlineData("[RnnCell] public static Vector Step([Input(\"H\")] ⟦float[]⟧ x, [State(\"H\")] Vector h) => Tanh(h);",
        "ADR0005: [Input] 'x' is of type 'float[]'; write Matrix, Vector, double, or int for a token or class")]
    [InlineData("[RnnCell] public static ⟦Vector⟧ Step([State(\"H\")] Vector h, [State] ⟦int⟧ n) => Tanh(h);",
        "ADR0008: Cell 'Step' returns one value but has 2 states; return a tuple that names the next value of each state",
        "ADR0005: [State] 'n' is of type 'int'; write Matrix, Vector or double")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight] ⟦float⟧ w) => Tanh(h);",
        "ADR0005: [Weight] 'w' is of type 'float'; write Matrix, Vector or double")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Constant] ⟦string⟧ w) => Tanh(h);",
        "ADR0005: [Constant] 'w' is of type 'string'; write double, int or bool")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [⟦Weight(\"H\")⟧] Matrix W) => Tanh(W * h);",
        "ADR0006: 'W' is of type 'Matrix', which takes 2 sizes: rows and columns, but [Weight] names 1; write [Weight(\"H\", \"I\")]")]
    [InlineData("[RnnCell] public static Vector Step([⟦State(\"H\", \"I\")⟧] Vector h) => Tanh(h);",
        "ADR0006: 'h' is of type 'Vector', which takes 1 size, but [State] names 2; write [State(\"H\")]")]
    [InlineData("[RnnCell] public static Vector Step([⟦Input(\"V\")⟧] int token, [State(\"H\")] Vector h) => Tanh(h);",
        "ADR0006: 'token' is of type 'int', which takes no size, but [Input] names 1; write [Input]")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, [Weight(⟦\"T\"⟧, ⟦\"4*\"⟧)] Matrix W) => Tanh(h);",
        "ADR0007: \"T\" is not a size: 'T' is reserved for the number of steps; choose another name",
        "ADR0007: \"4*\" is not a size: it ends where a name or a whole number is expected")]
    [InlineData("[RnnCell] public static ⟦void⟧ Step([State(\"H\")] Vector h) { }",
        "ADR0008: Cell 'Step' returns 'void'; return the next value of its state, or a tuple with one for each state and the outputs, as in "
            + "(Vector h, Vector y)")]
    [InlineData("[RnnCell] public static (Vector h, ⟦Vector⟧) Step([State(\"H\")] Vector h) => (Tanh(h), h);",
        "ADR0008: Element 2 of the returned tuple has no name; name it after the state whose next value it is, or as an output")]
    [InlineData("[RnnCell] public static (Vector h, ⟦int n⟧) Step([State(\"H\")] Vector h) => (Tanh(h), 1);",
        "ADR0008: The result 'n' is of type 'int'; return a Vector, a Matrix or a double")]
    [InlineData("[RnnCell] public static ⟦Vector⟧ Step([State(\"H\")] Vector h, [State(\"H\")] Vector c) => Tanh(h);",
        "ADR0008: Cell 'Step' returns one value but has 2 states; return a tuple that names the next value of each state")]
    [InlineData("[RnnCell] public static ⟦ref Vector⟧ Step([State(\"H\")] Vector h) => ref ⟦Buffer[0]⟧; private static Vector[] Buffer = [];",
        "ADR0008: Cell 'Step' returns by reference; remove 'ref'",
        "ADR0014: 'Buffer[0]' is not part of the cell language; write it with locals and the operators and functions of CellMath")]
    [InlineData("[RnnCell] public static (Vector c, double y) Step([State(\"H\")] Vector ⟦h⟧, [State(\"H\")] Vector c) => (Tanh(h), 1);",
        "ADR0009: State 'h' has no next value; name an element of the returned tuple 'h'")]
    [InlineData("[RnnCell] public static (⟦Vector H⟧, double y) Step([State(\"H\")] Vector h) => (Tanh(h), 1);",
        "ADR0009: State 'h' has no next value; the element 'H' of the returned tuple differs from it in case; write 'h'")]
    [InlineData("[RnnCell] public static (⟦double h⟧, double y) Step([State(\"H\")] Vector h) => (1, 1);",
        "ADR0010: The next value of state 'h' is a double, but the state is a Vector; a state keeps its type and shape from step to step")]
    [InlineData("[RnnCell] public static ⟦double⟧ Step([State(\"H\")] Vector h) => Sum(h);",
        "ADR0010: The next value of state 'h' is a double, but the state is a Vector; a state keeps its type and shape from step to step")]
    [InlineData("[RnnCell] public static (Vector h, ⟦Vector x⟧) Step([Input(\"H\")] Vector x, [State(\"H\")] Vector h) => (Tanh(h), x);",
        "ADR0011: The name 'x' is both an output and an input; rename one of them")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h, ⟦[Constant] int H⟧) => Tanh(h);",
        "ADR0011: The name 'H' is both a dimension and a constant; rename one of them")]
    [InlineData("static class A { [RnnCell] public static double Step([State] double h) => h; } "
        + "static class B { [RnnCell] public static double ⟦step⟧([State] double h) => h; }",
        "ADR0012: Cell 'B.step' and cell 'A.Step' would both generate 'Zoo.Cells.stepNetwork' (names that differ only in case clash too); rename "
            + "one of the methods")]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h) => h; [RnnCell] public static double ⟦Step⟧([State] double h) => h;",
        "ADR0012: Cell 'Cells.Step' and cell 'Cells.Step' would both generate 'Zoo.StepNetwork' (names that differ only in case clash too); "
            + "rename one of the methods")]
    public void AProblem_IsReportedAtItsPlace(string members, params string[] expected) => Reported.Expect(members, expected);
}
