using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    /// <summary>
    /// Student's sleep data (1908), the second drug against the first: R's paired <c>t.test</c> gives a mean of 1.58 and the interval 0.70 to 2.46.
    /// </summary>
    [Fact]
    public void Of_StudentsSleepers_IsAsPublished()
    {
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

        var difference = PairedDifference.Of(first, second);

        Assert.Equal(1.58, difference.Mean.Value, 1e-9);
        Assert.Equal(0.7001142, difference.Mean.Low, 1e-6);
        Assert.Equal(2.4598858, difference.Mean.High, 1e-6);
        Assert.Equal(2.0 / 512, difference.SignTest, 1e-12); // Nine up, none down, one the same.
        Assert.Equal(4.0 / 1024, difference.Permutation, 1e-12); // All up or all down, and either sign of the zero.
    }

    /// <summary>
    /// Fisher's use of Darwin's maize (The Design of Experiments, 1935, §21): of 32 768 sums of signed differences 863 are as large, 835 larger and
    /// 28
    /// equal, so 1726 on both sides.
    /// </summary>
    [Fact]
    public void Of_DarwinsMaize_CountsAsManySignsAsFisher()
    {
        double[] differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        Assert.Equal(1726.0 / 32768, PairedDifference.Of(new double[15], differences).Permutation, 1e-12);
    }

    [Fact]
    public void Of_IdenticalArms_IsNone()
    {
        double[] results = [0.5, 1, 0.25];

        var difference = PairedDifference.Of(results, results);

        Assert.True(difference.IsNone);
        Assert.Equal(0, difference.Mean.Value);
        Assert.Equal(1, difference.SignTest);
        Assert.Equal(1, difference.Permutation);
    }

    [Fact]
    public void Of_ArmsWithOtherSeeds_IsRefused() => Assert.Throws<ArgumentException>(() => PairedDifference.Of([1, 2], [1]));
}
