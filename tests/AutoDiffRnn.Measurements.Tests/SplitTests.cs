namespace AutoDiffRnn.Measurements.Tests;

/// <summary>What the splits by lag and by path say, against other ways to get there.</summary>
public sealed class SplitTests
{
    private const int Steps = 5;
    private const int Batch = 2;

    [Theory]
    [InlineData("h", 0)]
    [InlineData("c", 1)]
    public void APart_IsWhatOneStateAloneHandsOn(string state, int read)
    {
        // In this cell each state is read at one place, so the seed of that state alone is what flows through it.
        var network = Zoo.Network("Lstm");
        var tape = Zoo.Run(network, Steps, Batch);
        var split = PathSplit.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        var (part, pure) = (new double[split.Whole().Length], new double[split.Whole().Length]);
        for (var t = 0; t < Steps; t++)
        {
            new Segments(network, tape).GoBack(t, passes: name => name == state, (k, gradient, _) => Add(pure, gradient, k < t));
            for (var k = 0; k < t; k++)
                Add(part, AtBoundary(t, k), true);
        }

        AssertNear(part, split.Part(read));
        AssertNear(pure, split.PureOf(read));

        // All states hand back until step k + 1, and only one hands on to step k.
        double[] AtBoundary(int t, int k)
        {
            double[]? found = null;
            var step = t;
            new Segments(network, tape).GoBack(t, passes: name => step > k || name == state, (at, gradient, _) =>
            {
                step = at - 1;
                if (at == k)
                    found = gradient;
            });
            return found!;
        }
    }

    [Fact]
    public void SharesByStatement_AddUpThePlacesOfAStatement()
    {
        var network = Zoo.Network("LipschitzRnn");
        var split = PathSplit.Measure(new GradientFlow<double>(network, Steps, Batch), Zoo.Run(network, Steps, Batch));
        var (now, reads) = split.Shares();
        var (statement, share) = Assert.Single(split.SharesByStatement());
        Assert.Equal("h = h + epsilon * (A * h + Tanh(W * h + U * x + b))", statement);
        Assert.Equal(3, reads.Length);
        Assert.Equal(1 - now, share, 1e-12);
        Assert.Equal(reads.Sum(), share, 1e-12);
    }

    [Fact]
    public void TheRolesOfAWeight_SumToOne_AndAnOutputWeightHasOne()
    {
        var network = Zoo.Network("Elman");
        var split = new LagSplit(network.Cell);
        split.Add(new GradientFlow<double>(network, Steps, Batch), Zoo.Run(network, Steps, Batch));
        Assert.Equal((1, 0), split.Roles(weight: 3));
        Assert.Equal(1, split.Cancelling(weight: 3), 1e-12);
        var (now, later) = split.Roles(weight: 1);
        Assert.Equal(1, now + later, 1e-9);
        Assert.NotEqual(0, later);
        Assert.InRange(split.Cancelling(weight: 1), 0, 1);
    }

    [Fact]
    public void SignalToNoise_IsTheMeanOverTheScatterOfBatches()
    {
        // Seeds scaled by 1 and by 3 give gradients g and 3g: mean 2g, and a deviation of √2·g.
        var network = Zoo.Network("Elman");
        var flow = new GradientFlow<double>(network, Steps, Batch);
        var split = new LagSplit(network.Cell);
        foreach (var scale in new[] { 1, 3 })
        {
            var tape = Zoo.Run(network, Steps, Batch, seeded: false);
            tape.Seed("y").Fill(scale);
            split.Add(flow, tape);
            Assert.Equal(scale == 1, double.IsNaN(split.SignalToNoise(0)));
        }

        Assert.Equal(2, split.Batches);
        Assert.Equal(Math.Sqrt(2), split.SignalToNoise(0), 1e-9);
        Assert.Equal(Math.Sqrt(2), split.SignalToNoise(3, weight: 1), 1e-9);
    }

    [Fact]
    public void Quantiles_AreLinearBetweenNumbers()
    {
        double[] numbers = [1, 2, 4, 8];
        Assert.Equal(3, AdjointMap.Quantile(numbers, 0.5));
        Assert.Equal(1, AdjointMap.Quantile(numbers, 0));
        Assert.Equal(8, AdjointMap.Quantile(numbers, 1));
        Assert.Equal(7, AdjointMap.Quantile(numbers, 11.0 / 12), 1e-12);
        Assert.Equal(double.NaN, AdjointMap.Quantile([], 0.5));
    }

    private static void Add(double[] sum, double[] gradient, bool counts)
    {
        for (var i = 0; counts && i < sum.Length; i++)
            sum[i] += gradient[i];
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Contains(expected, value => value != 0);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
