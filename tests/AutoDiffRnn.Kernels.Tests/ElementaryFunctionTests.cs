using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>Scans of the elementary functions: errors in units in the last place (ulp) of the exact result.</summary>
public class ElementaryFunctionTests
{
    [Theory]
    [InlineData("Exp", 2)]
    [InlineData("Log", 2)]
    [InlineData("Tanh", 4)]
    [InlineData("Sigmoid", 4)]
    [InlineData("Softplus", 4)]
    [InlineData("LogSigmoid", 4)]
    [InlineData("Elu", 4)]
    [InlineData("Selu", 4)]
    [InlineData("Gelu", 1)]
    [InlineData("Sin", 4)]
    [InlineData("Cos", 4)]
    public void Floats_AreAsPreciseAsDocumented(string name, double ulps)
    {
        var reference = Exact[name];
        Scan(name, ulps, AllFloats().Concat(Dense()).Select(x => (float)x), x => reference(x), x => MathF.BitIncrement(x) - x, 1.17549435e-38);
    }

    [Theory]
    [InlineData("Exp", 2)]
    [InlineData("Log", 2)]
    [InlineData("Tanh", 4)]
    [InlineData("Sigmoid", 4)]
    [InlineData("Sin", 4)]
    [InlineData("Cos", 4)]
    public void Doubles_AreAsPreciseAsDocumented(string name, double ulps)
    {
        var reference = Exact[name];
        Scan(name, ulps, AllDoubles().Concat(Dense()), reference, x => Math.BitIncrement(x) - x, 2.2250738585072014e-308);
    }

    [Fact]
    public void FloatTanh_IsPreciseInAbsoluteTermsToo()
    {
        var tanh = LaneKernel<Lanes128<float>, float>.Unary["Tanh"].Scalar;
        foreach (var x in Dense())
            Assert.InRange(Math.Abs(tanh((float)x) - Math.Tanh((float)x)), 0, 2e-7);
    }

    [Theory]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    [InlineData(0f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    [InlineData(1e-45f)]
    [InlineData(-1e-45f)]
    [InlineData(1e-40f)]
    [InlineData(-3.5f)]
    public void SpecialNumbers_GiveWhatTheMathematicsGives(float x)
    {
        foreach (var (name, reference) in Exact.Where(pair => pair.Key is not ("Sin" or "Cos") || Math.Abs(x) < 1e6 || !float.IsFinite(x)))
        {
            AssertAlmostSame(name, (float)reference(x), LaneKernel<Lanes128<float>, float>.Unary[name].Scalar(x));
            AssertAlmostSame(name, reference(x), LaneKernel<Lanes128<double>, double>.Unary[name].Scalar(x));
        }
    }

    [Theory]
    [InlineData("Exp", 710)]
    [InlineData("Exp", 709.7)]
    [InlineData("Exp", -744)]
    [InlineData("Exp", -746)]
    [InlineData("Log", 5e-324)]
    [InlineData("Log", 1.7976931348623157e308)]
    [InlineData("Tanh", 1e-320)]
    [InlineData("Elu", -1e-9)]
    [InlineData("LogSigmoid", -1000)]
    [InlineData("LogSigmoid", 40)]
    [InlineData("Softplus", 1000)]
    [InlineData("Softplus", -700)]
    public void TheEndsOfTheDoubleRange_AreReached(string name, double x)
        => AssertAlmostSame(name, Exact[name](x), LaneKernel<Lanes128<double>, double>.Unary[name].Scalar(x));

    [Fact]
    public void ZerosKeepTheirSign_ThroughTanhAndErf()
    {
        foreach (var name in new[] { "Tanh", "Erf", "Sin" })
        {
            Assert.True(float.IsNegative(LaneKernel<Lanes128<float>, float>.Unary[name].Scalar(-0f)), name);
            Assert.False(float.IsNegative(LaneKernel<Lanes128<float>, float>.Unary[name].Scalar(0f)), name);
        }
    }

    /// <summary>x, erf x, erfc x, erfc −x, to 20 digits.</summary>
    public static TheoryData<double, double, double, double> ErrorFunctionValues => new()
    {
        { 1e-300, 1.1283791670955126022e-300, 1.0, 1.0 },
        { 1e-9, 1.1283791670955126438e-9, 0.9999999988716208329, 1.0000000011283791671 },
        { 0.1, 0.1124629160182848984, 0.8875370839817151016, 1.1124629160182848984 },
        { 0.5, 0.52049987781304653768, 0.47950012218695346232, 1.5204998778130465377 },
        { 0.99, 0.83850806955536979982, 0.16149193044463020018, 1.8385080695553697998 },
        { 1.0, 0.84270079294971486934, 0.15729920705028513066, 1.8427007929497148693 },
        { 1.01, 0.8468104962282767015, 0.1531895037717232985, 1.8468104962282767015 },
        { 1.7, 0.98379045859077456084, 0.016209541409225439159, 1.9837904585907745608 },
        { 2.5, 0.99959304798255504106, 0.00040695201744495893956, 1.9995930479825550411 },
        { 3.9, 0.99999996520775140277, 3.4792248597231767129e-8, 1.9999999652077514028 },
        { 5.5, 0.99999999999999264215, 7.3578479179743980631e-15, 1.9999999999999926422 },
        { 9, 1, 4.1370317465138102381e-37, 2 },
        { 15, 1, 7.2129941724512066666e-100, 2 },
        { 26, 1, 5.6631924088561428465e-296, 2 },
    };

    [Theory]
    [MemberData(nameof(ErrorFunctionValues))]
    public void TheErrorFunction_AgreesWithItsTable(double x, double erf, double complement, double mirrored)
    {
        AssertUlps(erf, LaneKernel<Lanes128<double>, double>.Unary["Erf"].Scalar(x), 4);
        AssertUlps(-erf, LaneKernel<Lanes128<double>, double>.Unary["Erf"].Scalar(-x), 4);
        Assert.Equal((float)erf, LaneKernel<Lanes128<float>, float>.Unary["Erf"].Scalar((float)x), 1.2e-7f * (float)erf);
        // gelu(x) = x/2·erfc(−x/√2); x·√2 is rounded, which an erfc of x² = 676 multiplies by 1352.
        var root = x * Math.Sqrt(2);
        AssertUlps(0.5 * root * mirrored, LaneKernel<Lanes128<double>, double>.Unary["Gelu"].Scalar(root), 8 + 4 * x * x);
        AssertUlps(-0.5 * root * complement, LaneKernel<Lanes128<double>, double>.Unary["Gelu"].Scalar(-root), 8 + 4 * x * x);
    }

    private static Dictionary<string, Func<double, double>> Exact { get; } = new()
    {
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Tanh"] = Math.Tanh,
        ["Sigmoid"] = x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
        ["Softplus"] = Softplus,
        ["LogSigmoid"] = x => -Softplus(-x),
        ["Elu"] = x => x > 0 ? x : ExpM1(x),
        ["Selu"] = x => 1.0507009873554804934 * (x > 0 ? x : 1.6732632423543772848 * ExpM1(x)),
        ["Gelu"] = x => double.IsInfinity(x) ? (x > 0 ? x : double.NaN) : 0.5 * x * Complement(-x / Math.Sqrt(2)),
        ["Silu"] = x => x < -800 ? x * Math.Exp(x) : x / (1 + Math.Exp(-x)),
        ["Relu"] = x => x < 0 ? 0 : x,
        ["LeakyRelu"] = x => x > 0 ? x : 0.01 * x,
        ["HardSigmoid"] = x => double.IsNaN(x) ? x : Math.Clamp(x + 3, 0, 6) / 6,
        ["HardTanh"] = x => double.IsNaN(x) ? x : Math.Clamp(x, -1, 1),
        ["Clamped"] = x => double.IsNaN(x) ? x : Math.Clamp(x, -0.5, 0.25),
        ["Sqrt"] = Math.Sqrt,
        ["Abs"] = Math.Abs,
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Square"] = x => x * x,
        ["Cube"] = x => Math.Pow(x, 3),
        ["Reciprocal"] = x => 1 / x,
        ["Sign"] = x => double.IsNaN(x) ? x : Math.Sign(x),
    };

    private static void Scan<T>(
        string name, double ulps, IEnumerable<T> numbers, Func<double, double> reference, Func<T, T> ulp, double smallest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var function = LaneKernel<Lanes128<T>, T>.Unary[name].Scalar;
        foreach (var x in numbers)
        {
            var argument = double.CreateTruncating(x);
            if (name is "Sin" or "Cos" && Math.Abs(argument) > 1000)
                continue;
            var expected = reference(argument);
            if (!T.IsFinite(T.CreateTruncating(expected)) || Math.Abs(expected) < smallest)
                continue;
            var unit = double.CreateTruncating(ulp(T.Abs(T.CreateTruncating(expected))));
            var error = Math.Abs(double.CreateTruncating(function(x)) - expected) / unit;
            Assert.True(error <= ulps, $"{name}({x}) is {function(x)}, not {expected}: {error:F2} ulp");
        }
    }

    /// <summary>Some floats of every exponent and sign.</summary>
    private static IEnumerable<double> AllFloats()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += 60013)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (float.IsFinite(x))
                yield return x;
        }
    }

    /// <summary>Some doubles of every exponent and sign.</summary>
    private static IEnumerable<double> AllDoubles()
    {
        for (var i = 0L; i < 60_000; i++)
        {
            var x = BitConverter.Int64BitsToDouble(i * 307_442_073_455_727 + (i << 47));
            if (double.IsFinite(x))
                yield return x;
        }
    }

    /// <summary>Numbers where the functions are interesting.</summary>
    private static IEnumerable<double> Dense()
    {
        var random = new Random(1);
        for (var i = 0; i < 40_000; i++)
            yield return (random.NextDouble() * 2 - 1) * (i % 4) switch { 0 => 0.5, 1 => 3, 2 => 20, _ => 100 };
    }

    private static double Softplus(double x) => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)));

    private static double LogP1(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1); // the rounding of the sum cancels
    }

    private static double ExpM1(double x)
    {
        var tanh = Math.Tanh(x / 2);
        return Math.Abs(x) < 1 ? 2 * tanh / (1 - tanh) : Math.Exp(x) - 1;
    }

    /// <summary>erfc by its series and, further out, by its continued fraction.</summary>
    private static double Complement(double x)
    {
        if (double.IsNaN(x) || x > 40)
            return double.IsNaN(x) ? x : 0;
        if (x < 0)
            return 2 - Complement(-x);
        return x < 1.5 ? 1 - Series(x) : Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * Fraction(x));

        static double Series(double x)
        {
            var (term, sum) = (x, x);
            for (var n = 1; n < 40; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }

            return 2 / Math.Sqrt(Math.PI) * sum;
        }

        static double Fraction(double x)
        {
            var fraction = x;
            for (var n = 120; n >= 1; n--)
                fraction = x + n / 2.0 / fraction;
            return fraction;
        }
    }

    private static void AssertUlps(double expected, double actual, double ulps)
    {
        var ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.InRange(Math.Abs(expected - actual) / ulp, 0, ulps);
    }

    private static void AssertAlmostSame<T>(string name, T expected, T actual) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var same = T.IsFinite(expected)
            ? T.Abs(expected - actual) <= T.CreateTruncating(typeof(T) == typeof(float) ? 3e-7 : 1e-15) * T.Abs(expected) + T.CreateTruncating(1e-36)
            : expected.Equals(actual);
        Assert.True(same, $"{name}: expected {expected}, got {actual}");
    }
}
