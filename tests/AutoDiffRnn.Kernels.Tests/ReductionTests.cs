using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public class ReductionTests
{
    [Fact]
    public void RowsOfEveryWidth_ReduceWithoutTheirPadding()
    {
        for (var width = 1; width <= 40; width++)
        {
            Check<Lanes128<float>, float>(width, 2e-6);
            Check<Lanes256<float>, float>(width, 2e-6);
            Check<Lanes512<float>, float>(width, 2e-6);
            Check<Lanes128<double>, double>(width, 1e-14);
            Check<Lanes256<double>, double>(width, 1e-14);
            Check<Lanes512<double>, double>(width, 1e-14);
        }
    }

    [Theory]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, 3, 3)]
    [InlineData(double.PositiveInfinity, 3, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, 3, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(1000, 1000, 1000.6931471805599453)]
    [InlineData(-1000, -1000, -999.30685281944005)]
    public void LogSumExp_IsSafeAtTheEndsOfTheRange(double first, double second, double expected)
    {
        var row = new Block<double>(1, 2, new Random(1));
        (row[0, 0], row[0, 1]) = (first, second);
        Assert.Equal(expected, LaneKernel<Lanes128<double>, double>.LogSumExp(row.Rows, 2), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(16)]
    public void Maximum_IsNaNIfAnElementIs(int position)
    {
        var row = new Block<float>(1, 17, new Random(1));
        row[0, position] = float.NaN;
        Assert.Equal(float.NaN, LaneKernel<Lanes256<float>, float>.Maximum(row.Rows, 17));
    }

    private static void Check<TLanes, T>(int width, double tolerance)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var block = new Block<T>(1, width, new Random(width));
        var values = Enumerable.Range(0, width).Select(j => double.CreateTruncating(block[0, j])).ToArray();
        Assert.Equal(values.Max(), double.CreateTruncating(LaneKernel<TLanes, T>.Maximum(block.Rows, width)));
        Assert.Equal(Math.Log(values.Sum(Math.Exp)), double.CreateTruncating(LaneKernel<TLanes, T>.LogSumExp(block.Rows, width)), tolerance);
    }
}
