using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public class ReductionTests
{
    [Fact]
    public void RowsOfEveryWidth_ReduceWithoutTheirPadding()
    {
        for (var width = 1; width <= 40; width++)
        {
            Check<float>(width, 2e-6);
            Check<double>(width, 1e-14);
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
        Assert.Equal(expected, Kernel<double>.LogSumExp(row.Rows[0], 2), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(16)]
    public void Maximum_IsNaNIfAnElementIs(int position)
    {
        var row = new Block<float>(1, 17, new Random(1));
        row[0, position] = float.NaN;
        Assert.Equal(float.NaN, Kernel<float>.Maximum(row.Rows[0], 17));
    }

    private static void Check<T>(int width, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var block = new Block<T>(1, width, new Random(width));
        var values = Enumerable.Range(0, width).Select(j => double.CreateTruncating(block[0, j])).ToArray();
        Assert.Equal(values.Max(), double.CreateTruncating(Kernel<T>.Maximum(block.Rows[0], width)));
        Assert.Equal(Math.Log(values.Sum(Math.Exp)), double.CreateTruncating(Kernel<T>.LogSumExp(block.Rows[0], width)), tolerance);
    }
}
