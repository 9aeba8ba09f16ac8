using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public sealed class OuterProductsTests128() : OuterProductsTests(128);

public sealed class OuterProductsTests256() : OuterProductsTests(256);

public sealed class OuterProductsTests512() : OuterProductsTests(512);

/// <summary>At every width of vectors on every machine: what it lacks runs in software.</summary>
public abstract class OuterProductsTests(int vectorBits) : WidthTests(vectorBits)
{
    [Fact]
    public void AnyMixOfOddSizes_AgreesWithTheDoubleLoop()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 60; trial++)
        {
            Check<float>(random.Next(1, 41), random.Next(1, 41), random.Next(1, 41));
            Check<double>(random.Next(1, 41), random.Next(1, 41), random.Next(1, 41));
        }
    }

    [Theory]
    [InlineData(257, 200, 40)]
    [InlineData(600, 33, 257)]
    [InlineData(1, 97, 513)]
    [InlineData(300, 2, 1)]
    public void LargeSizes_AgreeWithTheDoubleLoop(int rows, int leftWidth, int rightWidth)
    {
        Check<float>(rows, leftWidth, rightWidth);
        Check<double>(rows, leftWidth, rightWidth);
    }

    [Fact]
    public void ScalarRows_AreReadOneElementEach()
    {
        var random = new Random(4);
        var left = new Block<float>(50, 1, random, (0, 1));
        var right = new Block<float>(50, 3, random);
        var gradient = new float[3];
        Kernel<float>.AddOuterProducts(left.Rows, 1, right.Rows, 3, gradient, 3, new());
        for (var k = 0; k < 3; k++)
            Assert.Equal(Enumerable.Range(0, 50).Sum(row => (double)left[row, 0] * right[row, k]), gradient[k], 1e-5);
    }

    [Fact]
    public void RowsOfStrideZero_CountEachTime()
    {
        var random = new Random(4);
        var left = new Block<double>(1, 3, random);
        var right = new Block<double>(9, 4, random);
        var gradient = new double[12];
        Kernel<double>.AddOuterProducts(left.Repeated(9), 3, right.Rows, 4, gradient, 4, new());
        Assert.Equal(Enumerable.Range(0, 9).Sum(row => left[0, 2] * right[row, 1]), gradient[9], 1e-14);
    }

    [Fact]
    public void AGradientOfAnotherShape_IsRefusedByName()
    {
        Assert.Throws<ArgumentException>("gradient", () => Add(2, 2, new float[5], 3));
        Assert.Throws<ArgumentException>("gradient", () => Add(2, 2, new float[6], 2));
        Assert.Throws<ArgumentException>("right", () => Add(2, 3, new float[6], 3));

        static void Add(int leftRows, int rightRows, float[] gradient, int stride)
        {
            var random = new Random(1);
            var (left, right) = (new Block<float>(leftRows, 2, random), new Block<float>(rightRows, 3, random));
            Kernel<float>.AddOuterProducts(left.Rows, 2, right.Rows, 3, gradient, stride, new());
        }
    }

    [Fact]
    public void AWorkspaceThatWasUsedBefore_ChangesNothing()
    {
        var workspace = new Workspace<double>();
        for (var trial = 0; trial < 5; trial++)
            Check(12, 7 - trial, 5 - trial, workspace);
    }

    private static void Check<T>(int rows, int leftWidth, int rightWidth, Workspace<T>? workspace = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows);
        var left = new Block<T>(rows, leftWidth, random);
        var right = new Block<T>(rows, rightWidth, random);
        var stride = rightWidth + 3;
        var gradient = new T[leftWidth * stride];
        Array.Fill(gradient, T.One);
        Kernel<T>.AddOuterProducts(left.Rows, leftWidth, right.Rows, rightWidth, gradient, stride, workspace ?? new());
        var unit = typeof(T) == typeof(float) ? 6e-8 : 1.2e-16;
        for (var n = 0; n < leftWidth; n++)
        {
            for (var k = 0; k < stride; k++)
            {
                var expected = 1.0;
                var magnitude = 1.0;
                for (var row = 0; row < rows && k < rightWidth; row++)
                {
                    var term = double.CreateTruncating(left[row, n]) * double.CreateTruncating(right[row, k]);
                    expected += term;
                    magnitude += Math.Abs(term);
                }

                var actual = double.CreateTruncating(gradient[n * stride + k]);
                Assert.True(Math.Abs(expected - actual) <= 8 * unit * magnitude, $"{rows}: [{n}, {k}] expected {expected}, got {actual}");
            }
        }
    }
}
