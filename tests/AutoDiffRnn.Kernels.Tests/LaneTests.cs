using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public class LaneTests
{
    private static readonly double[] Interesting =
    [
        0, -0.0, 1, -1, 0.3, -0.3, 2.5, -2.5, 7, -7, 30, -30, 100, -100, 1e-30, -1e-30, 3e38,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void EveryFunctionsScalarForm_GivesTheBitsOfALane()
    {
        CheckScalarForms<float>();
        CheckScalarForms<double>();
    }

    [Theory]
    [InlineData("Max", 1, 2, 2)]
    [InlineData("Max", double.NaN, 2, double.NaN)]
    [InlineData("Max", 2, double.NaN, double.NaN)]
    [InlineData("Min", 1, 2, 1)]
    [InlineData("Min", double.NaN, 2, double.NaN)]
    [InlineData("Pow", 2, -3, 0.125)]
    [InlineData("Pow", 0, 0, 1)]
    [InlineData("Greater", 2, 1, 1)]
    [InlineData("Greater", 1, 1, 2)]
    [InlineData("GreaterOrEqual", 1, 1, 1)]
    [InlineData("GreaterOrEqual", 0, 1, 2)]
    [InlineData("Less", 1, 2, 1)]
    [InlineData("Less", 1, 1, 2)]
    [InlineData("LessOrEqual", 1, 1, 1)]
    [InlineData("LessOrEqual", 1, double.NaN, 2)]
    [InlineData("EqualTo", 3, 3, 1)]
    [InlineData("EqualTo", double.NaN, double.NaN, 2)]
    [InlineData("NotEqualTo", 3, 3, 2)]
    [InlineData("NotEqualTo", double.NaN, double.NaN, 1)]
    [InlineData("BothPositive", 1, 2, 1)]
    [InlineData("BothPositive", 1, -2, -2)]
    [InlineData("NeitherPositive", -1, -2, -1)]
    [InlineData("NeitherPositive", 1, -2, -2)]
    public void FunctionsOfTwoArguments_GiveWhatTheyAreNamedFor(string name, double a, double b, double expected)
    {
        Assert.Equal(expected, Kernel<double>.Binary[name].Scalar(a, b));
        Assert.Equal((float)expected, Kernel<float>.Binary[name].Vector(new((float)a), new((float)b))[Vector<float>.Count - 1]);
    }

    [Fact]
    public void ASelectedBranch_IsNotTouchedByNaNInTheOther()
        => Assert.Equal(new Vector<double>(3), Kernel<double>.Binary["BothPositive"].Vector(new(double.NaN), new(3)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 7)]
    [InlineData(16, 16)]
    [InlineData(16, 19)]
    [InlineData(16, 3)]
    [InlineData(0, 1000)]
    public void Keep_LeavesTheRowAndClearsPadding(int j, int width)
    {
        var count = Vector<float>.Count;
        var lanes = Enumerable.Range(0, count).Select(lane => j + lane < width ? lane + 1f : float.NaN).ToArray();
        var kept = Kernel<float>.Keep(new(lanes), (nuint)j, (nuint)width);
        for (var lane = 0; lane < count; lane++)
            Assert.Equal(j + lane < width ? lane + 1f : 0f, kept[lane]);
    }

    [Fact]
    public void OneHot_IsOneAtTheIndexAlone()
    {
        var count = Vector<double>.Count;
        foreach (var index in new[] { 0, 1, count - 1, count, 1_000_000, -1 })
        {
            for (var j = 0; j <= 1_000_000; j += 500_000)
            {
                var vector = Kernel<double>.OneHot((nuint)j, index);
                for (var lane = 0; lane < count; lane++)
                    Assert.Equal(j + lane == index ? 1.0 : 0.0, vector[lane]);
            }
        }
    }

    [Fact]
    public void NumbersAndTotals_CoverAllLanes()
    {
        Assert.Equal(new Vector<float>(0.1f), Kernel<float>.Number(0.1));
        Assert.Equal(new Vector<double>(0.1), Kernel<double>.Number(0.1));
        Assert.Equal(new Vector<float>(4f), Kernel<float>.Spread(4f));
        Assert.Equal(Vector<float>.Count * 3f, Kernel<float>.Total(new(3f)));
        Assert.Equal(Vector<double>.Count * (Vector<double>.Count - 1) / 2.0, Kernel<double>.Total(Vector<double>.Indices));
    }

    [Fact]
    public void SquaredSums_DoNotUnderflow()
    {
        var count = Vector<float>.Count;
        Assert.Equal(2 * count * 1e-60, Kernel<float>.SumOfSquares(new(1e-30f), new(-1e-30f)), 1e-66);
        Assert.Equal(Vector<double>.Count * 9.0, Kernel<double>.SumOfSquares(new Vector<double>(3)));
        Assert.Equal(Enumerable.Range(0, count).Sum(lane => (double)lane * lane), Kernel<float>.SumOfSquares(Vector<float>.Indices));
    }

    private static void CheckScalarForms<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(2);
        var numbers = Interesting.Concat(Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 20 - 10)).Select(T.CreateTruncating).ToArray();
        for (var first = 0; first + Vector<T>.Count < numbers.Length; first++)
        {
            var (a, b) = (new Vector<T>(numbers.AsSpan(first)), new Vector<T>(numbers.AsSpan(numbers.Length - first - Vector<T>.Count)));
            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                foreach (var (name, (vector, scalar)) in Kernel<T>.Unary)
                    Assert.True(vector(a)[lane].Equals(scalar(a[lane])), $"{name}({a[lane]}): {vector(a)[lane]} as a lane, {scalar(a[lane])} alone");
                foreach (var (name, (vector, scalar)) in Kernel<T>.Binary)
                    Assert.True(vector(a, b)[lane].Equals(scalar(a[lane], b[lane])), $"{name}({a[lane]}, {b[lane]}) differs as a lane");
            }
        }
    }
}
