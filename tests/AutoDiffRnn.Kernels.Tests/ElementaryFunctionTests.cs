using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>The elementary functions at special numbers, at every width; <see cref="AccuracyTests"/> scans the others.</summary>
public class ElementaryFunctionTests
{
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
    [InlineData(1.17549435e-38f)]
    [InlineData(8192f)]
    [InlineData(-8193f)]
    [InlineData(1048576f)]
    [InlineData(-1048577f)]
    [InlineData(10.5f)]
    [InlineData(-87.5f)]
    [InlineData(-88.5f)]
    [InlineData(89.5f)]
    [InlineData(-104.5f)]
    public void SpecialNumbers_GiveWhatTheMathematicsGives(float x)
    {
        foreach (var (name, reference) in Exact)
        {
            CheckLane<Lanes128<float>, Lanes128<double>>(name, x, reference(x));
            CheckLane<Lanes256<float>, Lanes256<double>>(name, x, reference(x));
            CheckLane<Lanes512<float>, Lanes512<double>>(name, x, reference(x));
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
    {
        AssertAlmostSame(name, Exact[name](x), InLastLane<Lanes128<double>, double>(LaneKernel<Lanes128<double>, double>.Unary[name].Vector, x));
        AssertAlmostSame(name, Exact[name](x), InLastLane<Lanes256<double>, double>(LaneKernel<Lanes256<double>, double>.Unary[name].Vector, x));
        AssertAlmostSame(name, Exact[name](x), InLastLane<Lanes512<double>, double>(LaneKernel<Lanes512<double>, double>.Unary[name].Vector, x));
    }

    [Fact]
    public void Powers_HaveTheSpecialCasesOfIeee754()
    {
        double[] numbers =
        [
            0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, 10.5, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
            5e-324, -5e-324, 1e-310, 1e-40, 0.9999999999999999, 1.0000000000000002, 9007199254740991, -9007199254740991, 9007199254740993,
            1e19, -1e19, 1023, -1074, -1075, 149, -149,
        ];
        foreach (var x in numbers)
        {
            foreach (var y in numbers)
            {
                CheckPower<Lanes128<float>, Lanes128<double>>(x, y);
                CheckPower<Lanes256<float>, Lanes256<double>>(x, y);
                CheckPower<Lanes512<float>, Lanes512<double>>(x, y);
            }
        }
    }

    [Fact]
    public void ALaneWithALargeAngle_HasTheRuntimesSine_AndItsNeighboursTheirOwn()
    {
        foreach (var large in new[] { 8193.0, 1e6, 1048577, 1e9, -3e38 })
        {
            CheckNeighbours<Lanes128<float>, float>((float)large, 8192);
            CheckNeighbours<Lanes512<float>, float>((float)large, 8192);
            CheckNeighbours<Lanes128<double>, double>(large, 1048576);
            CheckNeighbours<Lanes256<double>, double>(large, 1048576);
        }
    }

    [Fact]
    public void ZerosKeepTheirSign_ThroughOddFunctions()
    {
        foreach (var name in new[] { "Tanh", "Erf", "Sin" })
        {
            Assert.True(float.IsNegative(LaneKernel<Lanes128<float>, float>.Unary[name].Scalar(-0f)), name);
            Assert.False(float.IsNegative(LaneKernel<Lanes128<float>, float>.Unary[name].Scalar(0f)), name);
            Assert.True(double.IsNegative(LaneKernel<Lanes512<double>, double>.Unary[name].Vector(Lanes512<double>.Spread(-0.0)).Lane(7)), name);
            Assert.False(double.IsNegative(LaneKernel<Lanes512<double>, double>.Unary[name].Vector(Lanes512<double>.Zero).Lane(7)), name);
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

    private static void CheckLane<TSingle, TDouble>(string name, float x, double expected)
        where TSingle : struct, ILanes<TSingle, float>
        where TDouble : struct, ILanes<TDouble, double>
    {
        AssertAlmostSame(name, (float)expected, InLastLane<TSingle, float>(LaneKernel<TSingle, float>.Unary[name].Vector, x));
        AssertAlmostSame(name, expected, InLastLane<TDouble, double>(LaneKernel<TDouble, double>.Unary[name].Vector, x));
    }

    // The other lanes hold ones.
    private static T InLastLane<TLanes, T>(Func<TLanes, TLanes> function, T x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Enumerable.Repeat(T.One, (int)TLanes.Count).ToArray();
        lanes[^1] = x;
        return function(TLanes.Load(ref lanes[0], 0)).Lane(lanes.Length - 1);
    }

    private static void CheckPower<TSingle, TDouble>(double x, double y)
        where TSingle : struct, ILanes<TSingle, float>
        where TDouble : struct, ILanes<TDouble, double>
    {
        var actual = InLastLane<TDouble, double>(v => LaneKernel<TDouble, double>.Binary["Pow"].Vector(v, TDouble.Spread(y)), x);
        AssertSamePower(x, y, Math.Pow(x, y), actual, 3e-16);
        var single = InLastLane<TSingle, float>(v => LaneKernel<TSingle, float>.Binary["Pow"].Vector(v, TSingle.Spread((float)y)), (float)x);
        AssertSamePower((float)x, (float)y, MathF.Pow((float)x, (float)y), single, 2e-7);
    }

    private static void AssertSamePower<T>(T x, T y, T expected, T actual, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var isNear = T.IsFinite(expected) && T.Abs(expected - actual) <= T.CreateTruncating(tolerance) * T.Abs(expected) + T.Epsilon;
        var isSame = T.IsNaN(expected) ? T.IsNaN(actual) : expected == actual || isNear;
        Assert.True(isSame && (T.IsNaN(expected) || T.IsNegative(expected) == T.IsNegative(actual)), $"{x} to the power of {y} is {expected}, not {actual}");
    }

    private static void CheckNeighbours<TLanes, T>(T large, T limit)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = Enumerable.Range(0, (int)TLanes.Count).Select(lane => lane % 2 == 0 ? large : T.CreateTruncating(lane + 0.3)).ToArray();
        var sines = LaneKernel<TLanes, T>.Unary["Sin"].Vector(TLanes.Load(ref lanes[0], 0));
        var cosines = LaneKernel<TLanes, T>.Unary["Cos"].Vector(TLanes.Load(ref lanes[0], 0));
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var isLarge = T.Abs(lanes[lane]) > limit;
            Assert.Equal(isLarge ? T.Sin(lanes[lane]) : LaneKernel<TLanes, T>.Unary["Sin"].Vector(TLanes.Spread(lanes[lane])).Lane(0), sines.Lane(lane));
            Assert.Equal(isLarge ? T.Cos(lanes[lane]) : LaneKernel<TLanes, T>.Unary["Cos"].Vector(TLanes.Spread(lanes[lane])).Lane(0), cosines.Lane(lane));
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
