namespace AutoDiffRnn.Training.Tests;

public class InitializerTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 33)]
    [InlineData(16, 41)]
    [InlineData(41, 16)]
    [InlineData(128, 128)]
    [InlineData(200, 200)]
    public void Orthogonal_HasOrthonormalRowsOrColumns(int rows, int columns)
    {
        var weights = Initialized(rows, columns, Initializer.Orthogonal());
        Assert.InRange(DistanceFromOrthonormal(weights, rows, columns), 0, 1e-14);
    }

    [Fact]
    public void OrthogonalWithAGain_StretchesByIt()
    {
        var weights = Initialized(9, 9, Initializer.Orthogonal(gain: 2)).Select(value => value / 2).ToArray();
        Assert.InRange(DistanceFromOrthonormal(weights, 9, 9), 0, 1e-12);
    }

    [Fact]
    public void OrthogonalPerBlock_MakesEachGateOrthogonalAndDifferent()
    {
        var weights = Initialized(4 * 17, 17, Initializer.Orthogonal().PerBlock(4));
        var gates = weights.Chunk(17 * 17).ToArray();
        Assert.All(gates, gate => Assert.InRange(DistanceFromOrthonormal(gate, 17, 17), 0, 1e-12));
        Assert.NotEqual(gates[0], gates[1]);
    }

    [Fact]
    public void Orthogonal_PrefersNoDirection()
    {
        // Without the random signs that a positive diagonal leaves, the first element would tend to one side.
        var random = new RandomSource(2);
        var weights = Toys.Matrix<double>(2, 2);
        var corners = Enumerable.Range(0, 4000).Select(_ =>
        {
            weights["M"].Initialize(Initializer.Orthogonal(), random);
            return (First: weights.Values[0], Determinant: weights.Values[0] * weights.Values[3] - weights.Values[1] * weights.Values[2]);
        }).ToArray();
        Assert.InRange(corners.Average(corner => corner.First), -0.05, 0.05);
        Assert.InRange(corners.Average(corner => corner.Determinant), -0.07, 0.07);
    }

    [Fact]
    public void Glorot_HasTheVarianceThatItsPaperAsksFor()
    {
        const double Expected = 2.0 / (300 + 100);
        var uniform = Initialized(300, 100, Initializer.GlorotUniform());
        var normal = Initialized(300, 100, Initializer.GlorotNormal());
        var limit = Math.Sqrt(6.0 / 400);
        Assert.All(uniform, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(uniform.Max(), limit * 0.99, limit);
        Assert.InRange(Variance(uniform), Expected * 0.97, Expected * 1.03);
        Assert.InRange(Variance(normal), Expected * 0.97, Expected * 1.03);
        Assert.True(normal.Max() > limit, "normal numbers go beyond the uniform ones");
    }

    [Fact]
    public void GlorotPerBlock_CountsTheOutputsOfABlock()
    {
        var weights = Initialized(4 * 60, 60, Initializer.GlorotUniform().PerBlock(4));
        Assert.InRange(Variance(weights), 2.0 / 120 * 0.97, 2.0 / 120 * 1.03);
    }

    [Fact]
    public void He_CountsTheInputsAlone()
    {
        Assert.InRange(Variance(Initialized(300, 100, Initializer.HeUniform())), 0.0194, 0.0206);
        Assert.InRange(Variance(Initialized(300, 100, Initializer.HeNormal())), 0.0194, 0.0206);
    }

    [Fact]
    public void Identity_IsOneOnTheDiagonalOfWideAndTallMatrices()
    {
        Assert.Equal([1, 0, 0, 0, 1, 0], Initialized(2, 3, Initializer.Identity()));
        Assert.Equal([0.5, 0, 0, 0.5, 0, 0], Initialized(3, 2, Initializer.Identity(0.5)));
    }

    [Fact]
    public void UniformAndNormal_HaveTheirRangeAndDeviation()
    {
        var uniform = Initialized(200, 100, Initializer.Uniform(-1, 3));
        Assert.All(uniform, value => Assert.InRange(value, -1, 3));
        Assert.InRange(uniform.Average(), 0.97, 1.03);
        Assert.InRange(Variance(Initialized(200, 100, Initializer.Normal(0.1))), 0.0097, 0.0103);
    }

    [Fact]
    public void AConstantOnABlock_LeavesTheOtherGatesAsTheyAre()
    {
        var bias = Toys.Vector<float>(9, 9, 9, 9, 9, 9, 9, 9);
        bias["v"].Initialize(Initializer.Constant(1).OnBlock(1, of: 4), new RandomSource(1));
        Assert.Equal([9, 9, 1, 1, 9, 9, 9, 9], bias.Values.ToArray());
        bias["v"].Initialize(Initializer.Constant(-2).OnRows(5, 8), new RandomSource(1));
        Assert.Equal([9, 9, 1, 1, 9, -2, -2, -2], bias.Values.ToArray());
    }

    [Fact]
    public void Defaults_GoByShape()
    {
        var network = Toys.Network<double>(cell: Toys.Cell(h: 20, i: 30));
        network.Weights.Initialize(new RandomSource(4));
        var limit = Math.Sqrt(6.0 / 50);
        var matrix = network.Weights["W"].Values.ToArray();
        Assert.InRange(matrix.Max(), limit * 0.95, limit);
        Assert.InRange(matrix.Min(), -limit, -limit * 0.95);
        Assert.InRange(DistanceFromOrthonormal(network.Weights["U"].Values.ToArray(), 20, 20), 0, 1e-12);
        Assert.All(network.Weights["b"].Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, network.Weights["s"].Values[0]);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameWeightsAndRoundsThemForFloat()
    {
        var (one, two, single, other) = (Toys.Network<double>(), Toys.Network<double>(), Toys.Network<float>(), Toys.Network<double>());
        one.Weights.Initialize(new RandomSource(8));
        two.Weights.Initialize(new RandomSource(8));
        single.Weights.Initialize(new RandomSource(8));
        other.Weights.Initialize(new RandomSource(9));
        Assert.Equal(one.Weights.Values.ToArray(), two.Weights.Values.ToArray());
        Assert.Equal(one.Weights.Values.ToArray().Select(value => (float)value), single.Weights.Values.ToArray());
        Assert.NotEqual(one.Weights.Values.ToArray(), other.Weights.Values.ToArray());
    }

    [Fact]
    public void Initializing_MakesPackedWeightsStale()
    {
        var weights = Toys.Vector<float>(1, 2);
        var version = weights.Version;
        weights["v"].Initialize(Initializer.Constant(3), new RandomSource(1));
        Assert.True(weights.Version > version);
    }

    [Fact]
    public void ARuleThatDoesNotFit_NamesTheWeightAndChangesNothing()
    {
        var vector = Toys.Vector<float>(1, 2, 3);
        var random = new RandomSource(1);
        foreach (var rule in new[] { Initializer.Orthogonal(), Initializer.GlorotUniform(), Initializer.HeNormal(), Initializer.Identity() })
            Assert.Contains("v: expected a matrix", Error(rule));
        Assert.Contains("divides the 3 rows of v", Error(Initializer.Constant(1).PerBlock(2)));
        Assert.Contains("divides the 3 rows of v", Error(Initializer.Constant(1).OnBlock(0, of: 2)));
        Assert.Contains("at most the 3 rows of v", Error(Initializer.Constant(1).OnRows(1, 4)));
        Assert.Equal([1, 2, 3], vector.Values.ToArray());

        string Error(Initializer rule) => Assert.Throws<ArgumentException>(() => vector["v"].Initialize(rule, random)).Message;
    }

    [Fact]
    public void NumbersThatMakeNoSense_AreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => Initializer.Uniform(1, 1));
        Assert.Throws<ArgumentException>(() => Initializer.Uniform(0, double.NaN));
        Assert.Throws<ArgumentException>(() => Initializer.Normal(-1));
        Assert.Throws<ArgumentException>(() => Initializer.Constant(double.NaN));
        Assert.Throws<ArgumentException>(() => Initializer.Orthogonal(double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => Initializer.GlorotUniform(double.NaN));
        Assert.Throws<ArgumentException>(() => Initializer.Constant(1).PerBlock(0));
        Assert.Throws<ArgumentException>(() => Initializer.Constant(1).OnBlock(4, of: 4));
        Assert.Throws<ArgumentException>(() => Initializer.Constant(1).OnRows(3, 3));
    }

    private static double[] Initialized(int rows, int columns, Initializer rule)
    {
        var weights = Toys.Matrix<double>(rows, columns);
        weights["M"].Initialize(rule, new RandomSource(6));
        return weights.Values.ToArray();
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>The largest element of |Q·Qᵀ − I| for a wide matrix, |Qᵀ·Q − I| for a tall one.</summary>
    private static double DistanceFromOrthonormal(double[] q, int rows, int columns)
    {
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var worst = 0.0;
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                var sum = Enumerable.Range(0, length).Sum(k => At(a, k) * At(b, k));
                worst = Math.Max(worst, Math.Abs(sum - (a == b ? 1 : 0)));
            }
        }

        return worst;

        double At(int vector, int element) => rows <= columns ? q[vector * columns + element] : q[element * columns + vector];
    }
}
