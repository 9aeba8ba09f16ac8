using AutoDiffRnn.Cells;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.SameMatrix;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Tests.SameMatrix;

public sealed class SameMatrixTests
{
    private const int Steps = 9;
    private const int Batch = 3;

    /// <summary>An LSTM has two states, so the chain must hand both on, forward and back.</summary>
    [Fact]
    public void StepChain_OfOneNetwork_IsTheOrdinaryRun()
    {
        var network = new LstmNetwork<double>(H: 5, I: 4);
        network.Weights.Initialize(new RandomSource(1));
        var chain = new StepChain([.. Enumerable.Repeat<Network<double>>(network, Steps)], Batch);
        var tape = network.CreateTape(Steps, Batch);
        var random = new RandomSource(2);
        for (var step = 0; step < Steps; step++)
        {
            for (var example = 0; example < Batch; example++)
            {
                foreach (ref var element in tape.Input("x")[step, example])
                    element = random.NextNormal();
                tape.Input("x")[step, example].CopyTo(chain.Input(step, "x")[0, example]);
            }
        }

        network.Forward(tape);
        chain.Forward();
        var norms = chain.AdjointNorms(new RandomSource(3));
        SeedLast(tape, new RandomSource(3));
        network.Backward(tape, GradientsOf.InitialStates);

        Assert.Equal(tape.State("c")[Steps - 1, 1].ToArray(), chain.State(Steps - 1, "c")[0, 1].ToArray());
        for (var example = 0; example < Batch; example++)
        {
            var (h, c) = (tape.InitialGradient("h")[0, example].ToArray(), tape.InitialGradient("c")[0, example].ToArray());
            Assert.Equal(1, norms[0][example]);
            Assert.Equal(Math.Sqrt(h.Concat(c).Sum(element => element * element)), norms[Steps][example], 1e-14);
        }
    }

    [Fact]
    public void Run_OfOrthogonalMatricesAtRest_KeepsEveryNorm()
    {
        var measured = Measure(new SameMatrixCase(new CellSettings("Elman"), MatrixLaw.Orthogonal, 1, IsDriven: false));

        Assert.All(measured.SameCurves.Concat(measured.FreshCurves).SelectMany(curve => curve), norm => Assert.Equal(0, norm, 1e-12));
    }

    [Fact]
    public void Run_OfTheSameMatrixAtRest_TendsToItsSpectralRadius()
    {
        var measured = Measure(new SameMatrixCase(new CellSettings("Elman"), MatrixLaw.Symmetric, 0.5, IsDriven: false), steps: 300);

        Assert.All(measured.Same.Zip(measured.SpectralRadius), pair => Assert.Equal(pair.Second, pair.First, 0.005));
        Assert.True(Sample.Mean(measured.Fresh) < Sample.Mean(measured.Same) - 0.2); // A factor of ½ a step against one near 1.
    }

    [Fact]
    public void Run_OfFreshMatricesAtRest_TendsToNewmansExponent()
    {
        var measured = Measure(new SameMatrixCase(new CellSettings("Elman"), MatrixLaw.Gaussian, 1.5, IsDriven: false), steps: 300);

        Assert.Equal(measured.Lyapunov, Sample.Mean(measured.Fresh), 0.01);
        Assert.True(Sample.Deviation(measured.Fresh) < Sample.Deviation(measured.Same) / 2);
    }

    /// <summary>E ln|w| of one standard normal number is −(γ + ln 2)/2.</summary>
    [Fact]
    public void SlopeOfFreshGaussian_OfOneUnit_IsKnown()
        => Assert.Equal(-(0.5772156649 + Math.Log(2)) / 2 / Math.Log(10), LinearTheory.SlopeOfFreshGaussian(1, 1), 1e-9);

    /// <summary>[[0, 2], [−2, 0]] turns and doubles: its eigenvalues are ±2i.</summary>
    [Fact]
    public void SlopeOfSame_OfARotation_IsThatOfItsComplexEigenvalues()
        => Assert.Equal(Math.Log10(2), LinearTheory.SlopeOfSame([0, 2, -2, 0], 2), 1e-12);

    [Fact]
    public void Run_WithTheSameSettings_IsTheSame()
    {
        var tried = new SameMatrixCase(new CellSettings("Gru"), MatrixLaw.Gaussian, 1, IsDriven: true);
        Assert.Equal(Measure(tried).FreshCurves, Measure(tried).FreshCurves);
    }

    [Fact]
    public void ToEvidence_OfTwoCases_RestsOnTheFirst()
    {
        var settings = new SameMatrixSettings { Seeds = 2, Steps = 15, BurnIn = 5, Cases = [.. SameMatrixCase.Default.Take(2)] };

        var result = new SameMatrixExperiment(settings).Run();
        var evidence = result.ToEvidence();

        Assert.Equal(result.Cases[0].Same, evidence.Same);
        Assert.Equal(2, evidence.Cases.Count);
        Assert.Equal(4, evidence.Curves.Count);
        Assert.Equal(16, evidence.Curves[0].Median.Count);
    }

    [Fact]
    public void Run_WhenInterrupted_Stops()
        => Assert.Throws<OperationCanceledException>(() => new SameMatrixExperiment(new SameMatrixSettings()).Run(null, new CancellationToken(true)));

    private static SameMatrixMeasurement Measure(SameMatrixCase tried, int steps = 20)
        => new SameMatrixExperiment(new SameMatrixSettings { Seeds = 6, Steps = steps, Hidden = 12, Inputs = 5, Cases = [tried] }).Run().Cases[0];

    private static void SeedLast(Tape<double> tape, RandomSource random)
    {
        for (var example = 0; example < Batch; example++)
        {
            var states = new[] { tape.Seed("h")[Steps - 1, example].ToArray(), tape.Seed("c")[Steps - 1, example].ToArray() };
            foreach (var state in states)
            {
                for (var i = 0; i < state.Length; i++)
                    state[i] = random.NextNormal();
            }

            var norm = Math.Sqrt(states.SelectMany(state => state).Sum(element => element * element));
            Array.ConvertAll(states[0], element => element / norm).CopyTo(tape.Seed("h")[Steps - 1, example]);
            Array.ConvertAll(states[1], element => element / norm).CopyTo(tape.Seed("c")[Steps - 1, example]);
        }
    }
}
