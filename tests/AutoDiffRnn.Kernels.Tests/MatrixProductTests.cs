using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public sealed class MatrixProductTests128() : MatrixProductTests(128);

public sealed class MatrixProductTests256() : MatrixProductTests(256);

public sealed class MatrixProductTests512() : MatrixProductTests(512);

/// <summary>Products of the matrices of each row, at every width of vectors.</summary>
public abstract class MatrixProductTests(int vectorBits) : WidthTests(vectorBits)
{
    [Fact]
    public void AnyMixOfSizesAndTransposes_AgreesWithTheTripleLoop()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 150; trial++)
        {
            var sizes = (random.Next(1, 40), random.Next(1, 40), random.Next(1, 40));
            Check<float>(sizes, random, 1e-5);
            Check<double>(sizes, random, 1e-13);
        }
    }

    [Theory]
    [InlineData(1, 1, 150)]
    [InlineData(150, 1, 3)]
    [InlineData(1, 150, 150)]
    [InlineData(150, 150, 1)]
    [InlineData(67, 129, 70)]
    public void LongSides_AgreeToo(int height, int depth, int width)
    {
        Check<float>((height, depth, width), new Random(6), 1e-5);
        Check<double>((height, depth, width), new Random(6), 1e-13);
    }

    // What a worker's share is depends on the number of workers; the bits must not.
    [Fact]
    public void PartsOfASum_HaveTheBitsOfTheWhole()
    {
        var random = new Random(7);
        const int height = 37, depth = 21, width = 43;
        foreach (var areTransposed in new[] { false, true })
        {
            var a = new Block<float>(3, height * depth, random);
            var b = new Block<float>(3, depth * width, random);
            var left = areTransposed ? Kernel<float>.Matrices(a.Rows, depth, height).T : Kernel<float>.Matrices(a.Rows, height, depth);
            var right = areTransposed ? Kernel<float>.Matrices(b.Rows, width, depth).T : Kernel<float>.Matrices(b.Rows, depth, width);
            var whole = new float[height * width];
            Kernel<float>.AddProducts(left, right, whole, width, 1);
            foreach (var cut in new[] { 1, 5, 16, 30 })
            {
                var parts = new float[height * width];
                Kernel<float>.AddProducts(left, right.Columns(0, cut), parts, width, 1);
                Kernel<float>.AddProducts(left, right.Columns(cut, width), parts.AsSpan(cut), width, 1);
                Assert.Equal(whole, parts);
            }
        }
    }

    private static void Check<T>((int Height, int Depth, int Width) sizes, Random random, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, depth, width) = sizes;
        const int rows = 2;
        var (leftIsTransposed, rightIsTransposed, isTransposed) = (random.Next(2) == 1, random.Next(2) == 1, random.Next(2) == 1);
        var a = new Block<T>(rows, height * depth, random);
        var b = new Block<T>(rows, depth * width, random);
        var c = new Block<T>(rows, height * width, random);
        var left = leftIsTransposed ? Kernel<T>.Matrices(a.Rows, depth, height).T : Kernel<T>.Matrices(a.Rows, height, depth);
        var right = rightIsTransposed ? Kernel<T>.Matrices(b.Rows, width, depth).T : Kernel<T>.Matrices(b.Rows, depth, width);
        var result = isTransposed ? Kernel<T>.Matrices(c.Rows, width, height).T : Kernel<T>.Matrices(c.Rows, height, width);
        Kernel<T>.Multiply(left, right, result);
        var total = new T[height * width];
        Kernel<T>.AddProducts(left, right, total, isTransposed ? 1 : width, isTransposed ? height : 1);
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < rows; row++)
                {
                    var expected = Enumerable.Range(0, depth).Sum(k =>
                        double.CreateChecked(a[row, leftIsTransposed ? k * height + i : i * depth + k])
                        * double.CreateChecked(b[row, rightIsTransposed ? j * depth + k : k * width + j]));
                    Assert.Equal(expected, double.CreateChecked(c[row, isTransposed ? j * height + i : i * width + j]), tolerance * depth);
                    sum += expected;
                }

                Assert.Equal(sum, double.CreateChecked(total[isTransposed ? j * height + i : i * width + j]), tolerance * rows * depth);
            }
        }
    }
}
