using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class MatrixTests
{
    private static readonly Matrix M = new(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void Construction_IsRowMajorAndCopies()
    {
        double[] flat = [1, 2, 3, 4, 5, 6];
        double[,] rectangle = { { 1, 2, 3 }, { 4, 5, 6 } };
        var (a, b) = (new Matrix(2, 3, flat), new Matrix(rectangle));

        flat[0] = 99;
        rectangle[0, 0] = 99;
        a.ToArray()[1] = 99;

        Assert.Equal((2, 3), (a.Rows, a.Columns));
        Assert.Equal((2, 3), (b.Rows, b.Columns));
        Assert.Equal([1, 2, 3, 4, 5, 6], a.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], b.ToArray());
    }

    [Fact]
    public void Row_IsAVector()
    {
        Assert.Equal([4, 5, 6], M[1].ToArray());
        Assert.Equal(6, M[1][2]);
    }

    [Fact]
    public void Transpose_SwapsRowsAndColumns()
    {
        Assert.Equal((3, 2), (M.T.Rows, M.T.Columns));
        Assert.Equal([1, 4, 2, 5, 3, 6], M.T.ToArray());
    }

    [Fact]
    public void MatrixTimesVector_IsTheProduct()
    {
        Assert.Equal([14, 32], (M * new Vector(1, 2, 3)).ToArray());
        Assert.Equal([9, 12, 15], (M.T * new Vector(1, 2)).ToArray());
    }

    [Fact]
    public void MatrixTimesMatrix_IsTheProduct()
    {
        var product = M * new Matrix(3, 2, [1.0, 0, 0, 1, 2, -1]);

        Assert.Equal((2, 2), (product.Rows, product.Columns));
        Assert.Equal([7, -1, 16, -1], product.ToArray());
    }

    [Fact]
    public void SumDifferenceScalingAndHadamard_AreElementwise()
    {
        var n = new Matrix(2, 3, [1.0, 0, -1, 2, 0.5, 1]);

        Assert.Equal([2, 2, 2, 6, 5.5, 7], (M + n).ToArray());
        Assert.Equal([0, 2, 4, 2, 4.5, 5], (M - n).ToArray());
        Assert.Equal([1, 0, -3, 8, 2.5, 6], Hadamard(M, n).ToArray());
        Assert.Equal([-1, -2, -3, -4, -5, -6], (-M).ToArray());
        Assert.Equal([2, 4, 6, 8, 10, 12], (2 * M).ToArray());
        Assert.Equal([2, 4, 6, 8, 10, 12], (M * 2).ToArray());
        Assert.Equal([0.5, 1, 1.5, 2, 2.5, 3], (M / 2).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], (+M).ToArray());
    }

    [Fact]
    public void DotOuterAndIdentity_GiveTheKnownValues()
    {
        Assert.Equal(32, Dot(M[0], M[1]));
        var outer = Outer(new Vector(1, 2), new Vector(3, 4, 5));
        Assert.Equal((2, 3), (outer.Rows, outer.Columns));
        Assert.Equal([3, 4, 5, 6, 8, 10], outer.ToArray());
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Identity(3).ToArray());
        Assert.Equal(M.ToArray(), (M * Identity(3)).ToArray());
    }
}
