using System.Globalization;
using System.Reflection;
using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class VectorTests
{
    private static readonly Vector V = new(1, -2, 4);

    [Fact]
    public void Arithmetic_IsElementwise()
    {
        var w = new Vector(2, 0.5, -8);

        Assert.Equal([3, -1.5, -4], (V + w).ToArray());
        Assert.Equal([-1, -2.5, 12], (V - w).ToArray());
        Assert.Equal([2, -1, -32], (V * w).ToArray());
        Assert.Equal([0.5, -4, -0.5], (V / w).ToArray());
        Assert.Equal([-1, 2, -4], (-V).ToArray());
        Assert.Equal([1, -2, 4], (+V).ToArray());
    }

    [Fact]
    public void NumberBesideAVector_GoesWithEachElement()
    {
        Assert.Equal([3, 0, 6], (V + 2).ToArray());
        Assert.Equal([3, 0, 6], (2 + V).ToArray());
        Assert.Equal([-1, -4, 2], (V - 2).ToArray());
        Assert.Equal([1, 4, -2], (2 - V).ToArray());
        Assert.Equal([2, -4, 8], (V * 2).ToArray());
        Assert.Equal([2, -4, 8], (2 * V).ToArray());
        Assert.Equal([0.5, -1, 2], (V / 2).ToArray());
        Assert.Equal([2, -1, 0.5], (2 / V).ToArray());
    }

    [Fact]
    public void CompoundAssignment_MakesANewVectorAndLeavesTheOldOne()
    {
        var a = V;
        a += V;
        a *= 0.5;
        a -= new Vector(1, 0, 0);

        Assert.Equal([0, -2, 4], a.ToArray());
        Assert.Equal([1, -2, 4], V.ToArray());
    }

    [Fact]
    public void Comparison_GivesAMask()
    {
        var w = new Vector(1, 0, double.NaN);

        Assert.Equal([false, true, false], (V < w).ToArray());
        Assert.Equal([true, true, false], (V <= w).ToArray());
        Assert.Equal([false, false, false], (V > w).ToArray());
        Assert.Equal([true, false, false], (V >= w).ToArray());
        Assert.Equal([false, true, false], (V < 1).ToArray());
        Assert.Equal([true, true, false], (V <= 1).ToArray());
        Assert.Equal([false, false, true], (V > 1).ToArray());
        Assert.Equal([true, false, true], (V >= 1).ToArray());
        Assert.Equal([false, false, true], (1 < V).ToArray());
        Assert.Equal([true, false, true], (1 <= V).ToArray());
        Assert.Equal([false, true, false], (1 > V).ToArray());
        Assert.Equal([true, true, false], (1 >= V).ToArray());
    }

    [Fact]
    public void Where_ChoosesForEachElement()
    {
        var mask = V > 0;

        Assert.Equal([1, 10, 4], Where(mask, V, new Vector(9, 10, 11)).ToArray());
        Assert.Equal([1, 0, 4], Where(mask, V, 0).ToArray());
        Assert.Equal([7, -2, 7], Where(mask, 7, V).ToArray());
        Assert.Equal([1, 0, 1], Where(mask, 1, 0).ToArray());
    }

    [Fact]
    public void WhereOnACondition_ChoosesTheWhole()
    {
        Assert.Equal((2, 3), (Where(true, 2, 3), Where(false, 2, 3)));
        Assert.Same(V, Where(true, V, -V));
        var m = Identity(2);
        Assert.Same(m, Where(false, -m, m));
    }

    [Fact]
    public void WhereNotChosen_HasNoInfluenceEvenIfItIsNaN()
    {
        var v = new Vector(-1, 4);

        Assert.Equal([0, 2], Where(v > 0, Sqrt(v), 0).ToArray());
    }

    [Fact]
    public void ChangingTheSourceOrTheCopy_ChangesNoVectorOrMask()
    {
        double[] source = [1, 2, 3];
        bool[] truths = [true, false];
        var (v, ofSpan, mask) = (new Vector(source), new Vector(source.AsSpan()), new Mask(truths));

        source[0] = 99;
        truths[0] = false;
        v.ToArray()[1] = 99;
        mask.ToArray()[0] = false;

        Assert.Equal([1, 2, 3], v.ToArray());
        Assert.Equal([1, 2, 3], ofSpan.ToArray());
        Assert.Equal([true, false], mask.ToArray());
    }

    [Fact]
    public void ElementsAndSlices_AreThoseOfTheArray()
    {
        double[] source = [5, 6, 7, 8, 9];
        var v = new Vector(source);

        Assert.Equal(5, v.Length);
        Assert.Equal(7, v[2]);
        Assert.Equal(9, v[^1]);
        Assert.Equal(source[1..3], v[1..3].ToArray());
        Assert.Equal(source[..2], v[..2].ToArray());
        Assert.Equal(source[3..], v[3..].ToArray());
        Assert.Equal(source[^2..], v[^2..].ToArray());
        Assert.Equal(source, v[..].ToArray());
        Assert.True((v > 5)[1]);
    }

    [Fact]
    public void Text_ShowsTheNumbersTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;

            Assert.Equal("[0.5, -1, 0.1]", new Vector(0.5, -1, 0.1).ToString());
            Assert.Equal("[[0.5, -1], [2, 1E-09]]", new Matrix(2, 2, [0.5, -1, 2, 1e-9]).ToString());
            Assert.Equal("[true, false]", (new Vector(1, -1) > 0).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TextOfALongVector_ShowsTheFirstElementsAndHowManyFollow()
        => Assert.Equal("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, … 84 more]", Ones(100).ToString());

    // `h + 1` has one meaning only, and `v * W` none: it would be Wᵀ·v or an elementwise product to different readers.
    [Fact]
    public void ConversionFromANumberAndVectorTimesMatrix_DoNotExist()
    {
        var operators = new[] { typeof(Vector), typeof(Matrix) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})")
            .ToArray();

        Assert.Contains("op_Multiply(Matrix, Vector)", operators);
        Assert.DoesNotContain("op_Multiply(Vector, Matrix)", operators);
        Assert.DoesNotContain(operators, name => name.StartsWith("op_Implicit", StringComparison.Ordinal));
        Assert.DoesNotContain(operators, name => name.StartsWith("op_Explicit", StringComparison.Ordinal));
    }
}
