using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public sealed class LaneTests128 : LaneTests<Lanes128<float>, Lanes128<double>>;

public sealed class LaneTests256 : LaneTests<Lanes256<float>, Lanes256<double>>;

public sealed class LaneTests512 : LaneTests<Lanes512<float>, Lanes512<double>>;

public sealed class LaneTestsOfPairs128 : LaneTests<LanePair<Lanes128<float>, float>, LanePair<Lanes128<double>, double>>;

public sealed class LaneTestsOfPairs512 : LaneTests<LanePair<Lanes512<float>, float>, LanePair<Lanes512<double>, double>>;

/// <summary>The functions of lanes, at every width on every machine: what it lacks runs in software.</summary>
public abstract class LaneTests<TSingle, TDouble>
    where TSingle : struct, ILanes<TSingle, float>
    where TDouble : struct, ILanes<TDouble, double>
{
    private static readonly double[] Interesting =
    [
        0, -0.0, 1, -1, 0.3, -0.3, 2.5, -2.5, 7, -7, 30, -30, 100, -100, 1e-30, -1e-30, 3e38, 1e-40, 5e-324, 8193, -1e7, 800, -800,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void EveryFunctionsScalarForm_GivesTheBitsOfALane()
    {
        CheckScalarForms<TSingle, float>();
        CheckScalarForms<TDouble, double>();
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
        Assert.Equal(expected, LaneKernel<TDouble, double>.Binary[name].Scalar(a, b));
        Assert.Equal((float)expected, LaneKernel<TSingle, float>.Binary[name].Vector(TSingle.Spread((float)a), TSingle.Spread((float)b)).Lane((int)TSingle.Count - 1));
    }

    [Fact]
    public void ASelectedBranch_IsNotTouchedByNaNInTheOther()
        => Assert.Equal(TDouble.Spread(3), LaneKernel<TDouble, double>.Binary["BothPositive"].Vector(TDouble.Spread(double.NaN), TDouble.Spread(3)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 7)]
    [InlineData(16, 16)]
    [InlineData(16, 19)]
    [InlineData(16, 3)]
    [InlineData(0, 1000)]
    public void Keep_LeavesTheRowAndClearsPadding(int j, int width)
    {
        var count = (int)TSingle.Count;
        var lanes = Enumerable.Range(0, count).Select(lane => j + lane < width ? lane + 1f : float.NaN).ToArray();
        var kept = LaneKernel<TSingle, float>.Keep(TSingle.Load(ref lanes[0], 0), (nuint)j, (nuint)width);
        for (var lane = 0; lane < count; lane++)
            Assert.Equal(j + lane < width ? lane + 1f : 0f, kept.Lane(lane));
    }

    [Fact]
    public void OneHot_IsOneAtTheIndexAlone()
    {
        var count = (int)TDouble.Count;
        foreach (var index in new[] { 0, 1, count - 1, count, 1_000_000, -1 })
        {
            for (var j = 0; j <= 1_000_000; j += 500_000)
            {
                var vector = LaneKernel<TDouble, double>.OneHot((nuint)j, index);
                for (var lane = 0; lane < count; lane++)
                    Assert.Equal(j + lane == index ? 1.0 : 0.0, vector.Lane(lane));
            }
        }
    }

    [Fact]
    public void NumbersAndTotals_CoverAllLanes()
    {
        Assert.Equal(TSingle.Spread(0.1f), LaneKernel<TSingle, float>.Number(0.1));
        Assert.Equal(TDouble.Spread(0.1), LaneKernel<TDouble, double>.Number(0.1));
        Assert.Equal(TSingle.Spread(4f), LaneKernel<TSingle, float>.Spread(4f));
        Assert.Equal((int)TSingle.Count * 3f, LaneKernel<TSingle, float>.Total(TSingle.Spread(3f)));
        Assert.Equal((int)TDouble.Count * ((int)TDouble.Count - 1) / 2.0, LaneKernel<TDouble, double>.Total(TDouble.Indices));
    }

    [Fact]
    public void SquaredSums_DoNotUnderflow()
    {
        var count = (int)TSingle.Count;
        Assert.Equal(2 * count * 1e-60, LaneKernel<TSingle, float>.SumOfSquares(TSingle.Spread(1e-30f), TSingle.Spread(-1e-30f)), 1e-66);
        Assert.Equal((int)TDouble.Count * 9.0, LaneKernel<TDouble, double>.SumOfSquares(TDouble.Spread(3)));
        Assert.Equal(Enumerable.Range(0, count).Sum(lane => (double)lane * lane), LaneKernel<TSingle, float>.SumOfSquares(TSingle.Indices));
    }

    private static void CheckScalarForms<TLanes, T>()
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(2);
        var numbers = Interesting.Concat(Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 20 - 10)).Select(T.CreateTruncating).ToArray();
        for (var first = 0; first + (int)TLanes.Count < numbers.Length; first++)
        {
            var (a, b) = (TLanes.Load(ref numbers[0], (nuint)first), TLanes.Load(ref numbers[0], (nuint)(numbers.Length - first) - TLanes.Count));
            for (var lane = 0; lane < (int)TLanes.Count; lane++)
            {
                foreach (var (name, (vector, scalar)) in LaneKernel<TLanes, T>.Unary)
                    Assert.True(vector(a).Lane(lane).Equals(scalar(a.Lane(lane))), $"{name}({a.Lane(lane)}): {vector(a).Lane(lane)} as a lane, {scalar(a.Lane(lane))} alone");
                foreach (var (name, (vector, scalar)) in LaneKernel<TLanes, T>.Binary)
                    Assert.True(vector(a, b).Lane(lane).Equals(scalar(a.Lane(lane), b.Lane(lane))), $"{name}({a.Lane(lane)}, {b.Lane(lane)}) differs as a lane");
            }
        }
    }
}
