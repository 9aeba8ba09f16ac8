using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class ReductionTests
{
    private static readonly Vector V = new(1, -2, 4, 5);

    [Fact]
    public void Reductions_GiveTheKnownValues()
    {
        Assert.Equal(8, Sum(V));
        Assert.Equal(2, Mean(V));
        Assert.Equal(5, Max(V));
        Assert.Equal(-1, Max(new Vector(-3, -1, -2)));
        Close.To(Math.Sqrt(46), Norm(V));
        Assert.Equal(0, Norm(Zeros(3)));
        Close.To(Math.Log(Math.Exp(1) + Math.Exp(-2) + Math.Exp(4) + Math.Exp(5)), LogSumExp(V));
    }

    // (1 + 16 + 4 + 9) / 4; n − 1 in the denominator would give 10.
    [Fact]
    public void Variance_DividesByN() => Assert.Equal(7.5, Variance(V));

    [Fact]
    public void VarianceFarFromZero_LosesNothing() => Assert.Equal(0.25, Variance(new Vector(1e9, 1e9 + 1)));

    [Fact]
    public void MaxWithNaN_IsNaN() => Assert.True(double.IsNaN(Max(new Vector(1, double.NaN, 3))));

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void LogSumExpAndSoftmaxOfLargeNumbers_DoNotOverflow(double offset)
    {
        var v = new Vector(offset, offset + 1);

        Close.To(offset + Math.Log(1 + Math.E), LogSumExp(v));
        Close.To([1 / (1 + Math.E), Math.E / (1 + Math.E)], Softmax(v).ToArray());
        Close.To([-Math.Log(1 + Math.E), 1 - Math.Log(1 + Math.E)], LogSoftmax(v).ToArray());
    }

    [Fact]
    public void LogSumExpOfInfinities_IsInfinite()
    {
        Assert.Equal(double.NegativeInfinity, LogSumExp(new Vector(double.NegativeInfinity, double.NegativeInfinity)));
        Assert.Equal(double.PositiveInfinity, LogSumExp(new Vector(1, double.PositiveInfinity)));
        Assert.Equal(2, LogSumExp(new Vector(double.NegativeInfinity, 2)));
        Assert.True(double.IsNaN(LogSumExp(new Vector(double.NaN, 2))));
    }

    [Fact]
    public void LogSoftmaxFarApart_KeepsWhatSoftmaxCannotShow()
    {
        var v = new Vector(0, 800);

        Assert.Equal([0, 1], Softmax(v).ToArray());
        Assert.Equal([-800, 0], LogSoftmax(v).ToArray());
    }

    [Fact]
    public void CrossEntropy_IsInNatsAndStable()
    {
        Close.To(Math.Log(4), CrossEntropy(Zeros(4), 2));
        Close.To(-Math.Log(Math.Exp(4) / (Math.Exp(1) + Math.Exp(-2) + Math.Exp(4) + Math.Exp(5))), CrossEntropy(V, 2));
        Assert.Equal(2000, CrossEntropy(new Vector(1000, -1000), 1));
    }

    [Fact]
    public void SquaredError_IsAPlainSum() => Assert.Equal(13, SquaredError(new Vector(1, 2, 3), new Vector(3, 5, 3)));

    [Fact]
    public void LayerNorm_NormalisesThenScalesAndShifts()
    {
        var gain = new Vector(1, 2, -1, 0.5);
        var bias = new Vector(0, 1, 2, 3);
        var deviation = Math.Sqrt(7.5 + 0.25);

        Close.To(
            [-1 / deviation, 1 + 2 * -4 / deviation, 2 - 2 / deviation, 3 + 0.5 * 3 / deviation],
            LayerNorm(V, gain, bias, 0.25).ToArray());
    }

    // With PyTorch's default, 1e-5 below the root.
    [Fact]
    public void LayerNormOfEqualElements_IsTheBias()
    {
        Assert.Equal([0.5, 0.5], LayerNorm(new Vector(3, 3), Ones(2), new Vector(0.5, 0.5)).ToArray());
        Close.To([-1 / Math.Sqrt(1 + 1e-5), 1 / Math.Sqrt(1 + 1e-5)], LayerNorm(new Vector(-1, 1), Ones(2), Zeros(2)).ToArray(), relative: 1e-15);
    }
}
