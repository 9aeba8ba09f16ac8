namespace AutoDiffRnn.Measurements.Tests;

/// <summary>Step Jacobians, their products and what is computed from them.</summary>
public sealed class JacobianTests
{
    private const int Steps = 4;
    private const int Batch = 2;

    [Theory]
    [InlineData("Elman")]
    [InlineData("Lstm")]
    [InlineData("Gru")]
    [InlineData("FastWeights")]
    [InlineData("Delays")]
    [InlineData("Spread")]
    [InlineData("Rounds")]
    public void TheJacobian_AgreesWithDifferences(string cell)
    {
        var network = Zoo.Network(cell);
        var tape = Zoo.Run(network, Steps, Batch);
        var jacobians = StepJacobians.Measure(network, tape);
        var states = network.Cell.States.ToArray();
        Assert.Equal(states.Sum(state => state.Length), jacobians.Size);
        const int step = 2;
        const double change = 1e-6;
        var one = network.CreateTape(1, Batch);
        for (var column = 0; column < jacobians.Size; column++)
        {
            var (above, below) = (After(column, change), After(column, -change));
            for (var example = 0; example < Batch; example++)
            {
                var jacobian = jacobians.At(step, example);
                for (var row = 0; row < jacobians.Size; row++)
                    Assert.Equal((above[example][row] - below[example][row]) / (2 * change), jacobian[row * jacobians.Size + column], 1e-8);
            }
        }

        // The states of each example after the step, with one element of those before it changed.
        double[][] After(int column, double by)
        {
            foreach (var input in network.Cell.Inputs)
            {
                for (var example = 0; example < Batch; example++)
                    tape.Input(input.Name)[step, example].CopyTo(one.Input(input.Name)[0, example]);
            }

            var first = 0;
            foreach (var state in states)
            {
                for (var example = 0; example < Batch; example++)
                {
                    var initial = one.Initial(state.Name)[0, example];
                    tape.State(state.Name)[step - 1, example].CopyTo(initial);
                    if (column >= first && column < first + state.Length)
                        initial[column - first] += by;
                }

                first += state.Length;
            }

            network.Forward(one);
            return [.. Enumerable.Range(0, Batch).Select(example => states.SelectMany(state => one.State(state.Name)[0, example].ToArray()).ToArray())];
        }
    }

    [Fact]
    public void TheSpectrum_IsThatOfTheMatrix()
    {
        // A rotation by a right angle, stretched by 3 and 2: eigenvalues ±i√6.
        double[] matrix = [0, -2, 3, 0];
        Assert.Equal([3, 2], JacobianSpectrum.SingularValues(matrix, 2), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(Math.Sqrt(6), JacobianSpectrum.Radius(matrix, 2), 1e-12);
        Assert.Equal(1.5, JacobianSpectrum.Condition(matrix, 2), 1e-12);
        Assert.Equal(double.PositiveInfinity, JacobianSpectrum.Condition([1, 0, 0, 0], 2));
        Assert.Throws<ArgumentException>(() => JacobianSpectrum.Norm([1, 2], 2));
    }

    [Fact]
    public void TheExponentsOfALinearMap_AreTheLogarithmsOfItsEigenvalues()
    {
        // Lower triangular: the eigenvalues 1.2, 0.5 and −0.1 are on the diagonal, but not on that of the first triangular factor.
        var (_, jacobians, _) = Linear([1.2, 0, 0, 0.7, 0.5, 0, -0.4, 0.9, -0.1], steps: 400);
        var exponents = LyapunovExponents.Measure(jacobians, burnIn: 100);
        Assert.Equal((100, 300, 3, Batch), (exponents.BurnIn, exponents.Counted, exponents.Size, exponents.Examples));
        double[] expected = [Math.Log(1.2), Math.Log(0.5), Math.Log(0.1)];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], exponents.OfExample(1)[i], 1e-9);
            Assert.Equal(Batch, exponents.OverExamples(i).Count);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => LyapunovExponents.Measure(jacobians, burnIn: 400));
    }

    [Fact]
    public void ALongProduct_LeavesNoNumbersBehind()
    {
        // 0.01^300 is below every number of double precision.
        var (_, jacobians, _) = Linear([0.01, 0, 0, 0, 0.01, 0, 0, 0, 0.01], steps: 300);
        var products = JacobianProduct.EndingAt(jacobians, t: 299, example: 0, maxLag: 300);
        Assert.Equal(301, products.Count);
        Assert.Equal(0, products[0].LogSingularValues[0], 1e-12);
        Assert.Equal(300 * Math.Log(0.01), products[300].LogSingularValues[0], 1e-6);
        Assert.Equal(300 * Math.Log(0.01), products[300].LogBound, 1e-6);
    }

    [Fact]
    public void TheProducts_AreInTheOrderOfTheSteps()
    {
        var network = Zoo.Network("Lstm");
        var tape = Zoo.Run(network, Steps, Batch, seeded: false);
        tape.Seed("h")[3, 1][2] = 1;
        var jacobians = StepJacobians.Measure(network, tape);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        var products = JacobianProduct.EndingAt(jacobians, 3, 1, 3);
        foreach (var product in products)
        {
            // A unit seed comes back with at least the smallest and at most the largest singular value.
            var norm = Math.Log(map.NormOfExample(3, 3 - product.Lag, 1));
            Assert.InRange(norm, product.LogSingularValues[^1] - 1e-9, product.LogSingularValues[0] + 1e-9);
            Assert.True(product.LogSingularValues[0] <= product.LogBound + 1e-9);
        }

        // J₃·J₂ itself, by hand.
        var a = jacobians.At(3, 1);
        var b = jacobians.At(2, 1);
        var size = jacobians.Size;
        var by = new double[size * size];
        for (var i = 0; i < by.Length; i++)
        {
            for (var j = 0; j < size; j++)
                by[i] += a[i / size * size + j] * b[j * size + i % size];
        }

        Assert.Equal(JacobianSpectrum.SingularValues(by, size).Select(value => Math.Log(value)), products[2].LogSingularValues, (x, y) => Math.Abs(x - y) < 1e-7);
    }

    [Fact]
    public void TheBoundsOfATanhNetwork_Hold_AndOfNoOther()
    {
        var network = Zoo.Network("Elman");
        var tape = Zoo.Run(network, Steps, Batch);
        var jacobians = StepJacobians.Measure(network, tape);
        var bounds = TanhBounds.Measure(tape, jacobians, "Wh");
        var (last, before) = (JacobianSpectrum.Norm(jacobians.At(3, 0), 5), JacobianSpectrum.Norm(jacobians.At(2, 0), 5));
        Assert.Equal(Math.Log(last) + Math.Log(before), bounds.LogOfProduct(3, 2, 0), 1e-12);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        Assert.Equal(JacobianSpectrum.Norm(network.Weights["Wh"].Values, 5), bounds.LargestSingularValue);
        for (var lag = 0; lag < Steps; lag++)
        {
            var measured = Math.Log(map.NormOfExample(3, 3 - lag, 0) / map.NormOfExample(3, 3, 0));
            Assert.True(measured <= bounds.LogOfProduct(3, lag, 0) + 1e-12);
            Assert.True(bounds.LogOfProduct(3, lag, 0) <= bounds.LogOfPower(lag) + 1e-12);
            Assert.True(lag == 0 || measured > bounds.LogOfProduct(3, lag, 0) - 8);
        }

        var gru = Zoo.Network("GruResetBefore");
        var other = Zoo.Run(gru, Steps, Batch);
        var refused = Assert.Throws<ArgumentException>(() => TanhBounds.Measure(other, StepJacobians.Measure(gru, other), "Un"));
        Assert.StartsWith("weight: the bounds are for h' = tanh(", refused.Message);
    }

    private static (LinearNetwork<double> Network, StepJacobians Jacobians, Tape<double> Tape) Linear(double[] matrix, int steps)
    {
        var network = new LinearNetwork<double>(3);
        network.Weights.A.CopyFrom(matrix);
        var tape = network.CreateTape(steps, Batch);
        network.Forward(tape);
        return (network, StepJacobians.Measure(network, tape), tape);
    }
}
