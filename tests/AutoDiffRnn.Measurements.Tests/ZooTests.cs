namespace AutoDiffRnn.Measurements.Tests;

/// <summary>What holds of the gradient flow in every cell that the project ships.</summary>
public sealed class ZooTests
{
    private const int Steps = 7;
    private const int Batch = 3;

    public static TheoryData<string> Cells => Zoo.Names;

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheLags_SumToTheGradientOfOneBackwardPass(string cell)
    {
        var network = Zoo.Network(cell);
        var tape = Zoo.Run(network, Steps, Batch);
        network.Backward(tape);
        var flow = new GradientFlow<double>(network, Steps, Batch);
        var sum = new double[network.Weights.Values.Length];
        var norms = 0.0;
        flow.Start(tape);
        do
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += flow.Gradients.Values[i];
            norms += Norm(flow.Gradients.Values);
        }
        while (flow.Next());

        Assert.True(norms > 0);
        var difference = sum.Zip(network.Gradients.Values.ToArray(), (a, b) => a - b).ToArray();
        Assert.InRange(Norm(difference), 0, 1e-12 * norms);
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return Math.Sqrt(sum);
    }
}
