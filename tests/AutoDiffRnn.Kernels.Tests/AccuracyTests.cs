using System.Numerics;
using Xunit.Abstractions;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>
/// Scans of the functions at every width: none is further from the exact value than the table of docs/language.md says. Errors are in units
/// in the last place (ulp) of the exact value, down to the smallest normal number.
/// </summary>
/// <remarks><c>ACCURACY_SCANS=100</c> scans a hundred times as many numbers as a run of all tests does.</remarks>
public class AccuracyTests(ITestOutputHelper output)
{
    private static readonly int Scans = int.Parse(Environment.GetEnvironmentVariable("ACCURACY_SCANS") ?? "1");

    public static TheoryData<string> Functions { get; } = [.. PreciseTable.Unary.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Floats_AreAsPreciseAsDocumented(string name)
    {
        var numbers = ScannedNumbers.Of(name, isSingle: true, 16_000 * Scans).Select(x => (float)x).Where(float.IsFinite).ToArray();
        var expected = Array.ConvertAll(numbers, x => PreciseTable.Unary[name](x));
        var bound = DocumentedAccuracy.Of(name).Single;
        Check<Lanes128<float>, float>(name, bound, numbers, expected);
        Check<Lanes256<float>, float>(name, bound, numbers, expected);
        Check<Lanes512<float>, float>(name, bound, numbers, expected);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Doubles_AreAsPreciseAsDocumented(string name)
    {
        var numbers = ScannedNumbers.Of(name, isSingle: false, 6_000 * Scans).Where(double.IsFinite).ToArray();
        var expected = Array.ConvertAll(numbers, x => PreciseTable.Unary[name](x));
        var bound = DocumentedAccuracy.Of(name).Double;
        Check<Lanes128<double>, double>(name, bound, numbers, expected);
        Check<Lanes256<double>, double>(name, bound, numbers, expected);
        Check<Lanes512<double>, double>(name, bound, numbers, expected);
    }

    [Fact]
    public void Powers_AreAsPreciseAsDocumented()
    {
        CheckPowers<Lanes128<float>, Lanes128<double>>();
        CheckPowers<Lanes256<float>, Lanes256<double>>();
        CheckPowers<Lanes512<float>, Lanes512<double>>();
    }

    [Fact]
    public void FloatTanh_IsPreciseInAbsoluteTermsToo()
    {
        var numbers = ScannedNumbers.Of("Tanh", isSingle: true, 60_000 * Scans).Select(x => (float)x).Where(float.IsFinite).ToArray();
        var results = Results<Lanes512<float>, float>(LaneKernel<Lanes512<float>, float>.Unary["Tanh"].Vector, numbers);
        for (var i = 0; i < results.Length; i++)
        {
            Assert.InRange(Math.Abs(results[i] - Math.Tanh(numbers[i])), 0, 1.5e-7);
            Assert.InRange(Math.Abs(results[i]), 0, 1);
        }
    }

    private void CheckPowers<TSingle, TDouble>()
        where TSingle : struct, ILanes<TSingle, float>
        where TDouble : struct, ILanes<TDouble, double>
    {
        var (x, y) = ScannedNumbers.Powers(isSingle: true, 8_000 * Scans);
        CheckPowers<TSingle, float>(Array.ConvertAll(x, v => (float)v), Array.ConvertAll(y, v => (float)v), DocumentedAccuracy.Of("Pow").Single);
        (x, y) = ScannedNumbers.Powers(isSingle: false, 8_000 * Scans);
        CheckPowers<TDouble, double>(x, y, DocumentedAccuracy.Of("Pow").Double);
    }

    private void CheckPowers<TLanes, T>(T[] x, T[] y, double bound)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = x.Zip(y, (a, b) => PreciseFunctions.Pow(double.CreateTruncating(a), double.CreateTruncating(b))).ToArray();
        var next = 0;
        var pow = LaneKernel<TLanes, T>.Binary["Pow"].Vector;
        var results = Results<TLanes, T>(a => pow(a, TLanes.Load(ref y[next], 0)), x, at => next = at);
        AssertPrecise("Pow", bound, x, results, expected);
    }

    private void Check<TLanes, T>(string name, double bound, T[] numbers, DoubleDouble[] expected)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => AssertPrecise(name, bound, numbers, Results<TLanes, T>(LaneKernel<TLanes, T>.Unary[name].Vector, numbers), expected);

    private static T[] Results<TLanes, T>(Func<TLanes, TLanes> function, T[] numbers, Action<int>? before = null)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new T[numbers.Length];
        for (var i = 0; i + (int)TLanes.Count <= numbers.Length; i += (int)TLanes.Count)
        {
            before?.Invoke(i);
            function(TLanes.Load(ref numbers[i], 0)).Store(ref results[i], 0);
        }

        return results[..(numbers.Length / (int)TLanes.Count * (int)TLanes.Count)];
    }

    private void AssertPrecise<T>(string name, double bound, T[] numbers, T[] results, DoubleDouble[] expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (smallest, digits) = typeof(T) == typeof(float) ? (1.17549435e-38, 23) : (2.2250738585072014e-308, 52);
        var (worst, at) = (0.0, 0);
        for (var i = 0; i < results.Length; i++)
        {
            var exact = expected[i].High;
            if (!T.IsFinite(T.CreateTruncating(exact)) || Math.Abs(exact) < smallest)
                continue;
            var error = Math.Abs((double.CreateTruncating(results[i]) - expected[i]).High) / Math.ScaleB(1, Math.ILogB(exact) - digits);
            if (!(error <= worst))
                (worst, at) = (error, i);
        }

        output.WriteLine($"{name} of {typeof(T).Name}: {worst:F2} ulp at {numbers[at]}");
        Assert.True(worst <= bound, $"{name}({numbers[at]}) is {results[at]}, not {expected[at].High}: {worst:F2} ulp, and documented are {bound}");
    }
}
