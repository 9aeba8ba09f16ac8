using System.Reflection;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>The evaluator's operators against the cell language's plain functions, which a user runs: they are one mathematics.</summary>
public class OperatorValueTests
{
    private static readonly double[] Points =
    [
        0, -0.0, 1e-300, -1e-300, 1e-12, -1e-12, 1e-5, -1e-5, 1e-4, -1e-4, 3e-3, -3e-3, 0.1, -0.1, 0.5, -0.5, 0.99, -0.99, 1, -1,
        1.5, -1.5, 2.4, -2.4, 2.5, -2.5, 2.6, -2.6, 3, -3, 3.6, -3.6, 5, -5, 7.9, -7.9, 20, -20, 40, -40, 700, -700, 750, -750,
        1e10, -1e10, 1e300, -1e300,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    // Functions of the language with an operator of their name that takes more than numbers: each is in a test below.
    private static readonly string[] OfVectors = ["Sum", "LogSumExp", "Softmax", "Concat", "Where", "Outer", "Identity"];

    public static TheoryData<string> OfNumbers => [.. Operators.All.Values.Where(op => Plain(op) is not null).Select(op => op.Name)];

    [Fact]
    public void EveryOperator_WithAFunctionOfItsName_IsCompared()
    {
        var functions = typeof(CellMath).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).ToHashSet();
        var compared = Operators.All.Values.Where(op => Plain(op) is not null).Select(op => op.Name).Concat(OfVectors);
        Assert.Equal(Operators.All.Keys.Where(functions.Contains).Order(StringComparer.Ordinal), compared.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void AnOperatorOfNumbers_IsTheLanguagesFunction_AtEveryPoint(string name)
    {
        var op = Operators.All[name];
        var plain = Plain(op)!;
        foreach (var x in Points)
        {
            foreach (var y in op.Arity == 1 ? [0] : Points)
            {
                double[] operands = op.Arity == 1 ? [x] : [x, y];
                Close(plain(operands), Evaluate(op, [.. operands.Select(Tensor.Scalar)]).Number, $"{name}({string.Join(", ", operands)})");
            }
        }
    }

    [Fact]
    public void Softmax_OfAVectorBesideItsLogSumExp_IsTheLanguages()
    {
        foreach (var v in new[] { [0.3], Numbers(33, 1), Numbers(7, 1e3), [1000, 999], [-1000, -1001], [double.NegativeInfinity, 1] })
        {
            var total = Tensor.Vector(v.Select(_ => CellMath.LogSumExp(new Vector(v))));
            var softmax = Evaluate(Operators.Softmax, Tensor.Vector(v), total).Data;
            foreach (var (expected, actual) in CellMath.Softmax(new Vector(v)).ToArray().Zip(softmax))
                Close(expected, actual, $"Softmax({string.Join(", ", v)})");
        }
    }

    [Fact]
    public void LogSumExp_IsTheLanguages_ForLargeSmallInfiniteAndUndefined()
    {
        const double Infinity = double.PositiveInfinity;
        double[][] vectors =
        [
            [0.3], Numbers(33, 1), Numbers(7, 1e3), [1000, 999], [-1000, -1001], [-Infinity, 1], [-Infinity], [Infinity, 2],
            [double.NaN, Infinity], [1, double.NaN],
        ];
        foreach (var v in vectors)
            Close(CellMath.LogSumExp(new Vector(v)), Evaluate(Operators.LogSumExp, Tensor.Vector(v)).Number, $"LogSumExp({string.Join(", ", v)})");
    }

    [Fact]
    public void SumsAndJoins_AreTheLanguages()
    {
        var (a, b) = (Numbers(7, 3), Numbers(5, 2));
        Close(CellMath.Sum(new Vector(a)), Evaluate(Operators.Sum, Tensor.Vector(a)).Number, "Sum");
        Assert.Equal(CellMath.Concat(new Vector(a), new Vector(b)).ToArray(), Evaluate(Operators.Concat, Tensor.Vector(a), Tensor.Vector(b)).Data);
        Assert.Equal(CellMath.Max(new Vector(a)), Evaluate(Operators.Maximum, Tensor.Vector(a)).Number);
        var builder = new ProgramBuilder();
        var identity = builder.Apply(Operators.Identity, [], [Dim.Constant(3)]).Number;
        var evaluator = new IrEvaluator(builder.Build(), new Dictionary<string, int>());
        Assert.Equal(CellMath.Identity(3).ToArray(), evaluator.Step(new Dictionary<LeafKey, Tensor>())[identity].Data);
        Assert.Equal(CellMath.Outer(new Vector(a), new Vector(b)).ToArray(), Evaluate(Operators.Outer, Tensor.Vector(a), Tensor.Vector(b)).Data);
    }

    [Fact]
    public void Comparisons_AndChoices_AreTheLanguages()
    {
        double[] a = [1, 2, double.NaN, 0, -1], b = [1, 3, 0, -0.0, -2];
        var (left, right) = (new Vector(a), new Vector(b));
        var masks = new Dictionary<Operator, Mask>
        {
            [Operators.Greater] = left > right,
            [Operators.GreaterOrEqual] = left >= right,
            [Operators.Less] = left < right,
            [Operators.LessOrEqual] = left <= right,
        };
        foreach (var (op, mask) in masks)
        {
            var condition = Evaluate(op, Tensor.Vector(a), Tensor.Vector(b));
            Assert.Equal(mask.ToArray(), condition.Data.Select(x => x != 0));
            Assert.Equal(
                CellMath.Where(mask, left, right).ToArray(), Evaluate(Operators.Where, condition, Tensor.Vector(a), Tensor.Vector(b)).Data);
        }

        Assert.Equal([1, 0, 0, 1, 0], Evaluate(Operators.EqualTo, Tensor.Vector(a), Tensor.Vector(b)).Data);
    }

    [Fact]
    public void ProductsAndParts_AreTheLanguages()
    {
        var (numbers, v) = (Numbers(15, 2), Numbers(5, 1));
        var (W, x) = (new Matrix(3, 5, numbers), new Vector(v));
        var matrix = new Tensor([3, 5], numbers);

        Assert.Equal((W * x).ToArray(), Evaluate(Operators.Product, matrix, Tensor.Vector(v)).Data);
        Assert.Equal(W.T.ToArray(), Evaluate(Operators.Transpose, matrix).Data);
        Assert.Equal(W[2].ToArray(), Evaluate(Operators.Gather, matrix, Tensor.Scalar(2)).Data);
        Assert.Equal(x[1..4].ToArray(), Evaluate(Operators.Slice, [1, 4], Tensor.Vector(v)).Data);
        Assert.Equal(x[3], Evaluate(Operators.Pick, Tensor.Vector(v), Tensor.Scalar(3)).Number);
        Assert.Equal((-x).ToArray(), Evaluate(Operators.Negate, Tensor.Vector(v)).Data);
        Assert.Equal((x / (x * x + x - 2 * x)).ToArray(), Quotient(Tensor.Vector(v)).Data);
    }

    [Fact]
    public void Affine_IsItsProductsAndBiases_AddedUp()
    {
        var (W, U) = (new Tensor([2, 3], Numbers(6, 1)), new Tensor([2, 1], Numbers(2, 2)));
        var (x, h, b, c) = (Tensor.Vector(Numbers(3, 1)), Tensor.Vector(Numbers(1, 2)), Tensor.Vector([10, 20]), Tensor.Vector([1, 2]));
        var parts = new[] { Evaluate(Operators.Product, W, x), Evaluate(Operators.Product, U, h), b, c };

        var expected = parts.Aggregate((sum, part) => sum.Zip(part, (a, term) => a + term));
        var actual = Evaluate(Operators.Affine, [2], W, x, U, h, b, c);
        Assert.Equal(expected.Data[0], actual.Data[0], 1e-13);
        Assert.Equal(expected.Data[1], actual.Data[1], 1e-13);
    }

    [Fact]
    public void PartsOfMatrices_AreRowsOrColumns_AndPlacingPutsThemBack()
    {
        var matrix = new Tensor([2, 3], [1, 2, 3, 4, 5, 6]);
        Assert.Equal([4, 5, 6], Evaluate(Operators.SliceRows, [1, 2], matrix).Data);
        Assert.Equal([2, 3, 5, 6], Evaluate(Operators.SliceColumns, [1, 3], matrix).Data);
        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 5, 6], Evaluate(Operators.PlaceRows, [1, 3], matrix).Data);
        Assert.Equal([0, 1, 2, 3, 0, 4, 5, 6], Evaluate(Operators.PlaceColumns, [1, 4], matrix).Data);
        Assert.Equal([0, 0, 7, 8, 0], Evaluate(Operators.Place, [2, 5], Tensor.Vector([7, 8])).Data);
        Assert.Equal([0, 0, 7, 8, 0, 0], Evaluate(Operators.Scatter, [3], Tensor.Vector([7, 8]), Tensor.Scalar(1)).Data);
        Assert.Equal([0, 0, 1], Evaluate(Operators.OneHot, [3], Tensor.Scalar(2)).Data);
        Assert.Equal([5, 5, 5], Evaluate(Operators.Broadcast, [3], Tensor.Scalar(5)).Data);
        Assert.Equal(91, Evaluate(Operators.SquaredNorm, matrix).Number);
    }

    [Theory]
    [InlineData("Gather", -1)]
    [InlineData("Gather", 2)]
    [InlineData("Pick", -1)]
    [InlineData("Pick", 2)]
    [InlineData("OneHot", 2)]
    [InlineData("Scatter", 2)]
    public void AnIndex_OutOfRange_IsRefusedByName(string name, int index)
    {
        var at = Tensor.Scalar(index);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => name switch
        {
            "Gather" => Evaluate(Operators.Gather, new Tensor(2, 3), at),
            "Pick" => Evaluate(Operators.Pick, new Tensor(2), at),
            "OneHot" => Evaluate(Operators.OneHot, [2], at),
            _ => Evaluate(Operators.Scatter, [2], new Tensor(3), at),
        });
        Assert.Contains($"The index {index} is not one of 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(-1, 1)]
    public void APart_BeyondTheWhole_IsRefused_NotReadFromTheNextRow(int start, int end)
    {
        Assert.Throws<ArgumentException>(() => Evaluate(Operators.SliceColumns, [start, end], new Tensor(3, 5)));
        Assert.Throws<ArgumentException>(() => Evaluate(Operators.Slice, [start, end], new Tensor(5)));
    }

    [Fact]
    public void AChoice_IsRefused_WhereTheConditionHasAnotherSize()
    {
        var (three, five) = (Shape.Vector(Dim.Constant(3)), Shape.Vector(Dim.Constant(5)));
        var result = Operators.Where.ResultShape([three.Of(Element.Truth), five, five], []);
        Assert.Equal("the condition is a comparison of vector [3], but what it chooses is a vector [5]", result.Problem?.Problem);
    }

    [Theory]
    [InlineData("1_000", 1000)]
    [InlineData("0xFF", 255)]
    [InlineData("0b1_01", 5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("1E2d", 100)]
    [InlineData("7L", 7)]
    [InlineData("0.1f", 0.1f)]
    [InlineData(".5", 0.5)]
    public void ALiteral_HasTheValue_ThatCSharpGivesIt(string text, double expected)
        => Assert.Equal(expected, Operators.Literal.Evaluate(new EvaluationContext([], [], [], text)).Number);

    // The series summed with 60 digits.
    [Theory]
    [InlineData(1e-10, 1.1283791670955126e-10, 0.999999999887162)]
    [InlineData(0.3, 0.3286267594591274, 0.6713732405408726)]
    [InlineData(1, 0.8427007929497149, 0.15729920705028513)]
    [InlineData(1.5, 0.9661051464753108, 0.033894853524689274)]
    [InlineData(2.4, 0.999311486103355, 0.0006885138966450789)]
    [InlineData(2.4999999, 0.9995930477647266, 0.00040695223527343607)]
    [InlineData(2.5, 0.999593047982555, 0.0004069520174449589)]
    [InlineData(2.5000001, 0.9995930482003834, 0.00040695179961659073)]
    [InlineData(3, 0.9999779095030014, 2.209049699858544e-05)]
    [InlineData(5.9, 0.9999999999999999, 7.190409783550478e-17)]
    public void TheErrorFunction_IsAccurate_OnBothSidesOfTheSwitch(double x, double erf, double erfc)
    {
        Assert.Equal(erf, ErrorFunction.Erf(x), 1e-15 * Math.Abs(erf));
        Assert.Equal(-erf, ErrorFunction.Erf(-x), 1e-15 * Math.Abs(erf));
        // exp(−x²) turns the rounding of x² into a relative error.
        Assert.Equal(erfc, ErrorFunction.Erfc(x), 1e-15 * (1 + x * x) * erfc);
        Assert.Equal(1 + erf, ErrorFunction.Erfc(-x), 1e-15);
    }

    private static Tensor Quotient(Tensor x)
    {
        var square = Evaluate(Operators.Multiply, x, x);
        var twice = Evaluate(Operators.Multiply, Evaluate(Operators.Broadcast, x.Sizes, Tensor.Scalar(2)), x);
        return Evaluate(Operators.Divide, x, Evaluate(Operators.Subtract, Evaluate(Operators.Add, square, x), twice));
    }

    // The language's function of numbers with the operator's name; further parameters must have defaults.
    private static Func<double[], double>? Plain(Operator op)
    {
        var methods = typeof(CellMath).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == op.Name);
        var method = methods.FirstOrDefault(method => method.ReturnType == typeof(double)
            && method.GetParameters().All(parameter => parameter.ParameterType == typeof(double))
            && method.GetParameters().Count(parameter => !parameter.HasDefaultValue) == op.Arity);
        var defaults = method?.GetParameters().Skip(op.Arity).Select(parameter => parameter.DefaultValue);
        return method is null ? null : operands => (double)method.Invoke(null, [.. operands.Cast<object?>(), .. defaults!])!;
    }

    private static Tensor Evaluate(Operator op, params Tensor[] operands) => Evaluate(op, [], operands);

    private static Tensor Evaluate(Operator op, int[] sizes, params Tensor[] operands)
    {
        var shapes = operands.Select((operand, i) => new Shape(ElementOf(op, i), new([.. operand.Sizes.Select(size => Dim.Constant(size))])));
        var shape = op.ResultShape([.. shapes], [.. sizes.Select(size => Dim.Constant(size))]);
        Assert.True(shape.Shape is not null, shape.Problem?.Problem);
        var result = op.Evaluate(new EvaluationContext(operands, sizes, [.. shape.Shape!.Sizes.Select(size => (int)size.Value!)], ""));
        Assert.Equal(shape.Shape.Sizes.Select(size => (int)size.Value!), result.Sizes);
        return result;
    }

    private static Element ElementOf(Operator op, int operand) => (op.Name, operand) switch
    {
        ("Where", 0) => Element.Truth,
        ("Gather" or "Pick" or "Scatter", 1) or ("OneHot", 0) => Element.Index,
        _ => Element.Real,
    };

    private static double[] Numbers(int count, double scale)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => scale * (2 * random.NextDouble() - 1))];
    }

    // Equal up to the rounding of a few operations, which exp(−x²) of a Gelu far out makes x² as much; below the smallest normal
    // number there are no relative errors.
    private static void Close(double expected, double actual, string what)
        => Assert.True(
            expected.Equals(actual) || Math.Abs(expected - actual) <= 2e-13 * Math.Abs(expected) + 1e-307,
            $"{what}: the language gives {expected:R}, the operator {actual:R}");
}
