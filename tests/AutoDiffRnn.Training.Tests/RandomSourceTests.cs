namespace AutoDiffRnn.Training.Tests;

public class RandomSourceTests
{
    [Fact]
    public void FromAKnownState_GivesThePublishedNumbersOfTheAlgorithm()
    {
        var random = new RandomSource(new RandomState(1, 2, 3, 4));
        ulong[] published = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625];
        Assert.Equal(published, published.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void ASeed_BecomesTheFirstNumbersOfSplitMix()
    {
        var expected = new RandomState(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431);
        Assert.Equal(expected, new RandomSource(1234567).State);
    }

    [Fact]
    public void TheSameSeed_GivesTheseNumbersOnEveryMachine()
    {
        var random = new RandomSource(42);
        Assert.Equal(0.08386297105988216, random.NextUniform());
        Assert.Equal(-1.0195252891247544, random.NextNormal());
        Assert.Equal(0.9357208304923753, random.NextNormal());
        Assert.Equal(850, random.NextInt(1000));
    }

    [Fact]
    public void ARestoredState_GoesOnWithTheSameNumbers()
    {
        var random = new RandomSource(7);
        _ = random.NextNormal();
        var state = random.State;
        var expected = Enumerable.Range(0, 20).Select(_ => random.NextNormal()).ToArray();
        random.State = state;
        Assert.Equal(expected, expected.Select(_ => random.NextNormal()));
        var other = new RandomSource(state);
        Assert.Equal(expected, expected.Select(_ => other.NextNormal()));
    }

    [Fact]
    public void AStateOfZeros_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RandomSource(default(RandomState)));
        Assert.Contains("not zero", error.Message);
    }

    [Fact]
    public void NormalNumbers_AreThoseOfThePolarMethodWithTheExactLogarithm()
    {
        var (random, twin) = (new RandomSource(3), new RandomSource(3));
        for (var i = 0; i < 10_000; i++)
        {
            var expected = Polar(twin);
            Assert.InRange(random.NextNormal() / expected, 1 - 1e-14, 1 + 1e-14);
        }

        static double Polar(RandomSource source)
        {
            while (true)
            {
                var (u, v) = (2 * source.NextUniform() - 1, 2 * source.NextUniform() - 1);
                if (u * u + v * v is < 1 and > 0 and var s)
                    return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    [Fact]
    public void UniformAndNormalNumbers_HaveTheirMoments()
    {
        const int Count = 200_000;
        var random = new RandomSource(5);
        var uniform = Enumerable.Range(0, Count).Select(_ => random.NextUniform()).ToArray();
        var normal = Enumerable.Range(0, Count).Select(_ => random.NextNormal()).ToArray();
        Assert.All(uniform, value => Assert.InRange(value, 0, 1 - 1e-17));
        Assert.InRange(uniform.Average(), 0.497, 0.503);
        Assert.InRange(uniform.Average(value => value * value), 1 / 3.0 - 0.003, 1 / 3.0 + 0.003);
        Assert.InRange(normal.Average(), -0.01, 0.01);
        Assert.InRange(normal.Average(value => value * value), 0.985, 1.015);
        Assert.InRange(normal.Average(value => Math.Pow(value, 4)), 2.9, 3.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void WholeNumbers_AreAllEquallyLikely(int bound)
    {
        const int Each = 20_000;
        var random = new RandomSource(11);
        var counts = new int[bound];
        for (var i = 0; i < Each * bound; i++)
            counts[random.NextInt(bound)]++;
        Assert.All(counts, count => Assert.InRange(count, Each * 0.97, Each * 1.03));
    }

    [Fact]
    public void WholeNumbersBelowAVeryLargeBound_HaveNoBias()
    {
        // 2³² drawn numbers for 3·2²⁹ results: eight for each three. Kept all, they would fall 3, 3 and 2 on the rests 0, 1 and 2.
        const int Bound = 3 << 29;
        var random = new RandomSource(12);
        var rests = new int[3];
        for (var i = 0; i < 60_000; i++)
            rests[random.NextInt(Bound) % 3]++;
        Assert.All(rests, count => Assert.InRange(count, 19_400, 20_600));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void ABoundThatIsNotPositive_IsRefused(int bound)
        => Assert.Contains("bound: expected at least 1", Assert.Throws<ArgumentException>(() => new RandomSource(1).NextInt(bound)).Message);

    [Fact]
    public void AShuffle_GivesEveryOrderEquallyOften()
    {
        var random = new RandomSource(13);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle(items.AsSpan());
            var order = new string(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }
}
