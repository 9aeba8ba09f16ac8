namespace AutoDiffRnn.Measurements.Tests;

/// <summary>What holds of the splits in every cell that the project ships, and in some that it does not.</summary>
public sealed class ZooTests
{
    private const int Steps = 6;
    private const int Batch = 3;
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Cells => Zoo.Names;

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheLags_SumToTheGradientOfOneBackwardPass(string cell)
    {
        var (network, tape, flow) = Run(cell);
        network.Backward(tape);
        var split = new LagSplit(network.Cell);
        split.Add(flow, tape);
        for (var weight = 0; weight < split.Weights.Count; weight++)
        {
            var norms = Enumerable.Range(0, split.Lags).Sum(lag => Norm(split.Part(lag, weight)));
            AssertNear(network.Gradients.Views[weight].Values, split.Whole(weight), norms);
        }

        Assert.True(Norm(split.Whole()) > 0);
        Assert.Equal(1, split.Shares().Sum(), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void EachLag_IsTheGradientOfWeightsUntiedOverTime(string cell)
    {
        var (network, tape, flow) = Run(cell);
        var lags = Enumerable.Range(0, Steps).Select(_ => new double[network.Weights.Values.Length]).ToArray();
        var norms = new double[Steps];
        var segments = new Segments(network, tape);
        for (var t = 0; t < Steps; t++)
        {
            segments.GoBack(t, _ => true, (k, gradient, _) =>
            {
                norms[t - k] += Norm(gradient);
                for (var i = 0; i < gradient.Length; i++)
                    lags[t - k][i] += gradient[i];
            });
        }

        flow.Start(tape);
        do
            AssertNear(lags[flow.Lag], flow.Gradients.Values, norms[flow.Lag]);
        while (flow.Next());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheAdjoints_AreThoseThatSingleStepsHandBack(string cell)
    {
        var (network, tape, flow) = Run(cell);
        const int t = Steps - 1;
        var adjoints = new Dictionary<string, double[]>[Steps];
        new Segments(network, tape).GoBack(t, _ => true, (k, _, handed) => adjoints[t - k] = handed);
        flow.Start(tape);
        while (flow.Next())
        {
            for (var state = 0; state < flow.States.Count; state++)
            {
                var expected = adjoints[flow.Lag - 1][flow.States[state].Name];
                AssertNear(expected, flow.Adjoint(state)[^expected.Length..], Norm(expected));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ThePaths_SumToTheGradientOfOneBackwardPass(string cell)
    {
        var (network, tape, flow) = Run(cell);
        network.Backward(tape);
        var split = PathSplit.Measure(flow, tape);
        var norms = Norm(split.Now()) + Enumerable.Range(0, split.Reads.Count).Sum(read => Norm(split.Part(read)));
        AssertNear(network.Gradients.Values, split.Whole(), norms);

        var pure = split.Now().ToArray().Zip(split.Mixed(), (now, mixed) => now + mixed).ToArray();
        for (var read = 0; read < split.Reads.Count; read++)
            pure = [.. pure.Zip(split.PureOf(read).ToArray(), (sum, part) => sum + part)];
        AssertNear(split.Whole(), pure, norms + Enumerable.Range(0, split.Reads.Count).Sum(read => Norm(split.PureOf(read))));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void SeparatePasses_GiveTheSameGradient_ForMoreSteps(string cell)
    {
        var (network, tape, flow) = Run(cell);
        network.Gradients.Span.Fill(5);
        var passes = PassComparison.Measure(flow, tape);
        Assert.InRange(passes.Difference, 0, 1e-11);
        Assert.Equal(Steps, passes.StepsOfOnePass);
        Assert.Equal(Steps * (Steps + 1) / 2, passes.StepsOfSeparatePasses);
        Assert.All(network.Gradients.Values.ToArray(), value => Assert.Equal(5, value));
    }

    private static (Network<double> Network, Tape<double> Tape, GradientFlow<double> Flow) Run(string cell)
    {
        var network = Zoo.Network(cell);
        // With room to spare, which must not show.
        return (network, Zoo.Run(network, Steps, Batch), new GradientFlow<double>(network, Steps + 2, Batch + 1));
    }

    private static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double norms)
    {
        var difference = new double[expected.Length];
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < difference.Length; i++)
            difference[i] = expected[i] - actual[i];
        Assert.InRange(Norm(difference), 0, Tolerance * norms);
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return Math.Sqrt(sum);
    }
}
