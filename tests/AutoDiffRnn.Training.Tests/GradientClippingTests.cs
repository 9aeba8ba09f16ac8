namespace AutoDiffRnn.Training.Tests;

public class GradientClippingTests
{
    [Fact]
    public void AboveTheMaximum_AllGradientsAreScaledByOneFactor()
    {
        var gradients = Toys.Vector<double>(3, 0, -4, 12, 0);
        Assert.Equal(13, GradientClipping.ByGlobalNorm(gradients, 6.5), 1e-14);
        Assert.Equal([1.5, 0, -2, 6, 0], gradients.Values.ToArray());
    }

    [Theory]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(double.PositiveInfinity)]
    public void UpToTheMaximum_GradientsKeepTheirBits(double maximum)
    {
        var gradients = Toys.Vector<float>(3, 0, -4, 12, 0);
        var version = gradients.Version;
        Assert.Equal(13, GradientClipping.ByGlobalNorm(gradients, maximum), 1e-14);
        Assert.Equal([3, 0, -4, 12, 0], gradients.Values.ToArray());
        Assert.Equal(version, gradients.Version);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AGradientThatIsNotFinite_ShowsInTheNormAndLeavesTheOthersAlone(double bad)
    {
        var gradients = Toys.Vector<double>(3, bad, 4, 5, 6);
        Assert.False(double.IsFinite(GradientClipping.ByGlobalNorm(gradients, 1)));
        Assert.Equal([3, bad, 4, 5, 6], gradients.Values.ToArray());
    }

    [Fact]
    public void TheNormOfFloats_IsSummedInDouble()
    {
        // In float, adding 1 to 1e8 changes nothing, and the square of 1e30 is infinite.
        var gradients = Toys.Vector<float>([1e4, .. Enumerable.Repeat(1.0, 1000)]);
        Assert.Equal(Math.Sqrt(1e8 + 1000), GradientClipping.ByGlobalNorm(gradients, double.PositiveInfinity), 1e-9);
        Assert.Equal(1e30 * Math.Sqrt(2), GradientClipping.ByGlobalNorm(Toys.Vector<float>(1e30, 1e30), double.PositiveInfinity), 1e23);
    }

    [Fact]
    public void HugeDoubles_AreClippedThoughTheirSquaresOverflow()
    {
        var gradients = Toys.Vector<double>(3e200, -4e200);
        Assert.Equal(5e200, GradientClipping.ByGlobalNorm(gradients, 1), 1e186);
        Assert.InRange(Toys.Error([0.6, -0.8], gradients.Values.ToArray()), 0, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void AMaximumThatIsNotAboveZero_IsRefused(double maximum)
    {
        var error = Assert.Throws<ArgumentException>(() => GradientClipping.ByGlobalNorm(Toys.Vector<float>(1), maximum));
        Assert.Contains("maximum: expected a number above 0", error.Message);
    }
}
