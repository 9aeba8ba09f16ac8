using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Measurements.Tests;

/// <summary>Elman's network against backpropagation written out in plain loops.</summary>
public sealed class VanillaTests
{
    private const int Steps = 60;
    private const int H = 6;
    private const int Batch = 2;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void EveryAdjoint_AgreesWithPlainLoops(double radius)
    {
        var (network, tape) = Run(radius);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        for (var t = 0; t < Steps; t++)
        {
            var norms = Enumerable.Range(0, Batch).Select(example => PlainNorms(network, tape, t, example)).ToArray();
            for (var k = 0; k <= t; k++)
            {
                AssertRelative(Math.Sqrt(norms.Sum(ofExample => ofExample[k] * ofExample[k])), map.Norm(t, k, state: 0));
                for (var example = 0; example < Batch; example++)
                    AssertRelative(norms[example][k], map.NormOfExample(t, k, example));
            }
        }
    }

    [Fact]
    public void WithOneLossStep_TheMapIsWhatTheTapeSays()
    {
        var (network, tape) = Run(1);
        const int t = 40;
        var seed = tape.Seed("y")[t, 0].ToArray();
        tape.ClearSeeds();
        seed.CopyTo(tape.Seed("y")[t, 0]);
        network.Backward(tape, GradientsOf.AdjointNorms);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        for (var k = 0; k <= t; k++)
            AssertRelative(tape.AdjointNorm("h", k), map.Norm(t, k));
        Assert.Equal(0, map.Norm(t + 1, t));
        Assert.Single(map.Ratios(3));
        AssertRelative(map.Norm(t, t - 3) / map.Norm(t, t), AdjointMap.Quantile(map.Ratios(3), 0.5));
    }

    [Fact]
    public void TheSumOverTheBatch_IsTakenBeforeTheNorm()
    {
        var (network, tape) = Run(1);
        // Two equal sentences with opposite losses.
        Copy(tape.Input("x"));
        Copy(tape.Initial("h"));
        network.Forward(tape);
        tape.ClearSeeds();
        tape.Seed("y")[5, 0].Fill(2);
        tape.Seed("y")[5, 1].Fill(-2);
        var map = AdjointMap.Measure(new GradientFlow<double>(network, Steps, Batch), tape);
        Assert.InRange(map.NormOfSum(5, 2), 0, 1e-15);
        AssertRelative(Math.Sqrt(2) * map.NormOfExample(5, 2, 1), map.Norm(5, 2));
        Assert.True(map.Norm(5, 2) > 0);

        static void Copy(Series<double> x)
        {
            for (var t = 0; t < x.Steps; t++)
                x[t, 0].CopyTo(x[t, 1]);
        }
    }

    [Fact]
    public void TheRecurrentMatrix_HasTheRadiusThatItIsMadeFor()
    {
        foreach (var radius in new[] { 0.5, 1.5 })
        {
            var (network, _) = Run(radius);
            AssertRelative(radius, JacobianSpectrum.Radius(network.Weights["Wh"].Values, H));
        }
    }

    private static (ElmanNetwork<double> Network, Tape<double> Tape) Run(double radius)
    {
        var random = new RandomSource(11);
        var network = new ElmanNetwork<double>(3, H, 2);
        network.Weights.Wh.Initialize(Initializer.Normal(1), random);
        var scale = radius / JacobianSpectrum.Radius(network.Weights.Wh.Values, H);
        foreach (ref var element in network.Weights.Wh.Span)
            element *= scale;
        network.Weights.Wx.Initialize(Initializer.Normal(0.3), random);
        network.Weights.Wy.Initialize(Initializer.Normal(1), random);
        var tape = network.CreateTape(Steps, Batch);
        Fill(tape.Inputs.x, random);
        Fill(tape.InitialStates.h, random);
        network.Forward(tape);
        Fill(tape.Seeds.y, random);
        return (network, tape);
    }

    // ‖∂L_t/∂h_k‖ for k = 0 … t.
    private static double[] PlainNorms(ElmanNetwork<double> network, Tape<double> tape, int t, int example)
    {
        var (wh, wy) = (network.Weights.Wh, network.Weights.Wy);
        var seed = tape.Seed("y")[t, example];
        var adjoint = new double[H];
        for (var j = 0; j < H; j++)
        {
            for (var o = 0; o < seed.Length; o++)
                adjoint[j] += wy[o, j] * seed[o];
        }

        var norms = new double[t + 1];
        for (var k = t; k >= 0; k--)
        {
            norms[k] = Math.Sqrt(adjoint.Sum(element => element * element));
            var h = tape.State("h")[k, example];
            var before = new double[H];
            for (var i = 0; i < H; i++)
            {
                var a = adjoint[i] * (1 - h[i] * h[i]);
                for (var j = 0; j < H; j++)
                    before[j] += wh[i, j] * a;
            }

            adjoint = before;
        }

        return norms;
    }

    private static void Fill(Series<double> series, RandomSource random)
    {
        for (var row = 0; row < series.Steps * series.Batch; row++)
        {
            foreach (ref var value in series[row / series.Batch, row % series.Batch])
                value = random.NextNormal() * 0.5;
        }
    }

    private static void AssertRelative(double expected, double actual) => Assert.InRange(actual, expected * (1 - 1e-9), expected * (1 + 1e-9));
}
