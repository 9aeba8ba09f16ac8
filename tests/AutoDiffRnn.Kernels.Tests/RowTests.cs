using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public class RowTests
{
    [Fact]
    public void SumsOverRows_AgreeWithTheDoubleLoop()
    {
        foreach (var rows in new[] { 1, 2, 7, 256, 257, 600 })
        {
            for (var width = 1; width <= 40; width += 3)
            {
                CheckSums<float>(rows, width, 1e-6 * rows);
                CheckSums<double>(rows, width, 1e-15 * rows);
            }
        }
    }

    [Fact]
    public void APartOfARow_IsWrittenWithoutWhatIsBesideIt()
    {
        for (var width = 1; width <= 40; width++)
        {
            CheckPart<Lanes128<float>, float>(width);
            CheckPart<Lanes256<float>, float>(width);
            CheckPart<Lanes512<float>, float>(width);
            CheckPart<Lanes128<double>, double>(width);
            CheckPart<Lanes256<double>, double>(width);
            CheckPart<Lanes512<double>, double>(width);
        }
    }

    [Fact]
    public void Scalars_AreSummedInDoublePrecision()
    {
        var scalars = new Block<float>(1001, 1, new Random(1), (0, 1));
        Kernel<float>.FillRows(scalars.Rows, 1, 1e-4f);
        scalars[0, 0] = 4096;
        float[] gradient = [1];
        Kernel<float>.AddScalars(scalars.Rows, gradient);
        Assert.Equal(4097.1f, gradient[0]); // each step of a sum of floats would lose a fifth of 1e-4
    }

    [Fact]
    public void SumsOfOperandsThatDoNotFit_AreRefusedByName()
    {
        var random = new Random(1);
        var (one, two) = (new Block<float>(1, 3, random), new Block<float>(2, 3, random));
        Assert.Throws<ArgumentException>("gradient", () => Kernel<float>.AddRows(two.Rows, 3, new float[2]));
        Assert.Throws<ArgumentException>("gradient", () => Kernel<float>.AddScalars(two.Rows, []));
        Assert.Throws<ArgumentException>("b", () => Kernel<float>.AddRowProducts(two.Rows, one.Rows, 3, new float[3]));
        Assert.Throws<ArgumentException>("to", () => Kernel<float>.CopyColumns(two.Rows, 0, 3, one.Rows, 0));
        Assert.Throws<ArgumentException>("result", () => Kernel<float>.Gather(new float[6], 2, 3, Tokens(0, 1), 2, "x", one.Rows));
        Assert.Throws<ArgumentException>("table", () => Kernel<float>.Gather(new float[5], 2, 3, Tokens(0, 1), 2, "x", two.Rows));
        Assert.Throws<ArgumentException>("tokens", () => Kernel<float>.ScatterAdd(two.Rows, 3, Tokens(0), new float[6]));
    }

    [Fact]
    public void GatherAndScatterAdd_AreTransposesOfEachOther()
    {
        var random = new Random(1);
        double[] table = [.. Enumerable.Range(0, 5 * 3).Select(i => (double)i)];
        var result = new Block<double>(4, 3, random);
        Kernel<double>.Gather(table, 5, 3, Tokens(4, 0, 4, 2), 2, "token", result.Rows);
        Assert.Equal([12, 13, 14], [result[0, 0], result[0, 1], result[0, 2]]);
        Assert.Equal([0, 12, 6], [result[1, 0], result[2, 0], result[3, 0]]);
        Assert.True(double.IsNaN(result[0, 3]), "padding was written");
        var gradient = Enumerable.Repeat(1.0, 15).ToArray();
        Kernel<double>.ScatterAdd(result.Rows, 3, Tokens(4, 0, 4, 2), gradient);
        Assert.Equal([1, 2, 3, 1, 1, 1, 7, 8, 9, 1, 1, 1, 25, 27, 29], gradient);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void ATokenOutOfRange_IsNamedWithStepAndExample(int token)
    {
        var result = new Block<float>(6, 3, new Random(1));
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Kernel<float>.Gather(new float[15], 5, 3, Tokens(0, 1, 2, 3, 4, token), 2, "token", result.Rows));
        Assert.StartsWith($"token: step 2, example 1 must be between 0 and 4, and is {token}.", error.Message, StringComparison.Ordinal);
        Assert.Equal("token", error.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>("target", () => Kernel<float>.RequireIndices(Tokens(token), 5, 1, "target"));
        Kernel<float>.RequireIndices(Tokens(0, 4), 5, 1, "target");
    }

    [Fact]
    public void CopiesAndFills_WriteTheirColumnsAlone()
    {
        var from = new Block<float>(3, 20, new Random(1));
        var to = new Block<float>(3, 20, new Random(2));
        Kernel<float>.FillRows(to.Rows, 20, 7);
        Kernel<float>.CopyColumns(from.Rows, 5, 9, to.Rows, 2);
        for (var row = 0; row < 3; row++)
        {
            for (var j = 0; j < 20; j++)
                Assert.Equal(j is >= 2 and < 11 ? from[row, j + 3] : 7, to[row, j]);
            Assert.True(float.IsNaN(to[row, 20]), "padding was written");
        }
    }

    private static Rows<int> Tokens(params int[] tokens) => new(ref tokens[0], tokens.Length, 1);

    private static void CheckPart<TLanes, T>(int width)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int First = 3;
        var block = new Block<T>(2, Padding.Width<T>(First + width + 1), new Random(1));
        for (var row = 0; row < 2; row++)
        {
            LaneKernel<TLanes, T>.WritePart(block.Rows.From(First), row, width, T.One);
            for (var column = 0; column < block.Stride; column++)
                Assert.Equal(column >= First && column < First + width, block[row, column] == T.One);
        }
    }

    private static void CheckSums<T>(int rows, int width, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var bits in new[] { 128, 256, 512 })
        {
            VectorWidth.Bits = bits;
            CheckSumsOfOneWidth<T>(rows, width, tolerance);
        }

        VectorWidth.Bits = VectorWidth.Widest;
    }

    private static void CheckSumsOfOneWidth<T>(int rows, int width, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows + width);
        var (a, b) = (new Block<T>(rows, width, random), new Block<T>(rows, width, random));
        var (sums, products) = (new T[width + 1], new T[width + 1]);
        Array.Fill(sums, T.One);
        Kernel<T>.AddRows(a.Rows, width, sums);
        Kernel<T>.AddRowProducts(a.Rows, b.Rows, width, products);
        for (var j = 0; j < width; j++)
        {
            var sum = Enumerable.Range(0, rows).Sum(row => double.CreateTruncating(a[row, j]));
            var product = Enumerable.Range(0, rows).Sum(row => double.CreateTruncating(a[row, j]) * double.CreateTruncating(b[row, j]));
            Assert.Equal(1 + sum, double.CreateTruncating(sums[j]), tolerance);
            Assert.Equal(product, double.CreateTruncating(products[j]), tolerance);
        }

        Assert.Equal((T.One, T.Zero), (sums[width], products[width]));
    }
}
