using System.Reflection;
using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class ElementwiseTests
{
    public static TheoryData<string> OneArgument => new(
        "Tanh", "Sigmoid", "LogSigmoid", "Relu", "LeakyRelu", "Elu", "Selu", "Gelu", "Silu", "Softplus", "HardSigmoid", "HardTanh",
        "Exp", "Log", "Sqrt", "Abs", "Sin", "Cos", "Square", "Reciprocal", "Sign");

    public static TheoryData<string> TwoArguments => new("Max", "Min", "Pow");

    // The values were computed with 60 digits and rounded to double.
    [Theory]
    [InlineData("Tanh", -3, -0.9950547536867305)]
    [InlineData("Tanh", -0.5, -0.46211715726000974)]
    [InlineData("Tanh", 0.25, 0.24491866240370913)]
    [InlineData("Tanh", 2, 0.9640275800758169)]
    [InlineData("Sigmoid", -700, 9.85967654375977e-305)]
    [InlineData("Sigmoid", -1, 0.2689414213699951)]
    [InlineData("Sigmoid", 0.5, 0.6224593312018546)]
    [InlineData("Sigmoid", 3, 0.9525741268224333)]
    [InlineData("Sigmoid", 40, 1.0)]
    [InlineData("LogSigmoid", -800, -800.0)]
    [InlineData("LogSigmoid", -20.5, -20.500000001250154)]
    [InlineData("LogSigmoid", -0.5, -0.9740769841801067)]
    [InlineData("LogSigmoid", 1, -0.3132616875182228)]
    [InlineData("LogSigmoid", 40, -4.248354255291589e-18)]
    [InlineData("LogSigmoid", 700, -9.85967654375977e-305)]
    [InlineData("Softplus", -700, 9.85967654375977e-305)]
    [InlineData("Softplus", -40, 4.248354255291589e-18)]
    [InlineData("Softplus", -1, 0.3132616875182228)]
    [InlineData("Softplus", 0.5, 0.9740769841801067)]
    [InlineData("Softplus", 20.5, 20.500000001250154)]
    [InlineData("Softplus", 800, 800.0)]
    [InlineData("Elu", -3, -0.950212931632136)]
    [InlineData("Elu", -1e-09, -9.999999995e-10)]
    [InlineData("Elu", 0.5, 0.5)]
    [InlineData("Elu", 2, 2.0)]
    [InlineData("Selu", -3, -1.670568728767112)]
    [InlineData("Selu", -1e-09, -1.7580993399683274e-09)]
    [InlineData("Selu", 0.5, 0.5253504936777402)]
    [InlineData("Selu", 2, 2.101401974710961)]
    [InlineData("Gelu", -5, -1.4332578593959695e-06)]
    [InlineData("Gelu", -3, -0.0040496940948902835)]
    [InlineData("Gelu", -2.2, -0.030587584529696933)]
    [InlineData("Gelu", -1, -0.15865525393145705)]
    [InlineData("Gelu", -0.25, -0.10032341857926907)]
    [InlineData("Gelu", 0.5, 0.34573123063700656)]
    [InlineData("Gelu", 1, 0.8413447460685429)]
    [InlineData("Gelu", 2, 1.9544997361036416)]
    [InlineData("Gelu", 2.25, 2.2224949365261493)]
    [InlineData("Gelu", 3, 2.99595030590511)]
    [InlineData("Gelu", 6, 5.999999994080474)]
    [InlineData("Silu", -3, -0.14227761953270035)]
    [InlineData("Silu", -0.5, -0.18877033439907273)]
    [InlineData("Silu", 0.25, 0.14054412522144952)]
    [InlineData("Silu", 2, 1.7615941559557649)]
    [InlineData("Exp", -3, 0.049787068367863944)]
    [InlineData("Exp", -0.5, 0.6065306597126334)]
    [InlineData("Exp", 0.25, 1.2840254166877414)]
    [InlineData("Exp", 2, 7.38905609893065)]
    [InlineData("Log", 0.001, -6.907755278982137)]
    [InlineData("Log", 0.5, -0.6931471805599453)]
    [InlineData("Log", 7, 1.9459101490553132)]
    [InlineData("Sqrt", 0.001, 0.03162277660168379)]
    [InlineData("Sqrt", 2, 1.4142135623730951)]
    [InlineData("Sqrt", 7, 2.6457513110645907)]
    [InlineData("Sin", -3, -0.1411200080598672)]
    [InlineData("Sin", -0.5, -0.479425538604203)]
    [InlineData("Sin", 0.25, 0.24740395925452294)]
    [InlineData("Sin", 2, 0.9092974268256817)]
    [InlineData("Cos", -3, -0.9899924966004454)]
    [InlineData("Cos", -0.5, 0.8775825618903728)]
    [InlineData("Cos", 0.25, 0.9689124217106447)]
    [InlineData("Cos", 2, -0.4161468365471424)]
    public void SmoothFunction_GivesTheKnownValueToTheLastDigits(string function, double x, double expected)
        => Close.To(expected, Call<double>(function, x), relative: 3e-15);

    // What PyTorch 2 gives for the same argument; the values next to a kink show on which side it counts.
    [Theory]
    [InlineData("Relu", -2, 0)]
    [InlineData("Relu", 0, 0)]
    [InlineData("Relu", 3, 3)]
    [InlineData("LeakyRelu", -2, -0.02)]
    [InlineData("LeakyRelu", 0, 0)]
    [InlineData("LeakyRelu", 3, 3)]
    [InlineData("HardSigmoid", -3, 0)]
    [InlineData("HardSigmoid", -4, 0)]
    [InlineData("HardSigmoid", 0, 0.5)]
    [InlineData("HardSigmoid", 1.5, 0.75)]
    [InlineData("HardSigmoid", 3, 1)]
    [InlineData("HardSigmoid", 9, 1)]
    [InlineData("HardTanh", -1.5, -1)]
    [InlineData("HardTanh", 0.25, 0.25)]
    [InlineData("HardTanh", 1.5, 1)]
    [InlineData("Abs", -2, 2)]
    [InlineData("Abs", 0, 0)]
    [InlineData("Sign", -2, -1)]
    [InlineData("Sign", 0, 0)]
    [InlineData("Sign", 2, 1)]
    [InlineData("Square", -3, 9)]
    [InlineData("Reciprocal", -4, -0.25)]
    [InlineData("Reciprocal", 0, double.PositiveInfinity)]
    [InlineData("Log", 0, double.NegativeInfinity)]
    [InlineData("Exp", 1000, double.PositiveInfinity)]
    [InlineData("Sigmoid", -1000, 0)]
    [InlineData("Sigmoid", 1000, 1)]
    [InlineData("LogSigmoid", 1000, 0)]
    [InlineData("LogSigmoid", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("Softplus", -1000, 0)]
    [InlineData("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Elu", double.NegativeInfinity, -1)]
    [InlineData("Gelu", 0, 0)]
    [InlineData("Gelu", -1000, 0)]
    [InlineData("Gelu", 1000, 1000)]
    [InlineData("Silu", -1000, 0)]
    public void PiecewiseFunctionOrExtreme_GivesThisValue(string function, double x, double expected)
        => Assert.Equal(expected + 0.0, Call<double>(function, x) + 0.0); // + 0.0 makes a negative zero a zero

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void NaN_GoesThrough(string function) => Assert.True(double.IsNaN(Call<double>(function, double.NaN)));

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void VectorAndMatrix_GiveTheScalarFunctionOfEachElement(string function)
    {
        double[] values = [-2.5, -0.5, 0, 0.75, 1.25, 4];
        var expected = values.Select(x => Call<double>(function, x)).ToArray();

        Assert.Equal(expected, Call<Vector>(function, new Vector(values)).ToArray());
        var matrix = Call<Matrix>(function, new Matrix(2, 3, values));
        Assert.Equal((2, 3), (matrix.Rows, matrix.Columns));
        Assert.Equal(expected, matrix.ToArray());
    }

    [Theory]
    [MemberData(nameof(TwoArguments))]
    public void PairOfVectorsMatricesOrNumbers_GivesTheScalarFunctionOfEachPair(string function)
    {
        double[] a = [0.5, 2, 3, 1.5];
        double[] b = [1.5, 2, -1, 0.25];
        var ofPairs = a.Zip(b, (x, y) => Call<double>(function, x, y)).ToArray();
        var withNumber = a.Select(x => Call<double>(function, x, 1.75)).ToArray();
        var ofNumber = a.Select(x => Call<double>(function, 1.75, x)).ToArray();
        var (va, vb) = (new Vector(a), new Vector(b));
        var (ma, mb) = (new Matrix(2, 2, a), new Matrix(2, 2, b));

        Assert.Equal(ofPairs, Call<Vector>(function, va, vb).ToArray());
        Assert.Equal(ofPairs, Call<Matrix>(function, ma, mb).ToArray());
        Assert.Equal(withNumber, Call<Vector>(function, va, 1.75).ToArray());
        Assert.Equal(withNumber, Call<Matrix>(function, ma, 1.75).ToArray());
        Assert.Equal(ofNumber, Call<Vector>(function, 1.75, va).ToArray());
        Assert.Equal(ofNumber, Call<Matrix>(function, 1.75, ma).ToArray());
    }

    [Fact]
    public void MaxMinAndPow_GiveTheKnownValues()
    {
        Assert.Equal(2, Max(-3, 2));
        Assert.Equal(-3, Min(-3, 2));
        Assert.All([Max(double.NaN, 1), Max(1, double.NaN), Min(double.NaN, 1), Min(1, double.NaN)], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(0.125, Pow(2, -3));
        Assert.Equal(1, Pow(0, 0));
        Assert.True(double.IsNaN(Pow(-8, 1.0 / 3)));
    }

    [Fact]
    public void SlopeAlphaAndBounds_AreTakenAsGiven()
    {
        Assert.Equal([-0.5, 3], LeakyRelu(new Vector(-2, 3), 0.25).ToArray());
        Close.To(2 * (Math.Exp(-1.5) - 1), Elu(-1.5, alpha: 2));
        Assert.Equal([-0.5, 0.25, 2], Clamp(new Vector(-1, 0.25, 3), -0.5, 2).ToArray());
        Assert.Equal([-0.5, 2], Clamp(new Matrix(1, 2, [-1.0, 3]), -0.5, 2).ToArray());
    }

    [Fact]
    public void ClampWithCrossedBounds_GivesTheUpperOneAsPyTorchDoes()
        => Assert.Equal([-1, -1, -1], Clamp(new Vector(-5, 0, 5), 1, -1).ToArray());

    [Fact]
    public void StopGradient_IsTheValueItself()
    {
        var v = new Vector(1, 2);
        var m = Identity(2);

        Assert.Equal(3, StopGradient(3.0));
        Assert.Same(v, StopGradient(v));
        Assert.Same(m, StopGradient(m));
    }

    // Calls the overload that a C# call with these arguments would, its optional parameters left out.
    private static T Call<T>(string function, params object[] arguments)
    {
        var method = typeof(CellMath).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == function && Takes(method, arguments));
        var optional = method.GetParameters().Skip(arguments.Length).Select(parameter => parameter.DefaultValue);
        return Assert.IsType<T>(method.Invoke(null, [.. arguments, .. optional]));
    }

    private static bool Takes(MethodInfo method, object[] arguments)
    {
        var parameters = method.GetParameters();
        return parameters.Length >= arguments.Length
            && arguments.Zip(parameters).All(pair => pair.First.GetType() == pair.Second.ParameterType)
            && parameters.Skip(arguments.Length).All(parameter => parameter.IsOptional);
    }
}
