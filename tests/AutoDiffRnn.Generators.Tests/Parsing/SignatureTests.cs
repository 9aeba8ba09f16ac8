using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>What the signature of a cell, and its place in the source, become in the model.</summary>
public class SignatureTests
{
    private const string Usings = "using AutoDiffRnn; using static AutoDiffRnn.CellMath; ";

    private const string Step = "[RnnCell] public static Vector Step([Input(\"H\")] Vector x, [State(\"H\")] Vector h) => Tanh(x + h);";

    [Fact]
    public void Parameters_HaveRoleNameAndShape_InTheMethodsOrder()
    {
        var model = Read.Cell(Zoo.CharModel);
        Assert.Equal(
            ["Input token int", "Input next int", "State h vector [H]", "State c vector [H]", "Weight E matrix [V, D]",
                "Weight W matrix [4*H, D]", "Weight U matrix [4*H, H]", "Weight b vector [4*H]", "Weight Wy matrix [V, H]", "Weight by vector [V]"],
            model.Parameters.Select(parameter => $"{parameter.Role} {parameter.Name} {parameter.Shape}"));
        Assert.Equal(["H", "V", "D"], model.Dimensions);
        Assert.Equal([new CellOutput("loss", Shape.Scalar)], model.Outputs);
    }

    [Fact]
    public void Constants_HaveTheirTypes()
    {
        var model = Read.Cell("[RnnCell] public static double F([State] double h, [Constant] double a, [Constant] int n, [Constant] bool f) => h;");
        Assert.Equal(
            [ConstantType.None, ConstantType.Double, ConstantType.Int, ConstantType.Bool],
            model.Parameters.Select(parameter => parameter.ConstantType));
        Assert.Empty(model.Dimensions);
    }

    [Fact]
    public void Dimensions_ComeInTheOrderInWhichTheAttributesNameThem()
    {
        var model = Read.Cell("[RnnCell] public static Vector F("
            + "[Input(\"Z*M+A\")] Vector x, [State(\"M\")] Vector h, [Weight(\"A\", \"K\")] Matrix W) => h;");
        Assert.Equal(["Z", "M", "A", "K"], model.Dimensions);
    }

    [Fact]
    public void TheSummary_IsTheTextOfTheComment()
    {
        Assert.Equal("Elman's simple recurrent network.", Read.Cell(Zoo.Elman).Summary);
        Assert.Equal("", Read.Cell(Step).Summary);
        Assert.Equal("Uses Tanh, x & null: a < b.", Read.Cell($"""
            /// <summary>
            /// Uses <see cref="CellMath.Tanh(Vector)"/>, <paramref name="x"/> &amp; <see langword="null"/>:
            /// <c>a &lt; b</c>.
            /// </summary>
            /// <param name="x">The input.</param>
            {Step}
            """).Summary.Replace("CellMath.Tanh(Vector)", "Tanh"));
    }

    [Theory]
    [InlineData("namespace A.B; public static class Owner { CELL }", "A.B", "", "public", "A.B.Owner.Step")]
    [InlineData("public static class Owner { CELL }", "", "", "public", "Owner.Step")]
    [InlineData("static class Owner { CELL }", "", "", "internal", "Owner.Step")]
    [InlineData("public partial struct Outer { public partial record Middle { public interface Owner { CELL } } }",
        "",
        "partial struct Outer; partial record Middle",
        "public",
        "Owner.Step")]
    [InlineData("public partial class Outer { private static class Owner { CELL } }", "", "partial class Outer", "private", "Owner.Step")]
    [InlineData("public partial class Outer { protected static class Owner { CELL } }", "", "partial class Outer", "protected", "Owner.Step")]
    [InlineData("public partial class Outer { protected internal static class Owner { CELL } }",
        "",
        "partial class Outer",
        "protected internal",
        "Owner.Step")]
    [InlineData("public partial class Outer { private protected static class Owner { CELL } }",
        "",
        "partial class Outer",
        "private protected",
        "Owner.Step")]
    [InlineData("public partial record struct Outer { internal class Owner { CELL } }", "", "partial record struct Outer", "internal", "Owner.Step")]
    [InlineData("namespace @event; public partial class @class { public class Owner { CELL } }",
        "@event",
        "partial class @class",
        "public",
        "@event.Owner.Step")]
    public void TheNetwork_StandsBesideTheOwner(string file, string space, string containers, string accessibility, string hint)
    {
        var model = Assert.Single(Read.All(CellCompilation.OfFiles(Usings + file.Replace("CELL", Step)))).Model!;
        Assert.NotNull(model.Program);
        Assert.Equal(space, model.Namespace);
        Assert.Equal(containers, string.Join("; ", model.ContainingTypes.Select(type => type.Declaration)));
        Assert.Equal(accessibility, model.Accessibility);
        Assert.Equal("Owner", model.Owner);
        Assert.Equal(hint, model.HintName);
    }

    [Theory]
    [InlineData("public", "private", "private")]
    [InlineData("public", "internal", "internal")]
    [InlineData("protected", "internal", "private protected")]
    [InlineData("protected internal", "internal", "internal")]
    [InlineData("internal", "public", "internal")]
    [InlineData("private", "public", "private")]
    [InlineData("protected internal", "public", "protected internal")]
    public void TheNetwork_IsAsAccessibleAsOwnerAndMethodTogether(string owner, string method, string expected)
    {
        var file = $"{Usings}public partial class Outer {{ {owner} static class Owner {{ {Step.Replace("public", method)} }} }}";
        Assert.Equal(expected, Assert.Single(Read.All(CellCompilation.OfFiles(file))).Model!.Accessibility);
    }

    [Theory]
    [InlineData("protected", "private")]
    [InlineData("private protected", "private")]
    [InlineData("protected internal", "internal")]
    public void AMethodForDerivedTypes_IsHiddenElsewhere(string method, string expected)
    {
        // In a struct nothing can be protected, so the network may not be either.
        var file = $"{Usings}public partial struct Outer {{ public class Owner {{ {Step.Replace("public", method)} }} }}";
        Assert.Equal(expected, Assert.Single(Read.All(CellCompilation.OfFiles(file))).Model!.Accessibility);
    }

    [Fact]
    public void ABodyWithAProblem_LeavesTheInterface()
    {
        var model = Assert.Single(Read.All(CellCompilation.OfCells(Zoo.Elman.Replace("Tanh(Wx", "Math.Tanh(1) * Tanh(Wx")))).Model!;
        AssertInterfaceOf(Zoo.Elman, model);
    }

    [Fact]
    public void ABodyThatTheCompilerRejects_LeavesTheInterface_WithoutAWordOfOurs()
    {
        var parsed = Assert.Single(Read.All(CellCompilation.OfCells(Zoo.Elman.Replace("Wx * x", "Wx * undefined"))));
        Assert.Empty(parsed.Diagnostics);
        AssertInterfaceOf(Zoo.Elman, parsed.Model!);
    }

    [Fact]
    public void AParameterOfAnUnknownType_KeepsItsPlaceInTheInterface()
    {
        var parsed = Assert.Single(Read.All(CellCompilation.OfCells(Zoo.Elman.Replace("Vector x,", "Vectr x,"))));
        Assert.Empty(parsed.Diagnostics);
        Assert.Equal(Read.Cell(Zoo.Elman).Parameters, parsed.Model!.Parameters);
        Assert.Null(parsed.Model.Program);
    }

    // The names are all there; how long an output is, only the body says.
    private static void AssertInterfaceOf(string cell, CellModel model)
    {
        var whole = Read.Cell(cell);
        Assert.Equal(whole.Outputs.Select(output => output.Name), model.Outputs.Select(output => output.Name));
        Assert.Equal(whole with { Program = null, Callable = null, Outputs = model.Outputs }, model);
    }
}
